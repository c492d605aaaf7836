import Diagnostics
import Foundation
import Workspaces

/// A file that the user named to be written.
struct GivenFile {
    private let folder: String
    private let name: String

    /// - Parameter path: The path as the user gave it.
    init(_ path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.dropLast().joined(separator: "/")
        self.folder = parts.count == 1 ? "." : folder.isEmpty ? "/" : folder
        name = parts.last.map(String.init) ?? ""
    }

    /// A file that the user named, unless a workspace is read from it, or from what stands beside it.
    ///
    /// - Parameters:
    ///   - path: The path as the user gave it.
    ///   - root: The workspace's folder.
    ///   - example: A name that would do.
    /// - Throws: `CommandFailure` if one of the workspace's own files would be replaced.
    init(_ path: String, outsideSourcesOf root: String, instead example: String) throws(CommandFailure) {
        self.init(path)
        let target = Self.components(folder) + [name]
        let folder = Self.components(root)
        // A link is replaced, and not what it leads to: where the name stands is what counts.
        guard target.starts(with: folder), target.count > folder.count else { return }
        let first = target[folder.count]
        guard Workspace.holdsSources(first) || first.lowercased() == LockFile.name else { return }
        let better = root == "." ? example : "\(root)/\(example)"
        throw CommandFailure(
            "'\(path)' is a place for the workspace's own files, which Portico reads; "
                + "choose another, as in --output \(ShellText.word(better))"
        )
    }

    private static func components(_ folder: String) -> [String] {
        URL(fileURLWithPath: folder).standardizedFileURL.resolvingSymlinksInPath().pathComponents
    }

    /// Replaces the file as a whole.
    ///
    /// - Returns: Whether anything was touched.
    @discardableResult
    func write(_ text: String) throws(OutputError) -> WriteOutcome {
        try write(Array(text.utf8))
    }

    /// Replaces the file as a whole.
    ///
    /// - Returns: Whether anything was touched.
    func write(_ bytes: [UInt8]) throws(OutputError) -> WriteOutcome {
        try OutputFolder(path: folder).write(bytes, to: [name])
    }
}
