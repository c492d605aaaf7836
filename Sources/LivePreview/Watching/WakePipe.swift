import Synchronization
import Workspaces

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Wakes a thread that waits for files: something to be read from a pipe is one more of them.
final class WakePipe: Sendable {
    /// The descriptor that can be read after `wake()`, until `close()`.
    let reading: Int32
    /// The other end; `nil` once both are closed.
    private let writing: Mutex<Int32?>

    /// Opens a pipe, which neither end waits for.
    ///
    /// - Throws: `SystemError` if there are too many open files.
    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError(errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        reading = ends[0]
        writing = Mutex(ends[1])
    }

    deinit {
        close()
    }

    /// Closes both ends; the thread must have ended.
    func close() {
        writing.withLock { number in
            guard let open = number else { return }
            closeDescriptor(open)
            closeDescriptor(reading)
            number = nil
        }
    }

    /// Wakes the thread; any thread may.
    func wake() {
        writing.withLock { number in
            // A full pipe wakes as well.
            if let number { writeByte(to: number) }
        }
    }

    /// Takes what woke the thread, so that it sleeps again.
    func drain() {
        while readBytes(from: reading) > 0 {}
    }
}

// Inside a type, names of members would hide those of the system.

func closeDescriptor(_ number: Int32) {
    _ = close(number)
}

private func writeByte(to number: Int32) {
    var byte: UInt8 = 0
    _ = write(number, &byte, 1)
}

private func readBytes(from number: Int32) -> Int {
    var bytes = [UInt8](repeating: 0, count: 64)
    return read(number, &bytes, bytes.count)
}

/// Waits until one of some descriptors can be read.
///
/// - Parameters:
///   - numbers: The descriptors.
///   - time: How long to wait at most; `nil` for as long as it takes.
func waitUntilReadable(_ numbers: [Int32], for time: Duration?) {
    var requests = numbers.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var milliseconds: Int32 = -1
    if let time {
        let (seconds, attoseconds) = time.components
        // Rounded up, or the last millisecond would be waited for without waiting.
        let whole = seconds.clampedToHour * 1000 + attoseconds / 1_000_000_000_000_000 + 1
        milliseconds = Int32(max(0, whole))
    }
    // Interrupted or not, the caller looks at what there is.
    _ = poll(&requests, nfds_t(requests.count), milliseconds)
}

extension Int64 {
    fileprivate var clampedToHour: Int64 { Swift.min(Swift.max(self, 0), 3600) }
}
