#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reading to the end, but never beyond a limit.
enum FileBytes {
    private static let stepSize = 64 * 1024

    /// Returns everything that a descriptor still holds.
    ///
    /// The limit is watched while reading, because a file can grow and some claim to be empty.
    ///
    /// - Parameters:
    ///   - descriptor: What to read from; a pipe without data is waited for.
    ///   - limit: How many bytes are allowed.
    ///   - expected: How many bytes there probably are, to reserve them at once.
    ///   - calls: The system calls to use.
    /// - Returns: The whole content.
    /// - Throws: `FileReadError.tooLarge` or `.system`.
    static func read(
        _ descriptor: Int32,
        limit: Int,
        expected: Int = stepSize,
        calls: FileSystemCalls
    ) throws(FileReadError) -> [UInt8] {
        var bytes: [UInt8] = []
        var wanted = min(max(expected, 0), limit) + 1
        while true {
            let part = try part(descriptor, count: wanted, calls: calls)
            if bytes.isEmpty { bytes = part } else { bytes += part }
            if bytes.count > limit { throw .tooLarge(limit: limit, size: nil) }
            if part.count < wanted { return bytes }
            wanted = min(stepSize, limit - bytes.count + 1)
        }
    }

    /// Reads until so many bytes are there or the end is reached.
    static func part(
        _ descriptor: Int32,
        count wanted: Int,
        calls: FileSystemCalls
    ) throws(FileReadError) -> [UInt8] {
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
            do throws(SystemError) {
                while count < wanted {
                    let space = UnsafeMutableRawBufferPointer(buffer.extracting(count..<wanted))
                    let length = try readWaiting(descriptor, space, calls: calls)
                    if length == 0 { break }
                    count += length
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw FileReadError(failure) }
        return bytes
    }

    /// Reads once; where a descriptor was handed over as non-blocking, waits for it.
    private static func readWaiting(
        _ descriptor: Int32,
        _ space: UnsafeMutableRawBufferPointer,
        calls: FileSystemCalls
    ) throws(SystemError) -> Int {
        while true {
            do {
                return try calls.read(descriptor, space)
            } catch {
                guard error.code == EAGAIN || error.code == EWOULDBLOCK else { throw error }
                var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                _ = try checked { poll(&request, 1, -1) }
            }
        }
    }
}
