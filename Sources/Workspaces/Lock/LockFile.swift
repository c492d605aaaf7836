import Foundation

/// The file in which a workspace keeps what the services held.
package struct LockFile: Sendable {
    /// Its name in the workspace's folder.
    package static let name = "portico.lock.json"
    /// 64 MB: more than a hundred thousand portals.
    private static let byteLimit = 64 << 20

    private let folder: OutputFolder

    /// Opens a workspace's folder.
    ///
    /// - Parameters:
    ///   - path: The workspace's folder as the user named it.
    ///   - calls: The system calls to use.
    /// - Throws: `OutputError` if it cannot be opened.
    package init(workspace path: String, calls: FileSystemCalls = .system) throws(OutputError) {
        folder = try OutputFolder(path: path, createIfMissing: false, calls: calls)
    }

    /// Reads the lock; an empty one if there is no file.
    ///
    /// - Returns: The lock.
    /// - Throws: `LockError` if the file cannot be used; a damaged one is never taken for an empty one.
    package func read() throws(LockError) -> Lock {
        let bytes: [UInt8]?
        do throws(OutputError) {
            bytes = try folder.read([Self.name], limit: Self.byteLimit)
        } catch {
            throw LockError(reason: .unreadable(error.reason))
        }
        guard let bytes else { return Lock() }
        do throws(LockError.Reason) {
            return try Lock(json: Data(bytes))
        } catch {
            throw LockError(reason: error)
        }
    }

    /// Replaces the file as a whole.
    ///
    /// - Parameter lock: What it is to hold.
    /// - Throws: `OutputError`; the old file is still there then.
    package func write(_ lock: Lock) throws(OutputError) {
        try folder.write(Array(lock.json.utf8), to: [Self.name])
    }
}
