/// A complete web address with `http` or `https`, safe to stand in any attribute.
public struct Link: Sendable, Hashable, CustomStringConvertible {
    /// The address as written, its scheme in lower case.
    public let description: String
    /// The host in lower case, without port; an IPv6 address keeps its brackets.
    public let host: String
    /// What follows host and port: path, query and fragment; may be empty.
    public let rest: String

    /// Why a text is no link.
    public enum Refusal: Error, Hashable, Sendable {
        /// It does not begin with `http://` or `https://`.
        case scheme
        /// It has white space or control characters.
        case space
        /// It has characters that must be percent-encoded.
        case characters
        /// It has a user name or password before the host.
        case credentials
        /// Its host or port is missing or no such thing.
        case host
        /// It has more than 2,048 characters.
        case length
    }

    /// Checks an address.
    ///
    /// The service asks for an absolute `http` or `https` URI with a host (rebilly.md, R9). Portico is stricter
    /// where that protects people: no credentials, and characters as RFC 3986 spells them.
    ///
    /// - Parameter text: The address as written.
    /// - Throws: `Refusal`, which says what is wrong.
    public init(_ text: String) throws(Refusal) {
        guard text.utf8.count <= 2048 else { throw .length }
        guard
            !text.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.isControl })
        else { throw .space }
        let scheme: String
        switch text {
        case _ where text.lowercasedASCII.hasPrefix("https://"): scheme = "https://"
        case _ where text.lowercasedASCII.hasPrefix("http://"): scheme = "http://"
        default: throw .scheme
        }
        let remainder = text.dropFirst(scheme.count)
        guard remainder.unicodeScalars.allSatisfy(\.isURICharacter), Self.hasWholeEscapes(remainder) else {
            throw .characters
        }
        let authority = remainder.prefix { !"/?#".contains($0) }
        guard !authority.contains("@") else { throw .credentials }
        guard let host = Self.host(of: authority) else { throw .host }
        self.host = host
        rest = String(remainder.dropFirst(authority.count))
        description = scheme + remainder
    }

    private static func hasWholeEscapes(_ text: Substring) -> Bool {
        let parts = text.split(separator: "%", omittingEmptySubsequences: false).dropFirst()
        return parts.allSatisfy { part in
            part.utf8.count >= 2 && part.unicodeScalars.prefix(2).allSatisfy(\.isHexadecimalDigit)
        }
    }

    private static func host(of authority: Substring) -> String? {
        var name = authority
        if name.hasPrefix("[") {
            guard let close = name.firstIndex(of: "]") else { return nil }
            let digits = name[name.index(after: name.startIndex)..<close]
            guard isIPv6(digits) else { return nil }
            let port = name[name.index(after: close)...]
            guard isPort(port) else { return nil }
            return name[...close].lowercased()
        }
        if let colon = name.firstIndex(of: ":") {
            guard isPort(name[colon...]) else { return nil }
            name = name[..<colon]
        }
        guard name.utf8.count <= 255, !name.isEmpty, !name.hasPrefix("."), !name.contains("..") else { return nil }
        guard name.unicodeScalars.allSatisfy({ PathCharacters.contains($0) && $0 != "@" && $0 != "~" }) else {
            return nil
        }
        return name.lowercased()
    }

    /// Whether a text is an IPv6 address (RFC 4291, 2.2): eight groups, of which `::` stands for some.
    private static func isIPv6(_ text: Substring) -> Bool {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return false }
        var count = 0
        for (index, half) in halves.enumerated() where !half.isEmpty {
            let groups = half.split(separator: ":", omittingEmptySubsequences: false)
            let isLastHalf = index == halves.count - 1
            for (position, group) in groups.enumerated() {
                if isLastHalf, position == groups.count - 1, group.contains(".") {
                    guard isIPv4(group) else { return false }
                    count += 2
                } else {
                    guard (1...4).contains(group.utf8.count) else { return false }
                    guard group.unicodeScalars.allSatisfy(\.isHexadecimalDigit) else { return false }
                    count += 1
                }
            }
        }
        return halves.count == 1 ? count == 8 : count <= 7
    }

    private static func isIPv4(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { part in UInt8(part).map { String($0) == part } ?? false }
    }

    /// Whether a text is empty, or `:` and a port from 1 to 65535.
    private static func isPort(_ text: Substring) -> Bool {
        guard !text.isEmpty else { return true }
        let digits = text.dropFirst()
        guard text.first == ":", (1...5).contains(digits.utf8.count) else { return false }
        guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return false }
        return Int(digits).map { (1...65_535).contains($0) } ?? false
    }
}

extension String {
    /// The text with A to Z in lower case and everything else as it is.
    var lowercasedASCII: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar
                }
            )
        )
    }
}

extension Unicode.Scalar {
    var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }

    var isHexadecimalDigit: Bool {
        switch self {
        case "0"..."9", "a"..."f", "A"..."F": true
        default: false
        }
    }

    /// Whether RFC 3986 has a use for the character; the apostrophe is left out because attributes end at it.
    var isURICharacter: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9": true
        case "-", ".", "_", "~", ":", "/", "?", "#", "[", "]", "@", "!", "$", "&", "(", ")", "*", "+", ",", ";":
            true
        case "=", "%": true
        default: false
        }
    }
}
