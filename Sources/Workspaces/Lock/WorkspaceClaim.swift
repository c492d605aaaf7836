#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Keeps other runs from writing to a workspace and its lock, for as long as it lives.
///
/// The system forgets the claim when the program ends, however it ends.
package final class WorkspaceClaim: Sendable {
    /// Why a workspace cannot be claimed.
    package enum Failure: Error, Hashable, Sendable {
        /// Another run has it.
        case taken
        /// The system does not let it.
        case system(SystemError)
    }

    private let folder: OpenFolder

    /// Claims a workspace.
    ///
    /// - Parameter path: The workspace's folder as the user named it.
    /// - Throws: `Failure`.
    package init(workspace path: String) throws(Failure) {
        do throws(SystemError) {
            let folder = try OwnedDescriptor(path, in: AT_FDCWD, flags: O_RDONLY | O_DIRECTORY, calls: .system)
            let number = folder.number
            _ = try checked { flock(number, LOCK_EX | LOCK_NB) }
            self.folder = OpenFolder(folder)
        } catch {
            throw error.code == EWOULDBLOCK ? .taken : .system(error)
        }
    }
}
