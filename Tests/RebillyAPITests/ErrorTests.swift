import Foundation
import Portals
import RebillyAPI
import TestSupport
import Testing
import Transport

@Suite struct ErrorTests {
    private static func error(
        _ replies: [ScriptedServer.Reply],
        settings: ClientSettings = Harness.settings()
    ) async throws -> RebillyError {
        let error = try await Harness.failure(replies, settings: settings) {
            _ = try await $0.upsert(Operation.portal("rebilly/portal-update-request"))
        }
        return try #require(error)
    }

    /// The case's name, for tables.
    private static func name(_ error: RebillyError) -> String {
        String("\(Mirror(reflecting: error).children.first?.label ?? "?")")
    }

    @Test(arguments: [
        (401, "unauthorized", "API key is missing or not valid."),
        (403, "forbidden", "This key has no access to organization org_other."),
        (404, "notFound", "No billing portal with id portal-main."), (409, "conflict", "The resource is in use."),
        (422, "invalid", "4 fields are not valid."), (429, "rateLimited", "Request limit reached, try later."),
    ])
    func `each status of the contract is an error of its own`(status: Int, name: String, words: String) async throws {
        let problem = try ContractExample.text("rebilly/problem-\(status)")
        let reply = ScriptedServer.Reply.json(status, problem, [("X-Request-Id", "req-1")])
        let error = try await Self.error([reply])
        #expect(Self.name(error) == name)
        let path = "/organizations/org_demo/billing-portals/portal-main"
        #expect(
            "\(error)".contains("PUT \(path) answered \(status): \(words.dropLast()) (request req-1)"),
            "a sentence goes on"
        )
    }

    @Test(arguments: [400, 405, 412, 413, 415, 418, 500, 501, 502, 503, 504, 301, 302, 308])
    func `statuses that are not declared are survived`(status: Int) async throws {
        let error = try await Self.error([.answer(status, body: Data("<html>no</html>".utf8))])
        #expect(Self.name(error) == (status == 400 ? "invalid" : "unexpectedAnswer"))
        #expect("\(error)".contains("<html>no</html>"))
    }

    @Test func `of an answer that nobody expected no more than its beginning is shown`() async throws {
        let body = "<html>" + String(repeating: "é ", count: 400)
        let error = try await Self.error([.answer(500, body: Data(body.utf8))])
        #expect("\(error)".contains(": <html>\(String(repeating: "é ", count: 37))… (this is not"))
    }

    @Test func `a validation names each field`() async throws {
        let error = try await Self.error([.json(422, try ContractExample.text("rebilly/problem-422"))])
        guard case .invalid(let fields, let call) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(
            fields == [
                InvalidField(field: "name", message: "name is required"),
                InvalidField(field: "slug", message: "slug must have at least 5 characters"),
                InvalidField(field: "features.orderCancel", message: "features.orderCancel must be true or false"),
                InvalidField(
                    field: "customization.colors.primary",
                    message: "customization.colors.primary must be six hexadecimal digits without #"
                ),
            ]
        )
        #expect(call.status == 422)
    }

    @Test(arguments: [
        (#"{"detail":"a","title":"b","error":"c"}"#, "a"), (#"{"title":"b","error":"c"}"#, "b"),
        (#"{"error":"c","details":["d"]}"#, "c"), (#"{"details":["d","e"]}"#, "d; e"), ("", ""), ("plain", "plain"),
        ("[1]", "[1]"), (#"{"detail":7}"#, #"{"detail":7}"#), (#"{"invalidFields":[1,{"field":"x"}]}"#, ""),
    ])
    func `the message is found in every shape`(body: String, message: String) async throws {
        let error = try await Self.error([.json(404, body)])
        guard case .notFound(let call) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(call.message == message || message.isEmpty && call.message == body)
    }

    @Test(
        arguments: [
            ([("X-RateLimit-Retry-After", "1790000600")], 1_790_000_600.0), ([("Retry-After", "600")], 1_790_000_600),
            ([], nil),
        ] as [([(String, String)], Double?)]
    )
    func `a rate limit says until when`(headers: [(String, String)], until: Double?) async throws {
        let error = try await Self.error([.json(429, "{}", headers)])
        guard case .rateLimited(let date, let call) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(date?.timeIntervalSince1970 == until)
        #expect(call?.status == 429)
    }

    @Test func `within a rate limit the next call is not even sent`() async throws {
        let server = try await ScriptedServer(replies: [.json(429, "{}", [("X-RateLimit-Retry-After", "1790000600")])])
        try await Harness.with(server) { client in
            let id = try PortalID("x")
            for hasCall in [true, false] {
                do throws(RebillyError) {
                    try await client.deletePortal(id)
                    Issue.record("it was deleted")
                } catch {
                    guard case .rateLimited(let date, let call) = error else { throw error }
                    #expect(date == Date(timeIntervalSince1970: 1_790_000_600))
                    #expect((call != nil) == hasCall)
                }
            }
        }
        #expect(server.requests.count == 1)
    }

    @Test(arguments: ["", "nonsense", "[]", "{}", #"{"id":7}"#, #"{"id":".."}"#, "{\"id\":\"x\"", "null"])
    func `an answer that cannot be read is shown, not guessed`(body: String) async throws {
        let error = try await Self.error([.json(200, body)])
        guard case .unexpectedAnswer(let call) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(call.message == body)
        #expect(call.status == 200)
    }

    @Test func `a success that is neither created nor updated is unexpected`() async throws {
        let error = try await Self.error([.json(202, try ContractExample.text("rebilly/portal-created"))])
        #expect(Self.name(error) == "unexpectedAnswer")
    }

    @Test func `no answer is an error of the transport`() async throws {
        for (reply, expected) in [
            (ScriptedServer.Reply.dropped, TransportError.interrupted),
            (.truncated(200, body: Data("{\"id\":\"por".utf8), missing: 100), .interrupted),
        ] {
            var settings = Harness.settings()
            settings.tries = 2
            guard case .transport(expected) = try await Self.error([reply], settings: settings) else {
                Issue.record("\(reply)")
                continue
            }
        }
    }

    @Test func `an answer that does not come in time is an error of the transport`() async throws {
        let server = try await ScriptedServer(replies: [.silence])
        var settings = Harness.settings()
        settings.timeout = .milliseconds(30)
        settings.tries = 2
        let account = try RebillyAccount(baseURL: "\(server.address)/organizations/org_demo")
        let apiKey = Secret(Harness.key)
        try await RebillyClient.withClient(account: account, apiKey: apiKey, settings: settings) { client in
            let error = await #expect(throws: RebillyError.self) {
                try await client.upsert(Operation.portal("rebilly/portal-update-request"))
            }
            guard case .transport(.timedOut(.milliseconds(30)))? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
        try await server.stop()
    }

    @Test func `a body of more bytes than are allowed is not read`() async throws {
        var settings = Harness.settings()
        settings.byteLimit = 100
        let error = try await Self.error([.json(200, String(repeating: " ", count: 101))], settings: settings)
        guard case .transport(.tooLarge(limit: 100)) = error else {
            Issue.record("\(error)")
            return
        }
    }
}

private func ~= (pattern: TransportError, value: TransportError) -> Bool { pattern == value }
