/// A complete web address with `http` or `https`, safe to stand in any attribute.
public struct Link: Sendable, Hashable, CustomStringConvertible {
    /// The address as written, its scheme in lower case.
    public let description: String
    /// The host in lower case, without port; an IPv6 address keeps its brackets.
    public let host: String
    /// How many bytes of the address stand before what follows host and port.
    private let restOffset: Int

    /// What follows host and port: path, query and fragment; may be empty.
    public var rest: String { String(Substring(description.utf8.dropFirst(restOffset))) }

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
        var text = text
        guard text.withUTF8({ $0.allSatisfy(\.isASCII) }) else { throw Self.refusal(ofInternational: text) }
        let result = text.withUTF8 { bytes in Result { () throws(Refusal) in try Self.parts(of: bytes[...]) } }
        let parts = try result.get()
        host = parts.host
        restOffset = parts.restOffset
        // Mostly the text as it is, which takes no memory.
        description =
            text.hasPrefix(parts.scheme)
            ? text : parts.scheme + String(Substring(text.utf8.dropFirst(parts.scheme.utf8.count)))
    }

    /// A stretch of the text while it is checked.
    private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    /// Checks an address of ASCII alone.
    private static func parts(
        of bytes: Bytes
    ) throws(Refusal) -> (scheme: String, host: String, restOffset: Int) {
        guard bytes.allSatisfy({ $0 > UInt8(ascii: " ") && $0 != 0x7F }) else { throw .space }
        let beginning = bytes.prefix(8).lazy.map(\.lowercased)
        guard let scheme = schemes.first(where: { beginning.starts(with: $0.utf8) }) else { throw .scheme }
        let remainder = bytes.dropFirst(scheme.utf8.count)
        guard remainder.allSatisfy(\.isURICharacter), hasWholeEscapes(remainder) else { throw .characters }
        let authority = remainder.prefix {
            $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
        }
        guard !authority.contains(UInt8(ascii: "@")) else { throw .credentials }
        guard let host = host(of: authority) else { throw .host }
        return (scheme, host, authority.endIndex)
    }

    private static let schemes = ["https://", "http://"]

    /// Why a text with characters beyond ASCII is no link: the first reason that holds, as for any other text.
    private static func refusal(ofInternational text: String) -> Refusal {
        guard !text.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.isControl }) else {
            return .space
        }
        return schemes.contains(where: text.lowercasedASCII.hasPrefix) ? .characters : .scheme
    }

    private static func hasWholeEscapes(_ bytes: Bytes) -> Bool {
        var rest = bytes
        // Most addresses have none.
        while let percent = rest.firstIndex(of: UInt8(ascii: "%")) {
            let digits = rest[percent...].dropFirst().prefix(2)
            guard digits.count == 2, digits.allSatisfy(\.isHexadecimalDigit) else { return false }
            rest = rest[digits.endIndex...]
        }
        return true
    }

    private static func host(of authority: Bytes) -> String? {
        if authority.first == UInt8(ascii: "[") {
            guard let close = authority.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            guard isIPv6(String(decoding: authority[..<close].dropFirst(), as: UTF8.self)) else { return nil }
            guard isPort(authority[close...].dropFirst()) else { return nil }
            return String(decoding: authority[...close].map(\.lowercased), as: UTF8.self)
        }
        let name = authority.prefix { $0 != UInt8(ascii: ":") }
        guard isPort(authority[name.endIndex...]) else { return nil }
        let dot = UInt8(ascii: ".")
        guard (1...255).contains(name.count), name.first != dot else { return nil }
        guard !zip(name, name.dropFirst()).contains(where: { $0 == dot && $1 == dot }) else { return nil }
        guard name.allSatisfy({ $0.isPathCharacter && $0 != UInt8(ascii: "@") && $0 != UInt8(ascii: "~") }) else {
            return nil
        }
        return String(decoding: name, as: UTF8.self).lowercasedASCII
    }

    /// Whether a text is an IPv6 address (RFC 4291, 2.2): eight groups, of which `::` stands for some.
    private static func isIPv6(_ text: String) -> Bool {
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
    private static func isPort(_ bytes: Bytes) -> Bool {
        guard !bytes.isEmpty else { return true }
        let digits = bytes.dropFirst()
        guard bytes.first == UInt8(ascii: ":"), (1...5).contains(digits.count), digits.allSatisfy(\.isDigit) else {
            return false
        }
        return (1...65_535).contains(digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
    }
}
