#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An address of the internet protocol.
struct NetworkAddress: Sendable, Hashable, CustomStringConvertible {
    /// Four bytes, or sixteen.
    let bytes: [UInt8]

    /// Takes bytes in network order; `nil` unless there are four or sixteen.
    init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads an address such as `203.0.113.7` or `2001:db8::1`; `nil` if the text is none.
    init?(_ text: String) {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 {
            self.init(bytes: Array(bytes[..<4]))
        } else if inet_pton(AF_INET6, text, &bytes) == 1 {
            self.init(bytes: bytes)
        } else {
            return nil
        }
    }

    /// The address as text.
    var description: String {
        var text = [CChar](repeating: 0, count: 64)
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "" }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    }

    /// Whether the address is one of the internet, and of no machine or network around here.
    ///
    /// What is not is listed by IANA as special-purpose (RFC 6890 and its registries). An IPv4 address inside an IPv6
    /// one is looked at by itself.
    var isPublic: Bool {
        if bytes.count == 4 { return !Self.special4.contains { $0.contains(bytes) } }
        for (prefix, offset) in Self.carriers where prefix.contains(bytes) {
            guard let inner = NetworkAddress(bytes: Array(bytes[offset..<(offset + 4)])) else { return false }
            return inner.isPublic
        }
        // Only 2000::/3 is given out at all.
        return bytes[0] & 0xE0 == 0x20 && !Self.special6.contains { $0.contains(bytes) }
    }

    private static let special4 = [
        Block([0], 8), Block([10], 8), Block([100, 64], 10), Block([127], 8), Block([169, 254], 16),
        Block([172, 16], 12), Block([192, 0, 0], 24), Block([192, 0, 2], 24), Block([192, 88, 99], 24),
        Block([192, 168], 16), Block([198, 18], 15), Block([198, 51, 100], 24), Block([203, 0, 113], 24),
        Block([224], 4), Block([240], 4),
    ]

    private static let special6 = [
        Block([0x20, 0x01, 0x00], 23), Block([0x20, 0x01, 0x0D, 0xB8], 32), Block([0x3F, 0xFF], 20),
    ]

    /// Blocks whose addresses hold an IPv4 address, and where: mapped, translated (RFC 6052) and 6to4 (RFC 3056).
    private static let carriers = [
        (Block([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 96), 12), (Block([0, 0x64, 0xFF, 0x9B], 96), 12),
        (Block([0x20, 0x02], 16), 2),
    ]

    /// All addresses that begin with the same bits.
    private struct Block: Sendable {
        private let prefix: [UInt8]
        private let length: Int

        init(_ prefix: [UInt8], _ length: Int) {
            self.prefix = prefix + [UInt8](repeating: 0, count: max((length + 7) / 8 - prefix.count, 0))
            self.length = length
        }

        func contains(_ bytes: [UInt8]) -> Bool {
            let whole = length / 8
            guard bytes[..<whole].elementsEqual(prefix[..<whole]) else { return false }
            guard length % 8 > 0 else { return true }
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> (length % 8))
            return (bytes[whole] ^ prefix[whole]) & mask == 0
        }
    }
}
