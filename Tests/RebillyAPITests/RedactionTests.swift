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
}
