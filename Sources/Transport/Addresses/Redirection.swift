package import Foundation

/// Where a service says that a download lies.
package struct Redirection: Sendable, Hashable {
    /// The address.
    package let url: URL
    /// Whether it has the scheme, host and port of the address that was asked, so that a key may go there too
    /// (rebilly.md, 7.3).
    package let staysAtOrigin: Bool

    /// How many redirections of one download are followed.
    package static let limit = 5

    /// Reads a `Location`; `nil` if it is no address that may be asked.
    ///
    /// It must be `https`, or `http` to this machine when the address that was asked is such a one too.
    ///
    /// - Parameters:
    ///   - location: An address, or a reference to resolve against the address that was asked (RFC 9110, 10.2.2).
    ///   - origin: The address that was asked.
    package init?(location: String, from origin: URL) {
        let isPlain = location.utf8.allSatisfy { (UInt8(ascii: "!")...UInt8(ascii: "~")).contains($0) && $0 != 0x5C }
        guard isPlain, let resolved = URL(string: location, relativeTo: origin)?.absoluteURL else { return nil }
        guard var parts = URLComponents(url: resolved, resolvingAgainstBaseURL: true) else { return nil }
        parts.fragment = nil
        guard parts.user == nil, parts.password == nil, let host = parts.host, !host.isEmpty else { return nil }
        let scheme = parts.scheme?.lowercased()
        let isLocal = scheme == "http" && BaseURL.isLoopback(host) && origin.scheme == "http"
        guard scheme == "https" || isLocal, let url = parts.url else { return nil }
        self.url = url
        staysAtOrigin = Self.origin(of: url) == Self.origin(of: origin)
    }

    private static func origin(of url: URL) -> [String] {
        let scheme = url.scheme?.lowercased() ?? ""
        return [scheme, url.host()?.lowercased() ?? "", "\(url.port ?? (scheme == "https" ? 443 : 80))"]
    }
}
