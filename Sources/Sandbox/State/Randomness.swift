import Synchronization

/// The randomness of identifiers and links, handed in.
final class Randomness: Sendable {
    private let generator: Mutex<any RandomNumberGenerator & Sendable>

    init(_ generator: any RandomNumberGenerator & Sendable) {
        self.generator = Mutex(generator)
    }

    func next() -> UInt64 {
        generator.withLock { $0.next() }
    }

    /// Returns an identifier: 10 characters of time, 16 of randomness (ULID, https://github.com/ulid/spec).
    ///
    /// - Parameters:
    ///   - prefix: What it begins with: `file_`.
    ///   - time: Unix seconds.
    /// - Returns: The identifier.
    func identifier(_ prefix: String, at time: Int) -> String {
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        func characters(_ bits: UInt64, _ count: Int) -> String {
            String((0..<count).reversed().map { alphabet[Int((bits >> UInt64(5 * $0)) & 31)] })
        }
        let milliseconds = UInt64(max(time, 0)) &* 1000
        return prefix + characters(milliseconds, 10) + characters(next(), 8) + characters(next(), 8)
    }

    /// Returns lower-case hexadecimal digits, 16 of them.
    func hexDigits() -> String {
        let digits = String(next(), radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
