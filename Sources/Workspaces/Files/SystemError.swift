#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a system call answered instead of doing its work.
package struct SystemError: Error, Hashable, Sendable {
    /// The value of `errno`.
    package let code: Int32

    /// Makes an error.
    ///
    /// - Parameter code: The value of `errno`.
    package init(_ code: Int32) {
        self.code = code
    }

    /// The error that the last failed call of this thread left behind.
    static var last: SystemError { SystemError(errno) }

    /// Whether nothing is there.
    package var isMissing: Bool { code == ENOENT }
    /// Whether there is no room left for what was to be written.
    package var isFull: Bool { code == ENOSPC || code == EDQUOT }

    /// What happened, in words that fit after a colon.
    package var words: String {
        switch code {
        case ENOSPC: "the disk is full"
        case EDQUOT: "the disk quota is used up"
        case EROFS: "the disk can only be read"
        case EACCES, EPERM: "permission is denied"
        case ENOENT: "it does not exist"
        case ENAMETOOLONG: "the name is too long"
        case EMFILE, ENFILE: "too many files are open"
        case EIO: "the disk reports an error"
        case EFBIG: "the file would be larger than allowed here"
        case ELOOP: "it is a symbolic link"
        default: strerror(code).map { String(cString: $0) } ?? "system error \(code)"
        }
    }
}
