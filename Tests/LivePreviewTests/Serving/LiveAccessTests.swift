import HTTPTypes
import Testing

@testable import LivePreview

/// Who may ask what.
@Suite struct LiveAccessTests {
    private static let token = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ"

    private func access(host: String? = nil) throws -> LiveAccess {
        LiveAccess(token: try #require(LiveToken(Self.token)), host: host)
    }

    private func refusal(_ access: LiveAccess, _ request: HTTPRequest, port: Int = 4000) -> LiveAccess.Refusal? {
        do throws(LiveAccess.Refusal) {
            try access.check(request, port: port)
            return nil
        } catch {
            return error
        }
    }

    private func request(
        _ method: HTTPRequest.Method = .get,
        host: String? = "127.0.0.1:4000",
        _ fields: [(String, String)] = []
    ) -> HTTPRequest {
        var request = HTTPRequest(method: method, scheme: "http", authority: host, path: "/")
        for (name, value) in fields {
            if let name = HTTPField.Name(name) { request.headerFields.append(HTTPField(name: name, value: value)) }
        }
        return request
    }

    @Test(
        arguments: [
            ("127.0.0.1:4000", nil, nil), ("localhost:4000", nil, nil), ("LOCALHOST:4000", nil, nil),
            ("[::1]:4000", nil, nil), ("127.0.0.1", nil, .misdirected), ("127.0.0.1:4001", nil, .misdirected),
            ("127.0.0.1:40000", nil, .misdirected), ("evil.example:4000", nil, .misdirected),
            ("localhost.evil.example:4000", nil, .misdirected), ("127.0.0.1.:4000", nil, .misdirected),
            ("user@127.0.0.1:4000", nil, .misdirected), ("", nil, .malformed), (nil, nil, .malformed),
            ("box.local:4000", "box.local", nil), ("box.local:4001", "box.local", .misdirected),
            ("other.local:4000", "box.local", .misdirected), ("[fd00::1]:4000", "fd00::1", nil),
            ("192.168.1.7:4000", "0.0.0.0", nil), ("[fe80::7]:4000", "::", nil),
            ("evil.example:4000", "0.0.0.0", .misdirected), ("1.2.3:4000", "0.0.0.0", .misdirected),
            ("0x7f000001:4000", "0.0.0.0", .misdirected),
        ] as [(String?, String?, LiveAccess.Refusal?)]
    )
    func `only its own hosts are answered`(host: String?, own: String?, expected: LiveAccess.Refusal?) throws {
        #expect(refusal(try access(host: own), request(host: host)) == expected)
    }

    @Test func `on port 80 the port may be left out`() throws {
        #expect(refusal(try access(), request(host: "localhost"), port: 80) == nil)
        #expect(refusal(try access(), request(host: "[::1]"), port: 80) == nil)
        #expect(refusal(try access(), request(host: "evil.example"), port: 80) == .misdirected)
    }

    @Test func `a second host is refused`() throws {
        #expect(refusal(try access(), request(.get, [("Host", "127.0.0.1:4000")])) == .malformed)
    }

    @Test(
        arguments: [
            (.post, [], nil), (.post, [("Origin", "http://127.0.0.1:4000")], nil),
            (.put, [("Origin", "null")], .foreign), (.post, [("Origin", "http://localhost:4000")], .foreign),
            (.delete, [("Origin", "http://127.0.0.1:4001")], .foreign),
            (.post, [("Origin", "https://127.0.0.1:4000")], .foreign),
            (.patch, [("Origin", "http://127.0.0.1:4000.evil.example")], .foreign),
            (.post, [("Origin", "http://127.0.0.1:4000"), ("Origin", "http://evil.example")], .foreign),
            (.post, [("Sec-Fetch-Site", "same-origin")], nil), (.post, [("Sec-Fetch-Site", "none")], nil),
            (.post, [("Sec-Fetch-Site", "same-site")], .foreign), (.post, [("Sec-Fetch-Site", "cross-site")], .foreign),
            (
                .post,
                [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")],
                .foreign
            ),
            (
                .get,
                [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")], nil
            ),
            (
                .get, [("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")],
                .foreign
            ),
            (.get, [("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "cors")], .foreign),
            (.get, [("Origin", "null")], nil), (.head, [("Origin", "http://evil.example")], nil),
        ] as [(HTTPRequest.Method, [(String, String)], LiveAccess.Refusal?)]
    )
    func `other pages may not write, and look only by leading here`(
        method: HTTPRequest.Method,
        fields: [(String, String)],
        expected: LiveAccess.Refusal?
    ) throws {
        #expect(refusal(try access(), request(method, fields)) == expected)
    }

    @Test(
        arguments: [
            ("portico-4000=\(token)", true), ("a=b; portico-4000=\(token)", true),
            ("a=b;portico-4000=\(token)", true),
            ("portico-4000=\(token);x=y", true), ("portico-4001=\(token)", false), ("xportico-4000=\(token)", false),
            ("portico-4000=\(token)A", false), ("portico-4000=\(token.dropLast())", false), ("portico-4000=", false),
            ("portico-4000=wrong; portico-4000=\(token)", true), ("", false),
        ]
    )
    func `the cookie is that of this port`(cookie: String, isRight: Bool) throws {
        #expect(try access().hasCookie(request(.get, [("Cookie", cookie)]), port: 4000) == isRight)
    }

    @Test func `the cookie is kept from scripts and other pages`() throws {
        let cookie = try access().cookie(port: 4000)
        #expect(cookie.hasPrefix("portico-4000=\(Self.token); Path=/;"))
        #expect(cookie.contains("HttpOnly") && cookie.hasSuffix("SameSite=Strict"))
    }
}

/// The secret of the printed address.
@Suite struct LiveTokenTests {
    @Test func `each has 32 bytes of its own in base64url`() {
        var generator = SystemRandomNumberGenerator()
        let tokens = (0..<50).map { _ in LiveToken(using: &generator).text }
        #expect(Set(tokens).count == 50)
        for token in tokens {
            #expect(token.utf8.count == 43)
            #expect(LiveToken(token)?.text == token)
        }
    }

    @Test(arguments: ["", "short", String(repeating: "a", count: 44), String(repeating: "+", count: 43)])
    func `what was not made so is none`(text: String) {
        #expect(LiveToken(text) == nil)
    }

    @Test func `another one doesn't match`() throws {
        let token = try #require(LiveToken(String(repeating: "a", count: 43)))
        #expect(token.matches(String(repeating: "a", count: 43)))
        #expect(!token.matches(String(repeating: "a", count: 42) + "b"))
        #expect(!token.matches("b" + String(repeating: "a", count: 42)))
        #expect(!token.matches(""))
    }
}
