/// Saves files of a workspace: each one whole or not at all, and never over somebody else's work.
///
/// No symbolic link below the workspace's folder is followed, so that nothing is written outside of it.
package struct WorkspaceWriter: Sendable {
    private let folder: OutputFolder

    /// Opens a workspace's folder.
    ///
    /// - Parameters:
    ///   - path: The folder as the user named it.
    ///   - calls: The system calls to use.
    /// - Throws: `OutputError` if it cannot be opened.
    package init(workspace path: String, calls: FileSystemCalls = .system) throws(OutputError) {
        folder = try OutputFolder(path: path, createIfMissing: false, calls: calls)
    }

    /// Returns the bytes of a file, to be handed to `replace` later; `nil` if there is none.
    ///
    /// - Parameters:
    ///   - file: The file, relative to the workspace, with `/` between its parts.
    ///   - limit: How many bytes are allowed.
    /// - Returns: The whole content.
    /// - Throws: `OutputError` with the path below the workspace: something else than a plain file is there, or a link.
    package func read(_ file: String, limit: Int = ReadingLimits.portalFile.byteCount) throws(OutputError) -> [UInt8]? {
        try relative(file) { () throws(OutputError) in try folder.read(OutputFolder.names(of: file), limit: limit) }
    }

    /// Replaces a file that still holds what was read, and keeps its permissions.
    ///
    /// The content is compared right before the new file takes the name. With equal bytes nothing is touched.
    ///
    /// - Parameters:
    ///   - file: The file, relative to the workspace.
    ///   - old: What was read.
    ///   - bytes: The new content.
    /// - Throws: `OutputError` with the path below the workspace; `changed` if the file holds something else by now or
    ///   is gone.
    package func replace(_ file: String, holding old: [UInt8], with bytes: [UInt8]) throws(OutputError) {
        guard old != bytes else { return }
        try relative(file) { () throws(OutputError) in
            try folder.replace(OutputFolder.names(of: file), holding: old, with: bytes)
        }
    }

    /// Checks that a file's owner may write it, before anything is written that belongs to it.
    ///
    /// - Parameter file: The file, relative to the workspace.
    /// - Throws: `OutputError` with the path below the workspace; `readOnly` if the owner may not, `changed` if it is
    ///   gone.
    package func checkWritable(_ file: String) throws(OutputError) {
        try relative(file) { () throws(OutputError) in try folder.checkWritable(OutputFolder.names(of: file)) }
    }

    /// Writes a file that must not be there yet; missing folders are made.
    ///
    /// - Parameters:
    ///   - file: The file, relative to the workspace.
    ///   - bytes: Its content.
    /// - Throws: `OutputError` with the path below the workspace; `exists` if anything has that name, a link that leads
    ///   nowhere too.
    package func create(_ file: String, with bytes: [UInt8]) throws(OutputError) {
        try relative(file) { () throws(OutputError) in
            try folder.createNew(bytes, at: OutputFolder.names(of: file))
        }
    }

    /// Names the file as the workspace does in what goes wrong.
    private func relative<Answer>(_ file: String, _ body: () throws(OutputError) -> Answer) throws(OutputError)
        -> Answer
    {
        do throws(OutputError) {
            return try body()
        } catch {
            throw OutputError(path: file, reason: error.reason)
        }
    }
}
