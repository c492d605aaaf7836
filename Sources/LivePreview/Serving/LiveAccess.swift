import Foundation
import HTTPTypes

/// Who may ask what: this server is meant for the person who started it, and no page from elsewhere.
///
/// A page from elsewhere can have its own host name lead to this machine (DNS rebinding), send requests to any address,
/// and put other pages into frames; it can't choose what `Host`, `Origin` and `Sec-Fetch-Site` say, and has no cookie.
struct LiveAccess: Sendable {
    /// Why a request is not answered.
    enum Refusal: Error, Hashable {
        /// It has no or several hosts, or a target that is no path.
        case malformed
        /// It was meant for another host.
        case misdirected
        /// A page from elsewhere sent it.
        case foreign
        /// It has no cookie.
        case unknown
    }

    /// The token of the printed address.
    let token: LiveToken
    /// What `--host` names besides this machine; `nil` for nothing.
    let host: String?

    private static let local = ["127.0.0.1", "localhost", "[::1]"]
    private static let hostName = HTTPField.Name("Host")
    private static let siteName = HTTPField.Name("Sec-Fetch-Site")
    private static let modeName = HTTPField.Name("Sec-Fetch-Mode")
    private static let destinationName = HTTPField.Name("Sec-Fetch-Dest")

    /// Checks that a request was meant for this server, and that it comes from its own pages or the address bar.
    ///
    /// - Parameters:
    ///   - request: The head of the request.
    ///   - port: The port on which it arrived.
    /// - Throws: `Refusal`.
    func check(_ request: HTTPRequest, port: Int) throws(Refusal) {
        // The first `Host` has become the authority, all others are fields still.
        guard let name = Self.hostName, request.headerFields[values: name].isEmpty, let authority = request.authority,
            !authority.isEmpty
        else { throw .malformed }
        guard isOwn(authority.lowercased(), port: port) else { throw .misdirected }
        let isWrite = request.method != .get && request.method != .head
        let fields = request.headerFields
        let origins = fields[values: .origin]
        if isWrite, !origins.isEmpty {
            guard origins.count == 1, origins[0].lowercased() == "http://\(authority.lowercased())" else {
                throw .foreign
            }
        }
        guard let name = Self.siteName, let site = fields[name], site != "same-origin", site != "none" else { return }
        // From other pages only a click may lead here, into a window of its own.
        let leadsHere =
            Self.modeName.flatMap { fields[$0] } == "navigate"
            && Self.destinationName.flatMap { fields[$0] } == "document"
        guard !isWrite, leadsHere else { throw .foreign }
    }

    /// Returns whether a request has the cookie.
    ///
    /// - Parameters:
    ///   - request: The head of the request.
    ///   - port: The port on which it arrived.
    /// - Returns: Whether it has.
    func hasCookie(_ request: HTTPRequest, port: Int) -> Bool {
        let start = "\(Self.cookieName(port: port))="
        return request.headerFields[values: .cookie].contains { field in
            field.split(separator: ";").contains { cookie in
                let text = cookie.drop { $0 == " " }
                return text.hasPrefix(start) && token.matches(text.dropFirst(start.count))
            }
        }
    }

    /// The field that makes a browser keep the token.
    func cookie(port: Int) -> String {
        "\(Self.cookieName(port: port))=\(token.text); Path=/; Max-Age=34560000; HttpOnly; SameSite=Strict"
    }

    /// Browsers share cookies between all ports of a host, so that the name has to tell them apart.
    static func cookieName(port: Int) -> String { "portico-\(port)" }

    private func isOwn(_ authority: String, port: Int) -> Bool {
        guard let name = Self.name(of: authority, port: port) else { return false }
        if Self.local.contains(name) { return true }
        guard let host = host?.lowercased() else { return false }
        // Whoever listens on all addresses is reached by any of them; a name could be made to lead here by anyone.
        if host == "0.0.0.0" || host == "::" { return Self.isAddress(name) }
        return name == host || name == "[\(host)]"
    }

    /// The host of an authority that has the port; `nil` if it has another.
    private static func name(of authority: String, port: Int) -> String? {
        let end = ":\(port)"
        if authority.hasSuffix(end) { return String(authority.dropLast(end.count)) }
        return port == 80 && (!authority.contains(":") || authority.hasSuffix("]")) ? authority : nil
    }

    private static func isAddress(_ name: String) -> Bool {
        if name.hasPrefix("["), name.hasSuffix("]") {
            return name.dropFirst().dropLast().utf8.allSatisfy { "0123456789abcdef:.".utf8.contains($0) }
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { "0123456789".utf8.contains($0) }
            }
    }
}
