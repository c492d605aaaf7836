#if Networking
import Diagnostics
import Foundation
import Synchronization
import Workspaces

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where the results of a list go, row by row: standard output, or a file of its owner alone, because it may hold links.
final class ResultFile: Sendable {
    private let descriptor: Int32
    private let name: String
    /// Whether it is a file, and not a stream or a device.
    private let isPlain: Bool
    /// Whether what was there before is still there.
    private let isOld = Mutex(true)

    /// Opens it; what is there is emptied when the first part is written.
    ///
    /// - Parameters:
    ///   - path: The file; `nil` or `-` for standard output.
    ///   - input: The list, which must not be overwritten.
    /// - Throws: `CommandFailure` if it cannot be written.
    init(_ path: String?, unlike input: String) throws(CommandFailure) {
        guard let path, path != "-" else {
            (descriptor, name, isPlain) = (STDOUT_FILENO, "standard output", false)
            return
        }
        descriptor = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        name = path
        var (status, list) = (stat(), stat())
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw CommandFailure("\(path) cannot be written: \(SystemError(errno).words); name another --output")
        }
        isPlain = status.st_mode & S_IFMT == S_IFREG
        if isPlain, stat(input, &list) == 0, list.st_dev == status.st_dev, list.st_ino == status.st_ino {
            throw CommandFailure("\(path) is the list itself; name another --output")
        }
        // One that was there may be open to others; a device is everybody's.
        guard !isPlain || fchmod(descriptor, 0o600) == 0 else {
            throw CommandFailure("\(path) cannot be written: \(SystemError(errno).words); name another --output")
        }
    }

    deinit {
        if descriptor != STDOUT_FILENO { close(descriptor) }
    }

    /// Writes a part.
    ///
    /// - Parameter text: The part.
    /// - Throws: `CommandFailure`.
    func write(_ text: String) throws(CommandFailure) {
        let isFirst = isOld.withLock { isOld in
            defer { isOld = false }
            return isOld
        }
        if isFirst, isPlain, ftruncate(descriptor, 0) != 0 {
            throw CommandFailure("\(name) cannot be emptied: \(SystemError(errno).words); name another --output")
        }
        do throws(SystemError) {
            try GivenOutput.write(Array(text.utf8), to: descriptor)
        } catch {
            throw CommandFailure("the results cannot be written to \(name): \(error.words)")
        }
    }
}
#endif
