import Foundation

/// A `data:` URL (RFC 2397).
struct DataURL: Sendable {
    /// The type that it declares, in lower case and without parameters; `nil` if it declares none.
    let mediaType: String?
    let bytes: Data

    /// Reads an address; `nil` if it is another, or can't be read.
    init?(_ url: String) {
        guard url.prefix(5).lowercased() == "data:", let comma = url.firstIndex(of: ",") else { return nil }
        let header = url[..<comma].dropFirst(5).split(separator: ";", omittingEmptySubsequences: false)
        let type = header.first.map { $0.trimmingCharacters(in: .whitespaces).lowercased() } ?? ""
        let content = Self.withoutPercentEncoding(url[url.index(after: comma)...])
        let isBase64 = header.count > 1 && header.last?.lowercased() == "base64"
        guard let content, let decoded = isBase64 ? Data(base64Encoded: content) : content else { return nil }
        mediaType = type.isEmpty ? nil : type
        bytes = decoded
    }

    /// Decodes a text (RFC 3986, 2.1) whose bytes need not be UTF-8, as Foundation demands; `nil` if it is badly encoded.
    private static func withoutPercentEncoding(_ text: Substring) -> Data? {
        var (bytes, rest) = (Data(), Data(text.utf8)[...])
        while let percent = rest.firstIndex(of: UInt8(ascii: "%")) {
            let digits = rest[percent...].dropFirst().prefix(2)
            guard digits.count == 2, digits.allSatisfy(ASCIIClass.isHexDigit),
                let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            else { return nil }
            bytes += rest[..<percent]
            bytes.append(byte)
            rest = rest[digits.endIndex...]
        }
        return bytes + rest
    }
}
