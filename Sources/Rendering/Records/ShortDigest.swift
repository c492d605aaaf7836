/// The start of a SHA-256, enough to tell one content from another.
enum ShortDigest {
    /// Returns twelve lower-case hexadecimal digits.
    static func of(_ bytes: some Sequence<UInt8>) -> String {
        of(Array(bytes))
    }

    /// Returns twelve lower-case hexadecimal digits.
    static func of(_ bytes: [UInt8]) -> String {
        of(ContentHash(of: bytes))
    }

    /// Returns twelve lower-case hexadecimal digits of bytes whose hash is known.
    static func of(_ hash: ContentHash) -> String {
        String(hash.hexadecimal.prefix(12))
    }
}
