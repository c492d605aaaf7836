import AdvancedBillingAPI
import Foundation
import TestSupport
import Testing
import Transport

/// Keys and links stand in no log, no error and no description, whatever the service answers.
@Suite struct RedactionTests {
    private static let pair = Data("\(Harness.key):x".utf8).base64EncodedString()
    /// What of a link nobody may see.
    private static let digits = "5f0c1d2e3a4b5968"

    /// Answers that repeat what must not be seen.
    private static let echoes: [ScriptedServer.Reply] = {
        let words = "key \(Harness.key) or \(pair)"
        let escaped = Harness.link.replacing("/", with: "\\/")
        let headers = [("X-Request-Id", Harness.key)]
        let bodies = [
            "{\"errors\":[\"\(words)\"]}", "{\"error\":\"\(words)\"}", "{\"errors\":{\"\(words)\":\"\(words)\"}}",
            words,
            "{\"errors\":{\"error\":\"\(words)\",\"new_link_available_at\":\"\(words)\"}}",
        ]
        return [200, 400, 401, 403, 404, 409, 422, 429, 500, 503].flatMap { status in
            bodies.map { ScriptedServer.Reply.json(status, $0, headers) }
                + [.answer(status, headers: headers, body: Data(escaped.utf8))]
        } + [.dropped, .truncated(200, body: Data(Harness.link.utf8), missing: 1)]
    }()

    /// Answers that hold a link, as only those about one do.
    private static let links: [ScriptedServer.Reply] = {
        let escaped = Harness.link.replacing("/", with: "\\/")
        let bodies = [
            "{\"url\":\"\(Harness.link)\"", "{\"url\":[\"\(Harness.link)\"]}", escaped, "{\"link\":\"\(escaped)\"}",
            "{\"errors\":[\"use \(Harness.link)\"]}", "{\"errors\":{\"\(Harness.link)\":\"\(escaped)\"}}",
            "{\"errors\":{\"error\":\"use \(Harness.link)\",\"new_link_available_at\":\"2026-02-15T09:15:00Z\"}}",
        ]
        return [200, 400, 403, 404, 409, 422, 429, 500].flatMap { status in
            bodies.map { ScriptedServer.Reply.json(status, $0) }
        }
    }()

    private static func texts(
        _ operation: Operation,
        _ reply: ScriptedServer.Reply
    ) async throws -> [String] {
        let log = RecordedLog()
        var settings = Harness.settings()
        settings.logger = log.logger
        settings.tries = 2
        let error = try await Harness.failure([reply], settings: settings) { client in
            #expect(!"\(client) \(String(reflecting: client))".contains(Harness.key))
            _ = try await operation.perform(client)
        }
        #expect(!log.lines.isEmpty)
        return log.lines + ["\(String(describing: error))", String(reflecting: error)]
    }

    @Test(arguments: Operation.all)
    func `a key is seen nowhere`(operation: Operation) async throws {
        for reply in Self.echoes + [try operation.scripted()] {
            for text in try await Self.texts(operation, reply) {
                #expect(!text.contains(Harness.key), "\(text)")
                #expect(!text.contains(Self.pair), "\(text)")
            }
        }
    }

    @Test func `a link is seen nowhere, whatever holds it`() async throws {
        let operation = try #require(Operation.all.first { $0.line.hasSuffix("management_link.json") })
        for reply in Self.links + [try operation.scripted()] {
            for text in try await Self.texts(operation, reply) {
                #expect(!text.contains(Self.digits), "\(text)")
            }
        }
    }

    @Test func `a link that was read shows its address in no text`() async throws {
        let body = try ContractExample.text("advanced-billing/management-link")
        let answer = try await Harness.with(ScriptedServer(replies: [.json(200, body)])) {
            try await $0.managementLink(of: Harness.customer())
        }
        var dumped = ""
        dump(answer, to: &dumped)
        for text in ["\(answer)", String(reflecting: answer), dumped, "\(answer.value.members)"] {
            #expect(!text.contains(Self.digits))
        }
        #expect(answer.value.url.exposed == Harness.link)
    }

    @Test(arguments: ["\(Harness.key)\n", " \(Harness.key)", "\t\(Harness.key) \r\n", "\(Harness.key)\u{A0}"])
    func `a key with white space around it is sent without, and seen nowhere`(key: String) async throws {
        let server = try await ScriptedServer { request, _ in
            .json(403, #"{"detail":"\#(Harness.key)","errors":["\#(Harness.key)"]}"#)
        }
        let account = try AdvancedBillingAccount(baseURL: server.address)
        let settings = Harness.settings()
        try await AdvancedBillingClient.withClient(account: account, apiKey: Secret(key), settings: settings) {
            client in
            let error = await #expect(throws: AdvancedBillingError.self) {
                _ = try await client.customer(Harness.customer())
            }
            #expect(!String(reflecting: error).contains(Harness.key))
        }
        try await server.stop()
        #expect(server.requests.count == 1)
        #expect(server.requests.allSatisfy { $0.header("Authorization") == "Basic \(Self.pair)" })
    }

    @Test(arguments: ["a\u{0}b", "a\nb", "a\r\nX: y", "a\u{7F}", "a\u{85}b"])
    func `a key with control characters is not sent`(key: String) async throws {
        let server = try await ScriptedServer(replies: [.json(200, "{}")])
        let account = try AdvancedBillingAccount(baseURL: server.address)
        let settings = Harness.settings()
        try await AdvancedBillingClient.withClient(account: account, apiKey: Secret(key), settings: settings) {
            client in
            let id = try Harness.customer()
            do throws(AdvancedBillingError) {
                _ = try await client.customer(id)
                Issue.record("it was sent")
            } catch {
                guard case .transport(.malformed) = error else { throw error }
            }
        }
        try await server.stop()
        #expect(server.requests.isEmpty)
    }
}
