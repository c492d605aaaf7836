#if Networking
import Diagnostics
import Foundation
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

    /// Opens it, and empties what is there.
    ///
    /// - Parameters:
    ///   - path: The file; `nil` for standard output.
    ///   - input: The list, which must not be overwritten.
    /// - Throws: `CommandFailure` if it cannot be written.
    init(_ path: String?, unlike input: String) throws(CommandFailure) {
        guard let path else {
            (descriptor, name) = (STDOUT_FILENO, "standard output")
            return
        }
        let places = [path, input].map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
        guard places[0] != places[1] else { throw CommandFailure("\(path) is the list itself; name another --output") }
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        name = path
        // One that was there may be open to others.
        guard descriptor >= 0, fchmod(descriptor, 0o600) == 0 else {
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
        do throws(SystemError) {
            try GivenOutput.write(Array(text.utf8), to: descriptor)
        } catch {
            throw CommandFailure("the results cannot be written to \(name): \(error.words)")
        }
    }
}
#endif
