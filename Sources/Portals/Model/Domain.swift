/// A bare host name, such as `billing.acme.example`.
public struct Domain: Sendable, Hashable, CustomStringConvertible {
    /// The name in lower case.
    public let description: String

    /// Why a text is no domain.
    public enum Refusal: Error, Hashable, Sendable {
        /// It begins with a scheme, such as `https://`.
        case scheme
        /// It has a path, a query or a fragment.
        case path
        /// It has a port.
        case port
        /// It has white space.
        case space
        /// It has letters beyond ASCII, which need their `xn--` form.
        case international
        /// It is longer than 255 characters.
        case length
        /// It is no host name for another reason.
        case name
    }

    /// Checks a host name.
    ///
    /// Labels of 1 to 63 letters, digits and hyphens, at least two of them, at most 255 characters (RFC 1123, 2.1;
    /// rebilly.md, 3.1). The last label begins with a letter, so that no IP address passes.
    ///
    /// - Parameter text: The name as written; letter case does not matter.
    /// - Throws: `Refusal`, which says what is wrong.
    public init(_ text: String) throws(Refusal) {
        var text = text
        guard text.withUTF8({ $0.allSatisfy(Self.isCharacter) }) else { throw Self.refusal(ofCharactersIn: text) }
        guard text.utf8.count <= 255 else { throw .length }
        guard text.withUTF8(Self.areLabels) else { throw .name }
        description = text.lowercasedASCII
    }

    private static func isCharacter(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    /// Why a text with characters that no host name has is none.
    private static func refusal(ofCharactersIn text: String) -> Refusal {
        switch text {
        case _ where text.unicodeScalars.contains(where: { $0.properties.isWhitespace }): .space
        case _ where text.contains("://"): .scheme
        case _ where text.contains(where: { "/?#\\".contains($0) }): .path
        case _ where !text.unicodeScalars.allSatisfy(\.isASCII): .international
        case _ where text.contains(":"): .port
        case _ where text.utf8.count > 255: .length
        default: .name
        }
    }

    /// Whether letters, digits, hyphens and dots make two labels at least, of which the last begins with a letter.
    private static func areLabels(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = bytes[...]
        while let dot = rest.firstIndex(of: UInt8(ascii: ".")) {
            guard isLabel(rest[..<dot]) else { return false }
            rest = rest[(dot + 1)...]
        }
        guard rest.startIndex > bytes.startIndex, isLabel(rest), let first = rest.first else { return false }
        return first >= UInt8(ascii: "A")
    }

    /// Whether letters, digits and hyphens make a label.
    private static func isLabel(_ label: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
    }
}
