import AdvancedBillingAPI
import Foundation
import Portals
import TestSupport
import Testing
import Transport

@Suite struct OperationTests {
    @Test(arguments: Operation.all)
    func `each operation sends what the contract says and reads the answer`(operation: Operation) async throws {
        let server = try await ScriptedServer(replies: [try operation.scripted()])
        let answer = try await Harness.with(server) { try await operation.perform($0) }
        #expect(answer.status == operation.reply.status)
        #expect(answer.requestID == "req-\(operation.name.utf8.count)")
        let request = try #require(server.requests.first)
        #expect(server.requests.count == 1)
        #expect(request.line == operation.line)
        let pair = Data("\(Harness.key):x".utf8).base64EncodedString()
        #expect(request.header("Authorization") == "Basic \(pair)")
        #expect(request.header("Accept") == "application/json")
        #expect(request.header("User-Agent")?.hasPrefix("portico/") == true)
        if let body = operation.body {
            #expect(try Value(json: request.body) == Value(json: ContractExample.data(body)))
            #expect(request.header("Content-Type") == "application/json")
        } else {
            #expect(request.body.isEmpty)
        }
    }

    @Test(arguments: Operation.all)
    func `each operation is sent again exactly as its contract allows`(operation: Operation) async throws {
        for fault in [ScriptedServer.Reply.answer(503), .answer(500), .answer(408), .dropped] {
            let server = try await ScriptedServer(replies: [fault])
            _ = try? await Harness.with(server) { try await operation.perform($0) }
            #expect(server.requests.count == operation.tries.failed, "\(fault)")
        }
        let server = try await ScriptedServer(replies: [.answer(429)])
        _ = try? await Harness.with(server) { try await operation.perform($0) }
        #expect(server.requests.count == operation.tries.refused)
    }

    @Test func `one call can have other limits than its client, within what its contract allows`() async throws {
        let server = try await ScriptedServer(replies: [.answer(503)])
        try await Harness.with(server) { client in
            let id = try Harness.customer()
            let many = CallOptions(tries: 9)
            await #expect(throws: AdvancedBillingError.self) { try await client.customer(id, options: many) }
            await #expect(throws: AdvancedBillingError.self) { try await client.managementLink(of: id, options: many) }
            let one = CallOptions(tries: 1)
            await #expect(throws: AdvancedBillingError.self) { try await client.revokeAccess(of: id, options: one) }
        }
        #expect(server.requests.count == 3 + 1 + 1)
    }

    @Test(arguments: Operation.all)
    func `each operation is cancelled with its task`(operation: Operation) async throws {
        let server = try await ScriptedServer(replies: [.silence])
        let task = Task { try await Harness.failure(of: operation, at: server) }
        for await event in server.events {
            if case .arrived = event { break }
        }
        task.cancel()
        guard case .transport(.cancelled)? = try await task.value else {
            Issue.record("it was not cancelled")
            return
        }
        #expect(server.requests.count == 1)
    }

    @Test(arguments: Operation.all)
    func `no operation follows a redirection`(operation: Operation) async throws {
        let elsewhere = try await ScriptedServer(replies: [.json(200, "{}")])
        let hop = ScriptedServer.Reply.answer(302, headers: [("Location", "\(elsewhere.address)/x")])
        let error = try await Harness.failure([hop]) { _ = try await operation.perform($0) }
        guard case .unexpectedAnswer? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        try await elsewhere.stop()
        #expect(elsewhere.requests.isEmpty)
    }

    @Test(arguments: ["1/../2", "-1", "+1", "0", "", " 1", "1 ", "1.0", "٣", "0x1", "99999999999999999999", "1\n"])
    func `what is no number of a customer never becomes part of an address`(text: String) {
        #expect(CustomerID(text) == nil)
    }

    @Test func `numbers of customers are read`() {
        #expect(CustomerID("150")?.number == 150)
        #expect(CustomerID("007")?.description == "7")
        #expect(CustomerID(-1) == nil)
        #expect(CustomerID(0) == nil)
    }

    @Test(arguments: [
        "", "a/b", "a.b", "a@b", "a:b", "-a", "a b", "ä", "a\n", "evil.example#", String(repeating: "a", count: 64),
    ])
    func `what is no site is refused`(site: String) {
        #expect(throws: AdvancedBillingAccount.Refusal.site) { try AdvancedBillingAccount(site: site) }
    }

    @Test func `the documented hosts are known`() throws {
        #expect(try AdvancedBillingAccount(site: "acme-test").base.description == "https://acme-test.chargify.com")
        let european = try AdvancedBillingAccount(site: "acme", region: .eu)
        #expect(european.base.description == "https://acme.ebilling.maxio.com")
        #expect(throws: AdvancedBillingAccount.Refusal.address(.insecure)) {
            try AdvancedBillingAccount(baseURL: "http://acme.chargify.com")
        }
    }
}

extension Harness {
    /// Returns what an operation throws.
    fileprivate static func failure(
        of operation: Operation,
        at server: ScriptedServer
    ) async throws -> AdvancedBillingError? {
        try await with(server) { client in
            do {
                _ = try await operation.perform(client)
                return nil
            } catch {
                return error as? AdvancedBillingError
            }
        }
    }
}
