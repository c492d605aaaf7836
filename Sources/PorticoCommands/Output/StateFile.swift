#if Networking
import Diagnostics
import Foundation

/// The file of `sandbox --state`, looked at before SQLite, whose own words name no path.
struct StateFile {
    private let path: String

    init(_ path: String) {
        self.path = path
    }

    /// Says what keeps a state from being written there.
    ///
    /// - Throws: `CommandFailure`.
    func check() throws(CommandFailure) {
        let (files, name) = (FileManager.default, path.displayText)
        let url = URL(fileURLWithPath: path)
        let type =
            (try? files.attributesOfItem(atPath: url.resolvingSymlinksInPath().path))?[.type] as? FileAttributeType
        switch type {
        case .typeDirectory?:
            let example = (path.hasSuffix("/") ? path : path + "/") + "sandbox.sqlite"
            throw CommandFailure("\(name) is a folder; name a file, as in --state \(ShellText.word(example))")
        case .typeRegular?:
            guard files.isReadableFile(atPath: path), files.isWritableFile(atPath: path) else {
                throw CommandFailure("\(name) may not be written; allow it with chmod u+rw, or name another file")
            }
            try checkFolder(url)
        case .some: throw CommandFailure("\(name) is no plain file; name another one with --state")
        case nil: try checkFolder(url)
        }
    }

    /// SQLite keeps a log beside the file, so that it needs the folder, too.
    private func checkFolder(_ url: URL) throws(CommandFailure) {
        let (files, name) = (FileManager.default, path.displayText)
        let folder = url.deletingLastPathComponent().path
        let shown = path.contains("/") ? folder.displayText : "this folder"
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: folder, isDirectory: &isFolder) else {
            throw CommandFailure(
                "\(name) has no place: the folder \(shown) does not exist; make it, or name another file"
            )
        }
        guard isFolder.boolValue else {
            throw CommandFailure("\(name) has no place: \(shown) is no folder; name another file")
        }
        guard files.isWritableFile(atPath: folder) else {
            throw CommandFailure("\(name) has no place: nothing may be written into \(shown); name another file")
        }
    }
}
#endif
