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
        guard !text.unicodeScalars.contains(where: { $0.properties.isWhitespace }) else { throw .space }
        guard !text.contains("://") else { throw .scheme }
        guard !text.contains(where: { "/?#\\".contains($0) }) else { throw .path }
        guard text.unicodeScalars.allSatisfy(\.isASCII) else { throw .international }
        guard !text.contains(":") else { throw .port }
        guard text.utf8.count <= 255 else { throw .length }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy(Self.isLabel) else { throw .name }
        guard let last = labels.last?.utf8.first, last >= UInt8(ascii: "A") else { throw .name }
        description = text.lowercased()
    }

    private static func isLabel(_ label: Substring) -> Bool {
        guard (1...63).contains(label.utf8.count), label.utf8.first != UInt8(ascii: "-") else { return false }
        guard label.utf8.last != UInt8(ascii: "-") else { return false }
        return label.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "-": true
            default: false
            }
        }
    }
}
