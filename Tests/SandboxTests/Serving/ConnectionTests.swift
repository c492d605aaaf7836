import Foundation
import Testing

@testable import Sandbox

@Suite(.serialized) struct ConnectionTests {
    private static let json = ("Content-Type", "application/json")

    /// The statuses of all answers on a connection.
    private static func statuses(_ text: String) -> [Substring] {
        text.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
    }

    @Test(arguments: [
        ("Host: 127.0.0.1\r\nHost: evil.example", "400"), ("Host: 127.0.0.1\r\nhost: 127.0.0.1", "400"),
        ("Host: evil.example\r\nHost: 127.0.0.1", "400"), ("Host: evil.example", "421"), ("Accept: */*", "400"),
        ("Host: 127.0.0.1", "200"),
    ])
    func `a request has one host, which is this machine`(host: String, status: Substring) async throws {
        try await RunningSandbox.with { sandbox in
            let request = "GET /_sandbox/clock HTTP/1.1\r\n\(host)\r\nConnection: close\r\n\r\n"
            let answer = try await sandbox.sendText(request)
            #expect(Self.statuses(answer) == [status])
        }
    }

    @Test(arguments: [
        ("http://evil.example/_sandbox/clock", "421"), ("HTTP://evil.example:80/_sandbox/clock", "421"),
        ("http://127.0.0.1@evil.example/_sandbox/clock", "421"), ("http:///_sandbox/clock", "421"),
        ("http://127.0.0.1.evil.example/_sandbox/clock", "421"),
        ("http://127.0.0.1:4010/_sandbox/clock", "200"), ("http://localhost/_sandbox/clock?a=1", "200"),
        ("/_sandbox/clock", "200"),
    ])
    func `a target that is a whole address says which host is meant`(target: String, status: Substring) async throws {
        try await RunningSandbox.with { sandbox in
            let request = "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
            let answer = try await sandbox.sendText(request)
            #expect(Self.statuses(answer) == [status])
        }
    }

    @Test(arguments: ["HTTP/1.0\r\nHost: localhost", "HTTP/1.1\r\nHost: localhost\r\nConnection: Close"])
    func `a connection that nobody asked to keep is closed behind the answer`(end: String) async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.sendText("GET /_sandbox/clock \(end)\r\n\r\n")
            #expect(Self.statuses(answer) == ["200"])
            #expect(answer.lowercased().contains("\r\nconnection: close\r\n"))
        }
    }

    @Test(arguments: ["HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive", "HTTP/1.1\r\nHost: localhost"])
    func `a connection that is to be kept takes the next request`(end: String) async throws {
        try await RunningSandbox.with { sandbox in
            let request = "GET /_sandbox/clock \(end)\r\n\r\n"
            let last = "GET /_sandbox/clock HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            let answer = try await sandbox.sendText(request + last)
            #expect(Self.statuses(answer) == ["200", "200"])
        }
    }

    @Test(arguments: [
        "/billing-portal/slug-acme", "/billing-portal/none", "/organizations/sandbox/billing-portals", "/nothing",
        "/customers.json", "/organizations/other/files",
    ])
    func `an answer to HEAD has no body, so that the next answer follows`(path: String) async throws {
        try await RunningSandbox.with { sandbox in
            try await sandbox.makePortal("acme")
            let head = "HEAD \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n"
            let last = "GET /_sandbox/clock HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            let answer = try await sandbox.sendText(head + last)
            let parts = answer.split(separator: "\r\n\r\n")
            #expect(parts.count == 3)
            #expect(parts.dropFirst().first?.hasPrefix("HTTP/1.1 200 ") == true)
        }
    }

    @Test func `of headers that decide who may write there is one`() async throws {
        try await RunningSandbox.with { sandbox in
            let own = ("Origin", sandbox.origin)
            let evil = ("Origin", "https://evil.example")
            let cases: [([(String, String)], Int)] = [
                ([Self.json, own, evil], 403), ([Self.json, evil, own], 403), ([Self.json, own, own], 403),
                ([Self.json, ("Content-Type", "text/plain"), own], 415),
                ([("Content-Type", "text/plain"), Self.json, own], 415),
                ([("Content-Type", "application/json; a=b"), ("Content-Type", "text/plain"), own], 415),
                ([Self.json, own], 200),
            ]
            for (headers, status) in cases {
                let body = Data(#"{"isReal":true}"#.utf8)
                let answer = try await sandbox.send("PUT", "/_sandbox/clock", headers: headers, body: body)
                #expect(answer.status == status, "\(headers)")
            }
        }
    }
}
