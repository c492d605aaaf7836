#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The streams that the user gave the program to write to.
package enum GivenOutput {
    /// Writes all bytes to an open descriptor; it stays open.
    ///
    /// - Parameters:
    ///   - bytes: What to write.
    ///   - descriptor: The descriptor; one that was handed over as non-blocking is waited for.
    ///   - calls: The system calls to use.
    /// - Throws: `SystemError`; a reader that has gone away, as in `portico lint | head`, is not an error.
    package static func write(
        _ bytes: [UInt8],
        to descriptor: Int32,
        calls: FileSystemCalls = .system
    ) throws(SystemError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            do throws(SystemError) {
                rest = rest.dropFirst(try step(rest, to: descriptor, calls: calls))
            } catch let error where error.code == EPIPE {
                return
            } catch let error where error.code == EAGAIN || error.code == EWOULDBLOCK {
                var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = try checked { poll(&request, 1, -1) }
            }
        }
    }

    private static func step(
        _ bytes: ArraySlice<UInt8>,
        to descriptor: Int32,
        calls: FileSystemCalls
    ) throws(SystemError) -> Int {
        var failure: SystemError?
        let count = bytes.withUnsafeBytes { buffer in
            do throws(SystemError) {
                return try calls.write(descriptor, buffer)
            } catch {
                failure = error
                return 0
            }
        }
        if let failure { throw failure }
        return count
    }
}
