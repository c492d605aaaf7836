import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A lock on a file that one holder at a time has, in this process or another; the system takes it back when its
/// holder ends, however it ends.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes a lock, if nobody has it.
    ///
    /// - Parameter path: The file, which is made if it is not there; a symbolic link is not followed.
    /// - Returns: The lock; `nil` if somebody has it.
    /// - Throws: `POSIXError`.
    static func attempt(_ path: String) throws(POSIXError) -> FileLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.lastError }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return FileLock(descriptor: descriptor) }
        let error = Self.lastError
        close(descriptor)
        guard error.code == .EWOULDBLOCK || error.code == .EINTR else { throw error }
        return nil
    }

    private static var lastError: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }
}

extension POSIXError {
    /// What the system says, in words.
    var words: String { strerror(code.rawValue).map { String(cString: $0) } ?? "error \(code.rawValue)" }
}
