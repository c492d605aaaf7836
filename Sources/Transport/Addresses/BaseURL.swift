public import Foundation
import NIOCore

/// Where a service answers: a host that may be told a key.
public struct BaseURL: Sendable, Hashable, CustomStringConvertible {
    /// Why a text is no address to send keys to.
    public enum Refusal: Error, Hashable, Sendable {
        /// It is no complete address with a host.
        case malformed
        /// It is neither `https`, nor `http` to this machine.
        case insecure
        /// It holds a user name or a password.
        case credentials
        /// It has a query or a fragment, to which no path can be added.
        case query
    }

    /// The address, without a slash at its end.
    public let url: URL

    /// Checks an address.
    ///
    /// - Parameter text: An address with `https`, or with `http` if the host is this machine (rebilly.md, 1).
    /// - Throws: `Refusal`, which says what is wrong.
    public init(_ text: String) throws(Refusal) {
        let isPlain = text.utf8.allSatisfy { (UInt8(ascii: "!")...UInt8(ascii: "~")).contains($0) && $0 != 0x5C }
        guard isPlain, var parts = URLComponents(string: text) else { throw .malformed }
        guard parts.user == nil, parts.password == nil, !(parts.percentEncodedHost ?? "").contains("@") else {
            throw .credentials
        }
        guard parts.percentEncodedQuery == nil, parts.percentEncodedFragment == nil else { throw .query }
        guard let host = parts.host, !host.isEmpty, let scheme = parts.scheme?.lowercased() else { throw .malformed }
        guard scheme == "https" || scheme == "http" && Self.isLoopback(host) else { throw .insecure }
        parts.scheme = scheme
        // One service by two names would be two in what is kept of it.
        parts.percentEncodedHost = parts.percentEncodedHost?.lowercased()
        parts.percentEncodedPath = String(parts.percentEncodedPath.reversed().drop { $0 == "/" }.reversed())
        guard let url = parts.url else { throw .malformed }
        self.url = url
    }

    /// Makes an address that documents name, which the compiler cannot know to be one.
    package static func documented(_ literal: StaticString) -> BaseURL {
        do { return try BaseURL("\(literal)") } catch { preconditionFailure("'\(literal)' is no address: \(error)") }
    }

    /// The address as text.
    public var description: String { url.absoluteString }

    /// Whether a host is this machine: `localhost`, or an address of the loopback network.
    package static func isLoopback(_ host: String) -> Bool {
        let name = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        if name.lowercased() == "localhost" { return true }
        switch try? SocketAddress(ipAddress: name, port: 0) {
        case .v4(let address)?: return address.address.sin_addr.s_addr.littleEndian & 0xFF == 127
        case .v6?: return name == "::1"
        default: return false
        }
    }

    /// Returns the address of something below this one.
    ///
    /// - Parameters:
    ///   - path: The parts of the path, none of them encoded.
    ///   - query: Names and values, none of them encoded; a value that is `nil` or empty is left out.
    /// - Returns: The address.
    package func appending(_ path: [String], query: [(String, String?)] = []) -> URL {
        guard var parts = URLComponents(url: url, resolvingAgainstBaseURL: false) else { return url }
        parts.percentEncodedPath += path.map { "/" + AddressParts.encoded($0) }.joined()
        let items = query.compactMap { name, value in
            value.flatMap { $0.isEmpty ? nil : URLQueryItem(name: name, value: AddressParts.encoded($0)) }
        }
        if !items.isEmpty { parts.percentEncodedQueryItems = items }
        return parts.url ?? url
    }
}
