/// A complete web address with `http` or `https`, safe to stand in any attribute.
public struct Link: Sendable, Hashable, CustomStringConvertible {
    /// The address as written, its scheme in lower case.
    public let description: String
    /// The host in lower case, without port; an IPv6 address keeps its brackets.
    public let host: String
    /// How many bytes of the address stand before what follows host and port.
    private let restOffset: Int

    /// What follows host and port: path, query and fragment; may be empty.
    public var rest: String { String(Substring(restBytes)) }

    /// The bytes of `rest`.
    var restBytes: Substring.UTF8View { description.utf8.dropFirst(restOffset) }

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
        guard text.withUTF8({ $0.allSatisfy(\.isURICharacter) }) else { throw Self.refusal(ofCharactersIn: text) }
        let result = text.withUTF8 { bytes in Result { () throws(Refusal) in try Self.parts(of: bytes) } }
        let parts = try result.get()
        host = parts.host
        restOffset = parts.restOffset
        // Mostly the text as it is, which takes no memory.
        description =
            text.hasPrefix(parts.scheme)
            ? text : parts.scheme + String(Substring(text.utf8.dropFirst(parts.scheme.utf8.count)))
    }

    /// A stretch of the text while it is checked.
    private typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Checks an address of characters that addresses have.
    private static func parts(
        of bytes: Bytes
    ) throws(Refusal) -> (scheme: String, host: String, restOffset: Int) {
        let scheme = schemes.first { bytes.starts(with: $0.utf8) { $0.lowercased == $1 } }
        guard let scheme else { throw .scheme }
        let remainder = Bytes(rebasing: bytes.dropFirst(scheme.utf8.count))
        guard hasWholeEscapes(remainder) else { throw .characters }
        let end = remainder.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        let authority = Bytes(rebasing: remainder.prefix(end ?? remainder.count))
        guard !authority.contains(UInt8(ascii: "@")) else { throw .credentials }
        guard let host = host(of: authority) else { throw .host }
        return (scheme, host, scheme.utf8.count + authority.count)
    }

    private static let schemes = ["https://", "http://"]

    /// Why a text with characters that no address has is no link.
    private static func refusal(ofCharactersIn text: String) -> Refusal {
        guard !text.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.isControl }) else {
            return .space
        }
        return schemes.contains(where: text.lowercasedASCII.hasPrefix) ? .characters : .scheme
    }

    private static func hasWholeEscapes(_ bytes: Bytes) -> Bool {
        // Most addresses have none.
        guard bytes.contains(UInt8(ascii: "%")) else { return true }
        var rest = bytes[...]
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
        let name = Bytes(rebasing: authority.prefix { $0 != UInt8(ascii: ":") })
        guard isPort(authority[name.count...]) else { return nil }
        guard (1...255).contains(name.count) else { return nil }
        // A dot stands neither first nor behind another one.
        var previous = UInt8(ascii: ".")
        for byte in name {
            guard byte.isHostCharacter, byte != UInt8(ascii: ".") || previous != byte else { return nil }
            previous = byte
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
    private static func isPort(_ bytes: Slice<Bytes>) -> Bool {
        guard !bytes.isEmpty else { return true }
        let digits = bytes.dropFirst()
        guard bytes.first == UInt8(ascii: ":"), (1...5).contains(digits.count), digits.allSatisfy(\.isDigit) else {
            return false
        }
        return (1...65_535).contains(digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
    }
}

extension UInt8 {
    /// Whether a host's name can have the character; RFC 3986 has more, which no name in use has.
    fileprivate var isHostCharacter: Bool {
        switch self {
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: isLetter || isDigit
        }
    }
}
