#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An open file or folder that is closed when its owner is gone, on every path.
struct OwnedDescriptor: ~Copyable, Sendable {
    /// The number that the system gave it.
    let number: Int32

    /// Opens something, relative to a folder.
    init(
        _ name: String,
        in folder: Int32,
        flags: Int32,
        permissions: UInt16 = 0,
        calls: FileSystemCalls
    ) throws(SystemError) {
        number = try calls.open(folder, name, flags | O_CLOEXEC | O_NOCTTY, permissions)
    }

    deinit {
        closeUnchecked(number)
    }

    /// Closes it and says whether that worked: some file systems report a full disk only now.
    consuming func closeChecked(with calls: FileSystemCalls) throws(SystemError) {
        let number = number
        discard self
        try calls.close(number)
    }

    /// What the open file is.
    var status: FileStatus {
        get throws(SystemError) {
            var status = stat()
            _ = try checked { fstat(number, &status) }
            return FileStatus(status)
        }
    }

    /// What the open file is, for somebody who wants to read it.
    var readableStatus: FileStatus {
        get throws(FileReadError) {
            do throws(SystemError) {
                return try status
            } catch {
                throw FileReadError(error)
            }
        }
    }
}

extension OwnedDescriptor {
    /// How a folder is opened below a root: never through a link.
    static let folderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW
    /// How a file is opened for reading below a root: never through a link, never waiting for a pipe's other end.
    static let fileFlags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK

    /// Returns what a name in an open folder is, links not followed.
    static func status(of name: UnsafePointer<CChar>, in folder: Int32) throws(SystemError) -> FileStatus {
        var status = stat()
        _ = try checked { fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) }
        return FileStatus(status)
    }
}

/// Closes without asking how it went; a member named `close` would hide the system's own inside a type.
private func closeUnchecked(_ descriptor: Int32) {
    _ = close(descriptor)
}

/// An open folder that several owners share.
final class OpenFolder: Sendable {
    private let descriptor: OwnedDescriptor

    var number: Int32 { descriptor.number }

    init(_ descriptor: consuming OwnedDescriptor) {
        self.descriptor = descriptor
    }
}
