import Foundation
import Portals
import RebillyAPI
import TestSupport
import Testing
import Transport

/// The key and tokens stand in no log, no error and no description, whatever the service answers.
@Suite struct RedactionTests {
    /// Answers that repeat what must not be seen.
    private static let echoes: [ScriptedServer.Reply] = {
        let key = Harness.key
        let problem = """
            {"detail":"key \(key)","title":"\(key)","invalidFields":[{"field":"\(key)","message":"\(key)"}]}
            """
        let headers = [("X-Request-Id", key)]
        return [200, 400, 401, 403, 404, 409, 422, 429, 500, 503].flatMap { status in
            [.json(status, problem, headers), .answer(status, headers: headers, body: Data(key.utf8))]
        } + [.dropped, .truncated(200, body: Data(key.utf8), missing: 1)]
    }()

    @Test(arguments: Operation.all)
    func `a key is seen nowhere`(operation: Operation) async throws {
        for reply in Self.echoes + [try operation.scripted()] {
            let log = RecordedLog()
            var settings = Harness.settings()
            settings.logger = log.logger
            settings.tries = 2
            let error = try await Harness.failure([reply], settings: settings) { client in
                #expect(!"\(client) \(String(reflecting: client))".contains(Harness.key))
                _ = try await operation.perform(client)
            }
            #expect(!log.lines.isEmpty)
            for text in log.lines + ["\(String(describing: error))", String(reflecting: error)] {
                #expect(!text.contains(Harness.key), "\(text)")
            }
        }
    }

    @Test(arguments: [200, 422, 500])
    func `a token is seen nowhere, even in an answer that cannot be read`(status: Int) async throws {
        let log = RecordedLog()
        var settings = Harness.settings()
        settings.logger = log.logger
        let error = try await Harness.failure([.json(status, "{\"token\":\"tok_never_shown\"")], settings: settings) {
            _ = try await $0.storefrontPortal(#require(Slug("acme-billing")))
        }
        #expect(error != nil)
        for text in log.lines + ["\(String(describing: error))", String(reflecting: error)] {
            #expect(!text.contains("tok_never_shown"), "\(text)")
        }
    }

    @Test(arguments: ["\(Harness.key)\n", " \(Harness.key)", "\t\(Harness.key) \r\n", "\(Harness.key)\u{A0}"])
    func `a key with white space around it is sent without, and seen nowhere`(key: String) async throws {
        let server = try await ScriptedServer { request, _ in
            .json(403, #"{"detail":"\#(Harness.key)","errors":["\#(Harness.key)"]}"#)
        }
        let account = try RebillyAccount(baseURL: "\(server.address)/organizations/\(Harness.organization)")
        let settings = Harness.settings()
        try await RebillyClient.withClient(account: account, apiKey: Secret(key), settings: settings) { client in
            let error = await #expect(throws: RebillyError.self) { _ = try await client.portals().all() }
            #expect(!String(reflecting: error).contains(Harness.key))
        }
        try await server.stop()
        #expect(server.requests.count == 1)
        #expect(server.requests.allSatisfy { $0.header("REB-APIKEY") == Harness.key })
    }

    @Test(arguments: ["a\u{0}b", "a\nb", "a\r\nX: y", "a\u{7F}", "a\u{85}b"])
    func `a key with control characters is not sent`(key: String) async throws {
        let server = try await ScriptedServer(replies: [.json(200, "{}")])
        let account = try RebillyAccount(baseURL: "\(server.address)/organizations/\(Harness.organization)")
        let settings = Harness.settings()
        try await RebillyClient.withClient(account: account, apiKey: Secret(key), settings: settings) { client in
            do throws(RebillyError) {
                _ = try await client.portals().all()
                Issue.record("it was sent")
            } catch {
                guard case .transport(.malformed) = error else { throw error }
            }
        }
        try await server.stop()
        #expect(server.requests.isEmpty)
    }
}
