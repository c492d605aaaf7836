import Diagnostics
import Foundation
import Workspaces

/// A file of the user's, whose marked places are filled.
struct InsertionFile {
    /// No document that people read is larger.
    private static let byteLimit = 4 << 20

    /// The path as the user typed it.
    let path: String
    /// The content.
    let text: String
    private let folder: OutputFolder
    private let name: String

    /// Opens and reads a file.
    ///
    /// A file below the current folder belongs to a repository that others write to: no link on the way to it is
    /// followed. To any other the user's path is trusted, but for the file itself.
    ///
    /// - Parameters:
    ///   - path: The path as the user typed it.
    ///   - current: The current folder.
    /// - Throws: `CommandFailure` if there is no such file, or it is no text.
    init(path: String, current: String) throws(CommandFailure) {
        self.path = path
        let typed = OutputFolder.names(of: path)
        guard let name = typed.last, !name.isEmpty, name != ".", name != "..", !path.utf8.contains(0) else {
            throw CommandFailure("'\(path.displayText)' names no file")
        }
        self.name = name
        let root = RelativePath.parts(of: current)
        let parts = RelativePath.parts(of: path, in: root)
        let isBelow =
            !typed.contains("..") && parts.count > root.count
            && parts.starts(with: root, by: { $0.utf8.elementsEqual($1.utf8) })
        let bytes: [UInt8]?
        do throws(OutputError) {
            if isBelow {
                folder = try OutputFolder(path: ".", createIfMissing: false)
                    .folder(Array(parts[root.count...].dropLast()), createIfMissing: false)
            } else {
                let above = typed.dropLast().joined(separator: "/")
                let start = typed.count == 1 ? "." : above.isEmpty ? "/" : above
                folder = try OutputFolder(path: start, createIfMissing: false)
            }
            bytes = try folder.read([name], limit: Self.byteLimit)
        } catch {
            throw Self.failure(path, error)
        }
        guard let bytes else { throw CommandFailure("\(path.displayText) does not exist") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure("\(path.displayText) is not valid UTF-8; save it as UTF-8")
        }
        self.text = text
    }

    /// Gives the file a new text; its permissions stay.
    ///
    /// - Parameter newText: The whole text.
    /// - Returns: Whether it differs, so that the file was replaced.
    /// - Throws: `CommandFailure` if the file cannot be replaced, or was changed since it was read.
    func write(_ newText: String) throws(CommandFailure) -> Bool {
        let (old, new) = (Array(text.utf8), Array(newText.utf8))
        if old == new { return false }
        do throws(OutputError) {
            try folder.replace([name], holding: old, with: new)
            return true
        } catch {
            throw Self.failure(path, error)
        }
    }

    private static func failure(_ path: String, _ error: OutputError) -> CommandFailure {
        let path = path.displayText
        switch error.reason {
        case .notAFile(.link): return CommandFailure("\(path) is a symbolic link; name the file itself")
        case .notAFile(let kind): return CommandFailure("\(path) is \(kind.words); a plain file is needed")
        case .notAFolder(.link):
            return CommandFailure("the way to \(path) leads through a symbolic link; name the file itself")
        case .tooLarge(let limit):
            return CommandFailure("\(path) has more than \(ByteCount.words(limit)), which no document needs")
        case .system(let system) where system.code == ENOENT: return CommandFailure("\(path) does not exist")
        case .changed: return CommandFailure("\(path) was changed meanwhile; run the command again")
        case .system(let system): return CommandFailure("\(path): \(system.words)")
        default: return CommandFailure(error.sentence)
        }
    }
}
