import Crypto
package import Portals

/// A picture of the workspace that the service can be given as a logo, known by its content.
package struct LogoFile: Sendable, Hashable {
    /// Where it lies in the workspace.
    package let path: String
    /// What the bytes are; never an SVG.
    package let format: Logo.Format
    /// How many bytes it has.
    package let byteCount: Int
    /// The SHA-1 of its bytes in hexadecimal digits, by which the service knows files (rebilly.md, 7.1).
    package let sha1: String
    /// The SHA-256 of its bytes in hexadecimal digits, by which the lock knows files.
    package let sha256: String

    /// Takes a picture.
    ///
    /// - Parameters:
    ///   - path: Where it lies in the workspace.
    ///   - logo: What it is.
    package init(path: String, _ logo: Logo) {
        self.path = path
        format = logo.format
        byteCount = logo.bytes.count
        sha1 = Hexadecimal.text(Insecure.SHA1.hash(data: logo.bytes))
        sha256 = Hexadecimal.text(SHA256.hash(data: logo.bytes))
    }

    /// The name of the file without its folders.
    package var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// Writes hashes.
enum Hexadecimal {
    static func text(_ digest: some Sequence<UInt8>) -> String {
        digest.map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
