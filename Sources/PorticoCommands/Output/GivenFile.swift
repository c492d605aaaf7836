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
