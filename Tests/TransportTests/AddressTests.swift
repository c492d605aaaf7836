import Foundation
import TestSupport
import Testing
import Transport

@Suite struct AddressTests {
    @Test(arguments: [
        ("https://api.rebilly.com", "https://api.rebilly.com"), ("HTTPS://A.Example/", "https://a.example"),
        ("https://a.example:8443/v1///", "https://a.example:8443/v1"), ("http://127.0.0.1:80", "http://127.0.0.1:80"),
        ("http://127.8.9.1:1", "http://127.8.9.1:1"), ("http://localhost:8080/x", "http://localhost:8080/x"),
        ("http://[::1]:9", "http://[::1]:9"),
    ])
    func `addresses that may be told a key are taken`(text: String, expected: String) throws {
        #expect(try BaseURL(text).description == expected)
    }

    @Test(arguments: [
        ("", BaseURL.Refusal.malformed), ("api.rebilly.com", .malformed), ("https://", .malformed),
        ("https:///x", .malformed), ("https://a b", .malformed), ("https://ä.example", .malformed),
        ("https://a.example\n", .malformed), ("https://a\\@b.example", .malformed),
        ("http://a.example", .insecure), ("ftp://a.example", .insecure), ("http://127.0.0.1.evil.example", .insecure),
        ("http://0.0.0.0", .insecure), ("http://localhost.evil.example", .insecure), ("http://[::2]", .insecure),
        ("http://128.0.0.1", .insecure), ("https://user@a.example", .credentials),
        ("https://u:p@a.example", .credentials),
        ("http://localhost@a.example", .credentials), ("https://a.example?x", .query), ("https://a.example#x", .query),
    ])
    func `other addresses are refused`(text: String, refusal: BaseURL.Refusal) {
        #expect(throws: refusal) { try BaseURL(text) }
    }

    @Test(arguments: [
        ("a+b@x.example", "a%2Bb%40x.example"), ("a/../b", "a%2F..%2Fb"), ("ä", "%C3%A4"), ("a:b;c,d", "a%3Ab%3Bc%2Cd"),
        ("a b&c=d#e?f%", "a%20b%26c%3Dd%23e%3Ff%25"), ("😀", "%F0%9F%98%80"), ("-._~09Az", "-._~09Az"),
    ])
    func `every part of a path and every value of a query is encoded`(text: String, encoded: String) throws {
        let base = try BaseURL("https://a.example/v1")
        #expect(base.appending(["x", text]).absoluteString == "https://a.example/v1/x/\(encoded)")
        let url = base.appending(["x"], query: [("q", text), ("empty", ""), ("none", nil)])
        #expect(url.absoluteString == "https://a.example/v1/x?q=\(encoded)")
    }

    @Test func `whatever stands in an address arrives byte by byte, and leads nowhere else`() throws {
        let base = try BaseURL("https://a.example/v1")
        var generator = SeededGenerator(seed: 62)
        for _ in 0..<500 {
            let part = HostileText.random(using: &generator)
            let value = HostileText.random(using: &generator)
            let url = base.appending(["x", part], query: [("q", value)])
            #expect(url.absoluteString == "https://a.example/v1/x/\(Self.encoded(part))?q=\(Self.encoded(value))")
            #expect(url.host() == "a.example")
        }
    }

    /// RFC 3986, 2.1 and 2.3, byte by byte.
    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let character = String(UnicodeScalar(byte))
            return character.wholeMatch(of: /[A-Za-z0-9\-._~]/) != nil ? character : String(format: "%%%02X", byte)
        }.joined()
    }

    @Test(arguments: ["a", "portal-main", "@~._-", String(repeating: "x", count: 50), "..."])
    func `identifiers of paths are taken`(text: String) {
        #expect(AddressParts.isPathIdentifier(text, maximum: 50))
    }

    @Test(arguments: ["", ".", "..", "a/b", "a b", "ä", "a\n", "e\u{301}", String(repeating: "x", count: 51), "a%2F"])
    func `what could lead elsewhere is no identifier`(text: String) {
        #expect(!AddressParts.isPathIdentifier(text, maximum: 50))
    }

    private static let origin = "https://api.example:443/files/1/download"

    @Test(arguments: [
        ("https://api.example/x", "https://api.example/x", true), ("/x?y=1", "https://api.example:443/x?y=1", true),
        ("//cdn.example/x", "https://cdn.example/x", false),
        ("https://cdn.example/x#y", "https://cdn.example/x", false),
        ("https://api.example:444/x", "https://api.example:444/x", false),
        ("https://API.example/x", "https://API.example/x", true),
        ("other", "https://api.example:443/files/1/other", true),
    ])
    func `redirections are resolved`(location: String, expected: String, stays: Bool) throws {
        let origin = try #require(URL(string: Self.origin))
        let redirection = try #require(Redirection(location: location, from: origin))
        #expect(redirection.url.absoluteString == expected)
        #expect(redirection.staysAtOrigin == stays)
    }

    @Test(arguments: [
        "http://api.example/x", "http://127.0.0.1/x", "file:///etc/passwd", "javascript:alert(1)", "https://",
        "https://u:p@cdn.example/x", "https://a b", "", "ftp://x.example", "https://ä.example",
    ])
    func `redirections to what is not asked are refused`(location: String) throws {
        let origin = try #require(URL(string: Self.origin))
        let redirection = Redirection(location: location, from: origin)
        // An empty reference is the same page again.
        #expect(redirection == nil || location.isEmpty && redirection?.staysAtOrigin == true)
    }
}
