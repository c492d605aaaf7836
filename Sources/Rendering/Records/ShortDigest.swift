import Crypto

/// The start of a SHA-256, enough to tell one content from another.
enum ShortDigest {
    /// Returns twelve lower-case hexadecimal digits.
    static func of(_ bytes: some Sequence<UInt8>) -> String {
        of(Array(bytes))
    }

    /// Returns twelve lower-case hexadecimal digits.
    static func of(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = SHA256.hash(data: bytes).prefix(6).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
