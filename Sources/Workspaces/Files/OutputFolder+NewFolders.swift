#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension OutputFolder {
    /// Writes files into a folder directly below this one; one that has its bytes already is not touched.
    ///
    /// A folder that is not there yet appears with all its files or not at all, which takes fewer calls than a
    /// temporary file for each. In one that is there each file is replaced as `write(_:to:)` does it.
    ///
    /// - Parameters:
    ///   - files: Names and contents; no name stands twice.
    ///   - name: The folder's name.
    /// - Returns: What became of each file, and what the file system says of it; `nil` where it is gone already.
    /// - Throws: `OutputError`: a file stands in the folder's place, the disk is full, and the like.
    package func write(
        _ files: [(name: String, bytes: [UInt8])],
        toFolder name: String
    ) throws(OutputError) -> (outcomes: [WriteOutcome], stamps: [FileStamp?]) {
        try check(name)
        for file in files { try check(file.name) }
        if let stamps = try make(name, holding: files) { return (files.map { _ in .written }, stamps) }
        let folder = try folder([name])
        var outcomes: [WriteOutcome] = []
        for file in files { outcomes.append(try folder.write(file.bytes, to: [file.name])) }
        return (outcomes, folder.stamps(of: files.map(\.name), in: ""))
    }

    /// Makes a folder with its files; `nil` if something stands in its place, which is left alone.
    ///
    /// - Parameters:
    ///   - name: The folder's name.
    ///   - files: Names and contents.
    /// - Returns: What the file system says of each file.
    /// - Throws: `OutputError`.
    private func make(
        _ name: String,
        holding files: [(name: String, bytes: [UInt8])]
    ) throws(OutputError) -> [FileStamp]? {
        // In a new folder there is most likely nothing: what is there all the same keeps the name.
        if !isNew, try status(of: name) != nil { return nil }
        return try ProcessSignals.withFileInHand { () throws(OutputError) in
            let temporary = names.next()
            var culprit = name
            do throws(SystemError) {
                guard let folder = try makeTemporaryFolder(temporary) else { return nil }
                var stamps: [FileStamp] = []
                do throws(SystemError) {
                    for file in files {
                        culprit = "\(name)/\(file.name)"
                        stamps.append(try folder.createPlainly(file.name, file.bytes))
                    }
                    culprit = name
                    try calls.rename(descriptor.number, temporary, name)
                } catch {
                    folder.removeAll(files.map(\.name))
                    try? calls.unlink(descriptor.number, temporary, AT_REMOVEDIR)
                    throw error
                }
                return stamps
            } catch let error where [EEXIST, ENOTEMPTY, ENOTDIR, ENOENT].contains(error.code) {
                // Somebody made one meanwhile, or tidied this one away.
                return nil
            } catch {
                throw failure(culprit, .system(error))
            }
        }
    }

    /// Makes a folder that will have another name; `nil` if somebody tidies it away already.
    private func makeTemporaryFolder(_ name: String) throws(SystemError) -> OutputFolder? {
        try calls.makeFolder(descriptor.number, name)
        let opened = try open(name, OwnedDescriptor.folderFlags)
        // As for a temporary file: others can tell a folder at work from one left behind.
        if flock(opened.number, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            try? calls.unlink(descriptor.number, name, AT_REMOVEDIR)
            return nil
        }
        return OutputFolder(child: OpenFolder(opened), path: "\(path)/\(name)", of: self)
    }

    /// Writes a file under its name, in a folder that nobody looks into yet.
    private func createPlainly(_ name: String, _ bytes: [UInt8]) throws(SystemError) -> FileStamp {
        let file = try open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, permissions: 0o666)
        try writeAll(bytes, to: file.number)
        // While it is open it need not be found by its name; another name of its folder changes nothing of it.
        let stamp = try file.status.stamp
        try file.closeChecked(with: calls)
        return stamp
    }

    private func removeAll(_ names: [String]) {
        for name in names { try? calls.unlink(descriptor.number, name, 0) }
    }

    /// Removes a temporary folder that a killed run left, if it holds nothing but plain files; says whether it is gone.
    func removeFolderIfLeftBehind(_ name: String) -> Bool {
        do {
            let folder = try open(name, OwnedDescriptor.folderFlags)
            guard flock(folder.number, LOCK_EX | LOCK_NB) == 0,
                // Its writer may have given it its name, and let go of it, since it was opened.
                try folder.status.stamp.inode
                    == OwnedDescriptor.status(of: name, in: descriptor.number).stamp.inode
            else { return false }
            let files = try FolderNames.read(folder.number, calls: calls).map { String(decoding: $0, as: UTF8.self) }
            for file in files {
                guard try OwnedDescriptor.status(of: file, in: folder.number).kind == .file else { return false }
            }
            for file in files { try calls.unlink(folder.number, file, 0) }
            try calls.unlink(descriptor.number, name, AT_REMOVEDIR)
            return true
        } catch {
            // What cannot be tidied does no harm.
            return false
        }
    }
}
