#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Input that the user named on the command line: trusted as a path, limited in size.
///
/// Links are followed, and pipes and devices may be read, as in `--from <(curl …)`. A path from a file goes through
/// `WorkspaceFiles` instead.
package enum GivenInput {
    /// Returns the bytes of a file.
    ///
    /// - Parameters:
    ///   - path: The path as the user gave it, relative to the current folder or absolute.
    ///   - limit: How many bytes are allowed.
    ///   - calls: The system calls to use.
    /// - Returns: The whole content.
    /// - Throws: `FileReadError`; a folder is `notAPlainFile`.
    package static func bytes(
        ofFileAt path: String,
        limit: Int,
        calls: FileSystemCalls = .system
    ) throws(FileReadError) -> [UInt8] {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .invalidPath("is no path") }
        let file = try readable { () throws(SystemError) in
            try OwnedDescriptor(path, in: AT_FDCWD, flags: O_RDONLY, calls: calls)
        }
        let status = try file.readableStatus
        if status.kind == .folder { throw .notAPlainFile(.folder) }
        if status.kind == .file, status.size > limit { throw .tooLarge(limit: limit, size: status.size) }
        return try FileBytes.read(file.number, limit: limit, expected: status.size, calls: calls)
    }

    /// Returns everything that standard input holds.
    ///
    /// - Parameters:
    ///   - limit: How many bytes are allowed.
    ///   - calls: The system calls to use.
    /// - Returns: What came until the end of the input.
    /// - Throws: `FileReadError.tooLarge` or `.system`.
    package static func standardInput(
        limit: Int,
        calls: FileSystemCalls = .system
    ) throws(FileReadError) -> [UInt8] {
        try bytes(ofDescriptor: STDIN_FILENO, limit: limit, calls: calls)
    }

    /// Returns everything that an open descriptor still holds; it stays open.
    ///
    /// - Parameters:
    ///   - descriptor: The descriptor.
    ///   - limit: How many bytes are allowed.
    ///   - calls: The system calls to use.
    /// - Returns: What came until the end of the input.
    /// - Throws: `FileReadError.tooLarge` or `.system`.
    package static func bytes(
        ofDescriptor descriptor: Int32,
        limit: Int,
        calls: FileSystemCalls = .system
    ) throws(FileReadError) -> [UInt8] {
        try FileBytes.read(descriptor, limit: limit, calls: calls)
    }
}
