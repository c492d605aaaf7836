import AdvancedBillingAPI
import Foundation
import TestSupport
import Testing
import Transport

@Suite struct ErrorTests {
    private static func error(_ status: Int, _ body: String) async throws -> AdvancedBillingError {
        let reply = ScriptedServer.Reply.json(status, body, [("X-Request-Id", "req-1")])
        let error = try await Harness.failure([reply]) {
            _ = try await $0.createCustomer(NewCustomer(firstName: "A", lastName: "B", email: "c@example.com"))
        }
        return try #require(error)
    }

    @Test(arguments: [
        (401, "unauthorized"), (403, "forbidden"), (404, "notFound"), (409, "conflict"), (422, "invalid"),
        (400, "invalid"), (429, "rateLimited"), (500, "unexpectedAnswer"), (503, "unexpectedAnswer"),
        (302, "unexpectedAnswer"), (413, "unexpectedAnswer"),
    ])
    func `each status is an error of its own`(status: Int, name: String) async throws {
        for body in ["", "<html>no</html>", "{}", "[]", "{\"errors\":[]}"] {
            let error = try await Self.error(status, body)
            #expect(Mirror(reflecting: error).children.first?.label == name)
            #expect("\(error)".contains("POST /customers.json answered \(status)"))
            #expect("\(error)".contains("(request req-1)"))
        }
    }

    @Test(arguments: [
        (#"{"errors":["a","b"]}"#, ["a", "b"]), (#"{"errors":["a",1,null,{"b":2}]}"#, ["a"]),
        (#"{"errors":"a"}"#, ["a"]),
        (#"{"errors":{"customer":"a"}}"#, ["customer: a"]),
        (#"{"errors":{"email":["a","b"],"name":"c"}}"#, ["email: a", "email: b", "name: c"]),
        (#"{"error":"a"}"#, ["a"]),
        (#"{"errors":[],"error":"a"}"#, ["a"]), ("", []), ("nonsense", []), (#"{"errors":7}"#, []),
    ])
    func `messages are found in every shape`(body: String, messages: [String]) async throws {
        guard case .invalid(let found, let call) = try await Self.error(422, body) else {
            Issue.record("no validation error")
            return
        }
        #expect(found == messages)
        #expect(call.message == (messages.first ?? body))
    }

    @Test(arguments: ["error-create-list", "error-create-object", "error-list", "error-single"])
    func `the examples of errors are read`(name: String) async throws {
        let body = try ContractExample.text("advanced-billing/\(name)")
        guard case .invalid(let messages, _) = try await Self.error(422, body) else {
            Issue.record("no validation error")
            return
        }
        #expect(messages.count == (name == "error-create-list" ? 3 : 1))
    }

    @Test func `what a 401 says is not read`() async throws {
        guard case .unauthorized(let call) = try await Self.error(401, "{\"errors\":[\"key ab_key\"]}") else {
            Issue.record("not unauthorized")
            return
        }
        #expect(call.message.isEmpty)
    }

    @Test(arguments: ["", "nonsense", "[]", "{}", #"{"customer":{}}"#, #"{"customer":{"id":"x"}}"#, "{\"customer\":"])
    func `an answer that cannot be read is shown, not guessed`(body: String) async throws {
        guard case .unexpectedAnswer(let call) = try await Self.error(201, body) else {
            Issue.record("it was read")
            return
        }
        #expect(call.message == body)
    }

    @Test func `the limit of one customer's link holds no other customer back`() async throws {
        let server = try await ScriptedServer { request, _ in
            request.uri.contains("management_link")
                ? .json(429, "{\"error\":\"Too many\"}", [("Retry-After", "1296000")])
                : .json(200, "{\"customer\":{\"id\":150}}")
        }
        try await Harness.with(server) { client in
            let id = try Harness.customer()
            await #expect(throws: AdvancedBillingError.self) { try await client.managementLink(of: id) }
            #expect(try await client.customer(id).status == 200)
        }
    }
}
