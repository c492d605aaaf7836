package import Crypto
import Portals

/// The SHA-256 of some bytes.
package struct ContentHash: Sendable, Hashable {
    // Four words instead of an array: a site has four of them a portal.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// Computes the hash of bytes.
    package init(of bytes: some Collection<UInt8>) {
        var hash = SHA256()
        let isDone: Void? = bytes.withContiguousStorageIfAvailable {
            hash.update(bufferPointer: UnsafeRawBufferPointer($0))
        }
        if isDone == nil { hash.update(data: Array(bytes)) }
        self.init(hash.finalize())
    }

    /// Takes a hash that was computed piece by piece.
    package init(_ digest: SHA256Digest) {
        words = digest.withUnsafeBytes { $0.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self) }
    }

    /// Takes the 32 bytes of a hash; `nil` if there is another number of them.
    ///
    /// - Parameter bytes: The bytes; a slice and not any collection, because a run reads six hashes a portal, and going
    ///   through the protocol costs more than the rest.
    package init?(bytes: ArraySlice<UInt8>) {
        guard bytes.count == 32 else { return nil }
        words = bytes.withUnsafeBytes { $0.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self) }
    }

    /// Takes 64 lower-case hexadecimal digits; `nil` if a text is something else.
    package init?(hexadecimal text: some StringProtocol) {
        let digits = Array(text.utf8)
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for index in stride(from: 0, to: 64, by: 2) {
            guard let high = Self.value(of: digits[index]), let low = Self.value(of: digits[index + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        self.init(bytes: bytes[...])
    }

    /// The 32 bytes.
    package var bytes: [UInt8] {
        withUnsafeBytes(of: words) { Array($0) }
    }

    /// The hash in 64 lower-case hexadecimal digits.
    package var hexadecimal: String {
        var digits: [UInt8] = []
        appendHexadecimal(to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }

    /// Appends the hash in 64 lower-case hexadecimal digits.
    package func appendHexadecimal(to text: inout [UInt8]) {
        withUnsafeBytes(of: words) { bytes in
            for byte in bytes {
                text.append(Self.digit(byte >> 4))
                text.append(Self.digit(byte & 15))
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    package static func == (left: ContentHash, right: ContentHash) -> Bool {
        left.words == right.words
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
    }
}

/// Computes the hash of bytes that come piece by piece.
package struct ContentHasher: Sendable {
    private var hash = SHA256()

    package init() {}

    /// Goes on with bytes.
    package mutating func update(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }

    /// Goes on with bytes.
    package mutating func update(_ bytes: [UInt8]) {
        update(bytes[...])
    }

    /// Returns the hash of everything.
    package func finish() -> ContentHash {
        ContentHash(hash.finalize())
    }
}
