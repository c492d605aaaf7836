#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension GivenOutput {
    /// Writes bytes to the end of a file that the user or the user's CI named; a missing file is made.
    ///
    /// - Parameters:
    ///   - bytes: What to write.
    ///   - path: The path, relative to the current folder or absolute; links are followed.
    ///   - calls: The system calls to use.
    /// - Throws: `SystemError` if the file cannot be opened or written.
    package static func append(
        _ bytes: [UInt8],
        toFileAt path: String,
        calls: FileSystemCalls = .system
    ) throws(SystemError) {
        guard !path.utf8.contains(0) else { throw SystemError(ENOENT) }
        // Never waits for the other end of a pipe.
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK
        let file = try OwnedDescriptor(path, in: AT_FDCWD, flags: flags, permissions: 0o666, calls: calls)
        try write(bytes, to: file.number, calls: calls)
        try file.closeChecked(with: calls)
    }
}
