import HTTPTypes

/// Whether a request was meant for this machine.
///
/// A page from elsewhere can have its own host name lead to this machine (DNS rebinding) and then reads answers as if
/// they were its own; it can't choose what the `Host` header says.
enum HostCheck {
    private static let hosts = ["127.0.0.1", "localhost", "[::1]"]
    private static let name = HTTPField.Name("Host")

    /// Returns where a request was sent to; `nil` if several `Host` headers disagree about that, or none tells.
    static func authority(of request: HTTPRequest) -> String? {
        // The first one has become the authority, all others are fields still.
        guard let name, request.headerFields[values: name].isEmpty else { return nil }
        return request.authority
    }

    /// Returns whether a `Host` header names this machine by a name that no other page can have.
    static func isLocal(_ authority: String) -> Bool {
        let text = authority.lowercased()
        return hosts.contains { host in
            guard text.hasPrefix(host) else { return false }
            let rest = text.dropFirst(host.count)
            return rest.isEmpty || (rest.first == ":" && rest.dropFirst().utf8.allSatisfy(ASCIIClass.isDigit))
        }
    }

    /// What a request without one host is told (RFC 9112, 3.2).
    static let malformed = Answer.text("A request has one Host header.\n", status: .badRequest)

    /// What a request for another host is told.
    static let refusal = Answer.text(
        "The sandbox answers requests to 127.0.0.1, localhost and [::1] alone.\n",
        status: .misdirectedRequest
    )
}
