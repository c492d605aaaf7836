#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The system calls that can fail for want of space or permission, handed in so that tests can make them fail.
///
/// Paths are relative to an open folder. `EINTR` is handled inside.
package struct FileSystemCalls: Sendable {
    /// Opens a file: folder, name, flags, permissions of a new file; returns the descriptor.
    package var open: @Sendable (Int32, String, Int32, UInt16) throws(SystemError) -> Int32
    /// Closes a descriptor; on an error it is closed as well.
    package var close: @Sendable (Int32) throws(SystemError) -> Void
    /// Reads into a buffer; returns how many bytes were read, 0 at the end.
    package var read: @Sendable (Int32, UnsafeMutableRawBufferPointer) throws(SystemError) -> Int
    /// Writes from a buffer; returns how many bytes were written.
    package var write: @Sendable (Int32, UnsafeRawBufferPointer) throws(SystemError) -> Int
    /// Renames within a folder: folder, old name, new name.
    package var rename: @Sendable (Int32, String, String) throws(SystemError) -> Void
    /// Gives a file a second name within a folder: folder, old name, new name.
    package var link: @Sendable (Int32, String, String) throws(SystemError) -> Void
    /// Removes a name: folder, name, `AT_REMOVEDIR` or 0.
    package var unlink: @Sendable (Int32, String, Int32) throws(SystemError) -> Void
    /// Makes a folder: folder, name.
    package var makeFolder: @Sendable (Int32, String) throws(SystemError) -> Void
}

extension FileSystemCalls {
    /// The calls of the operating system.
    package static let system = FileSystemCalls(
        open: { (folder, name, flags, permissions) throws(SystemError) in
            try checked { openat(folder, name, flags, mode_t(permissions)) }
        },
        close: { (descriptor) throws(SystemError) in
            // Not repeated on EINTR: the descriptor is gone, and its number may belong to another thread by now.
            guard closeDescriptor(descriptor) != 0, errno != EINTR else { return }
            throw .last
        },
        read: { (descriptor, buffer) throws(SystemError) in
            try checked { readDescriptor(descriptor, buffer) }
        },
        write: { (descriptor, buffer) throws(SystemError) in
            try checked { writeDescriptor(descriptor, buffer) }
        },
        rename: { (folder, old, new) throws(SystemError) in
            _ = try checked { renameat(folder, old, folder, new) }
        },
        link: { (folder, old, new) throws(SystemError) in
            _ = try checked { linkat(folder, old, folder, new, 0) }
        },
        unlink: { (folder, name, flags) throws(SystemError) in
            _ = try checked { unlinkat(folder, name, flags) }
        },
        makeFolder: { (folder, name) throws(SystemError) in
            _ = try checked { mkdirat(folder, name, 0o777) }
        }
    )
}

/// Repeats a call while signals interrupt it, and throws what it says when it fails.
///
/// - Parameter call: The call; it answers -1 on failure and leaves the reason in `errno`.
/// - Returns: What the call answered.
/// - Throws: What `errno` holds, `EINTR` excepted.
func checked<Answer: SignedInteger>(_ call: () -> Answer) throws(SystemError) -> Answer {
    while true {
        let answer = call()
        if answer != -1 { return answer }
        let error = SystemError.last
        if error.code != EINTR { throw error }
    }
}

// Inside a type whose members are named like these functions, the bare names would mean the members.

private func closeDescriptor(_ descriptor: Int32) -> Int32 {
    close(descriptor)
}

private func readDescriptor(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}

private func writeDescriptor(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    write(descriptor, buffer.baseAddress, buffer.count)
}
