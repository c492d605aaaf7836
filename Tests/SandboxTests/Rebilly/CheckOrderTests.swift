import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Sandbox

@Suite(.serialized) struct CheckOrderTests {
    private static let json = ("Content-Type", "application/json")
    private static let key = ("REB-APIKEY", "sandbox-key")

    @Test(arguments: [
        [], [("REB-APIKEY", "other")], [("REB-APIKEY", "")], [("Authorization", "Bearer other")],
        [("Authorization", "sandbox-key")], [("Authorization", "Basic c2FuZGJveC1rZXk6eA==")],
        [("REB-APIKEY", "other"), ("Authorization", "Bearer sandbox-key")],
    ])
    func `without a good key everything is 401`(headers: [(String, String)]) async throws {
        try await RunningSandbox.with { sandbox in
            for (method, path) in [
                ("GET", "/organizations/sandbox/billing-portals"), ("PATCH", "/organizations/other/nothing"),
            ] {
                let answer = try await sandbox.send(method, path, headers: headers)
                #expect(answer.status == 401)
                #expect(answer["detail"] == "API key is missing or not valid.")
            }
        }
    }

    @Test(arguments: [[("REB-APIKEY", "sandbox-key")], [("Authorization", "Bearer sandbox-key")]])
    func `a good key is taken as key or as token`(headers: [(String, String)]) async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.send("GET", "/organizations/sandbox/websites", headers: headers)
            #expect(answer.status == 200)
            #expect(answer["0.id"] == "web_sandbox")
        }
    }

    @Test(arguments: [
        ("GET", "/organizations/other/nothing", 403), ("GET", "/organizations/Sandbox/billing-portals", 403),
        ("PATCH", "/organizations/sandbox/nothing", 404), ("GET", "/organizations/sandbox/billing-portals/", 404),
        ("GET", "/organizations/sandbox/billing-portals/a%20b", 404),
        ("PUT", "/organizations/sandbox/billing-portals/a%2Fb", 404),
        ("PUT", "/organizations/sandbox/billing-portals/\(String(repeating: "a", count: 51))", 404),
        ("PATCH", "/organizations/sandbox/billing-portals/acme", 405),
        ("HEAD", "/organizations/sandbox/billing-portals", 405), ("POST", "/organizations/sandbox/websites", 405),
        ("DELETE", "/organizations/sandbox/custom-domains/billing.sandbox.example", 405),
        ("POST", "/organizations/sandbox/files/x/download", 405),
    ])
    func `organization, path and method are checked in this order`(
        method: String,
        path: String,
        status: Int
    ) async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.send(method, path, headers: [Self.key])
            #expect(answer.status == status)
            if method != "HEAD" { #expect(answer["status"] == .integer(status), "\(answer.text)") }
            #expect((answer.header("Allow") != nil) == (status == 405))
        }
    }

    @Test func `a body is checked for size, type, form and content, in this order`() async throws {
        try await RunningSandbox.with { sandbox in
            let path = "/organizations/sandbox/billing-portals/acme"
            let cases: [(Data?, [(String, String)], Int)] = [
                (Data(repeating: UInt8(ascii: " "), count: (1 << 20) + 1), [("Content-Type", "text/plain")], 413),
                (Data("x".utf8), [("Content-Type", "text/plain")], 415), (Data("{}".utf8), [], 415),
                (Data("{".utf8), [Self.json], 400), (Data(), [Self.json], 400), (nil, [Self.json], 400),
                (Data("[]".utf8), [Self.json], 400),
                (Data(String(repeating: "[", count: 100_000).utf8), [Self.json], 400),
                (Data("{}".utf8), [Self.json, ("Content-Type", "text/plain")], 415),
                (Data("{}".utf8), [Self.json, Self.json], 415),
                (Data("{}".utf8), [("Content-Type", "Application/JSON; charset=utf-8")], 422),
            ]
            for (body, headers, status) in cases {
                let answer = try await sandbox.send("PUT", path, headers: headers + [Self.key], body: body)
                #expect(answer.status == status, "\(body?.count ?? 0) bytes")
                #expect(answer["status"] == .integer(status))
            }
            #expect(try await sandbox.rebilly("GET", "/billing-portals").json == [])
        }
    }

    @Test func `requests other than GET are counted in a rolling window`() async throws {
        try await RunningSandbox.with { sandbox in
            var settings = sandbox.store.settings
            settings.rebilly.rateLimit = 3
            settings.rebilly.rateWindow = 60
            try await sandbox.store.set(settings)
            for remaining in [2, 1, 0] {
                let answer = try await sandbox.makePortal("acme")
                #expect(answer.header("X-RateLimit-Remaining") == "\(remaining)")
                sandbox.time.advance(by: 10)
            }
            for _ in 1...3 {
                let refused = try await sandbox.makePortal("acme")
                #expect(refused.status == 429)
                #expect(refused.header("X-RateLimit-Limit") == "3")
                #expect(refused.header("X-RateLimit-Remaining") == "0")
                #expect(refused.header("X-RateLimit-Retry-After") == "\(TestTime.start + 60)")
                #expect(refused["title"] == "Rate Limit Exceeded")
            }
            #expect(try await sandbox.rebilly("GET", "/billing-portals/acme").status == 200)
            sandbox.time.advance(by: 30)
            #expect(try await sandbox.makePortal("acme").status == 200)
            #expect(try await sandbox.makePortal("acme").status == 429)
        }
    }

    @Test(arguments: ["/organizations/sandbox/%ff", "/%", "/a%2", "/%00%FF"])
    func `a path that is badly encoded has no parts`(path: String) {
        let request = HTTPRequest(method: .get, scheme: nil, authority: nil, path: path)
        let call = Call(request, origin: "", body: CallBody { _ in Data() })
        #expect(call.segments == nil)
    }

    @Test(arguments: ["evil.example", "127.0.0.1.evil.example", "127.0.0.1:80@evil.example", "localhost.", ""])
    func `a request for another host is answered with nothing`(host: String) async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.send(
                "GET",
                "/organizations/sandbox/websites",
                headers: [Self.key, ("Host", host)]
            )
            #expect(answer.status == 421 || answer.status == 400)
            #expect(!answer.text.contains("web_sandbox"))
        }
    }
}

extension CheckOrderTests {
    @Test func `a body that breaks off is the sender's fault`() async throws {
        try await RunningSandbox.with { sandbox in
            let head = """
                PUT /organizations/sandbox/billing-portals/acme HTTP/1.1\r
                Host: 127.0.0.1:\(sandbox.port)\r
                REB-APIKEY: sandbox-key\r
                Content-Type: application/json\r
                Transfer-Encoding: chunked\r
                \r
                zz\r
                {}
                """
            let answer = try await sandbox.sendText(head) { $0.contains("\r\n\r\n") }
            #expect(answer.hasPrefix("HTTP/1.1 400 "))
        }
    }
}
