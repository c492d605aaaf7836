import AdvancedBillingAPI
import Foundation
import Portals
import TestSupport
import Testing
import Transport

/// The rules of links and invitations.
@Suite struct AccessTests {
    private static func example(_ name: String) throws -> String {
        try ContractExample.text("advanced-billing/\(name)")
    }

    @Test(arguments: ["error-link-limit", "error-link-limit-bare"])
    func `a link that is used up says when the next one comes`(name: String) async throws {
        let error = try await Harness.failure([.json(429, try Self.example(name))]) {
            _ = try await $0.managementLink(of: Harness.customer())
        }
        guard case .linkLimit(let date, let call)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(date == Date(timeIntervalSince1970: 1_518_892_469))
        #expect(call.message == "Too many requests for this management link.")
        #expect("\(try #require(error))".contains("2018-02-17T18:34:29Z"))
    }

    @Test(arguments: ["", "{}", #"{"errors":["slow down"]}"#, #"{"errors":{"error":"slow down"}}"#, "<html>"])
    func `another 429 is an ordinary rate limit`(body: String) async throws {
        let error = try await Harness.failure([.json(429, body, [("Retry-After", "60")])]) {
            _ = try await $0.managementLink(of: Harness.customer())
        }
        guard case .rateLimited(let date, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(date == Date(timeIntervalSince1970: 1_790_000_060))
    }

    @Test func `a limit without a time that can be read is still one`() async throws {
        let body = #"{"errors":{"error":"no more","new_link_available_at":"soon"}}"#
        let error = try await Harness.failure([.json(429, body)]) {
            _ = try await $0.managementLink(of: Harness.customer())
        }
        guard case .linkLimit(until: nil, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `one customer's limit holds nobody else back`() async throws {
        let limit = try Self.example("error-link-limit")
        let server = try await ScriptedServer { request, _ in
            request.uri.contains("/150/")
                ? .json(429, limit) : .json(200, (try? Self.example("management-link")) ?? "")
        }
        try await Harness.with(server) { client in
            await #expect(throws: AdvancedBillingError.self) { try await client.managementLink(of: Harness.customer()) }
            _ = try await client.managementLink(of: #require(CustomerID(151)))
        }
        #expect(server.requests.count == 2)
    }

    @Test(arguments: [(11, 0), (12, 1), (15, 1)])
    func `a link that is nearly used up is reported to the log`(count: Int, warnings: Int) async throws {
        let log = RecordedLog()
        var settings = Harness.settings()
        settings.logger = log.logger
        let body = try Self.example("management-link").replacing("\"fetch_count\":2", with: "\"fetch_count\":\(count)")
        _ = try await Harness.with(ScriptedServer(replies: [.json(200, body)]), settings: settings) {
            try await $0.managementLink(of: Harness.customer())
        }
        #expect(log.lines.count { $0.hasPrefix("warning") && $0.contains("customer=150") } == warnings)
        #expect(!log.lines.contains { $0.contains("billingportal") })
    }

    @Test(arguments: ["error-list", "error-single"], [true, false])
    func `both shapes of an invitation limit are understood`(name: String, isResend: Bool) async throws {
        var body = try Self.example("error-single")
        if name == "error-list" {
            body = #"{"errors":["Invitations can be sent 5 times in 30 minutes. Try again later."]}"#
        }
        let error = try await Harness.failure([.json(422, body)]) { client in
            if isResend {
                _ = try await client.resendInvitation(to: Harness.customer())
            } else {
                _ = try await client.enableAccess(for: Harness.customer(), inviting: true)
            }
        }
        switch error {
        case .invitationLimit(until: nil, let call?)? where isResend:
            #expect(call.message == "Invitations can be sent 5 times in 30 minutes. Try again later.")
        case .invalid(["Invitations can be sent 5 times in 30 minutes. Try again later."], _)? where !isResend: break
        default: Issue.record("\(String(describing: error))")
        }
    }

    @Test func `a resend that is refused for another reason is not a limit`() async throws {
        let error = try await Harness.failure([.json(422, try Self.example("error-list"))]) {
            _ = try await $0.resendInvitation(to: Harness.customer())
        }
        guard case .invalid(["Billing Portal access is not enabled for this customer."], _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `four invitations go out in half an hour, and the fifth waits`() async throws {
        let time = TurnedTime()
        let server = try await ScriptedServer(replies: [.json(200, try Self.example("invitation-resent"))])
        try await Harness.with(server, settings: Harness.settings(time)) { client in
            let id = try Harness.customer()
            for _ in 0..<4 {
                _ = try await client.resendInvitation(to: id)
                time.advance(seconds: 60)
            }
            do throws(AdvancedBillingError) {
                _ = try await client.resendInvitation(to: id)
                Issue.record("it was sent")
            } catch {
                guard case .invitationLimit(let date, call: nil) = error else { throw error }
                #expect(date == Date(timeIntervalSince1970: 1_790_001_800))
            }
            #expect(server.requests.count == 4)
            // Another customer has a count of their own.
            _ = try await client.resendInvitation(to: #require(CustomerID(151)))
            // Who insists is let through, and the service decides.
            _ = try await client.resendInvitation(to: id, beyondLimit: true)
            time.advance(seconds: 30 * 60)
            _ = try await client.resendInvitation(to: id)
        }
        #expect(server.requests.count == 7)
    }

    @Test func `what was refused does not count, and what may have been sent does`() async throws {
        let replies: [ScriptedServer.Reply] = [
            .json(422, try Self.example("error-list")), .answer(404), .answer(429), .dropped, .dropped, .answer(500),
            .dropped,
        ]
        let server = try await ScriptedServer(replies: replies)
        try await Harness.with(server) { client in
            let id = try Harness.customer()
            for _ in 0..<7 { _ = try? await client.resendInvitation(to: id) }
            #expect(server.requests.count == 7)
            await #expect(throws: AdvancedBillingError.self) { try await client.resendInvitation(to: id) }
            #expect(server.requests.count == 7)
        }
    }

    @Test func `what was cancelled before it began does not count`() async throws {
        let server = try await ScriptedServer(replies: [.json(200, try Self.example("invitation-resent"))])
        try await Harness.with(server) { client in
            let id = try Harness.customer()
            for _ in 0..<4 {
                let task = Task {
                    while !Task.isCancelled { await Task.yield() }
                    _ = try await client.resendInvitation(to: id)
                }
                task.cancel()
                await #expect(throws: AdvancedBillingError.self) { try await task.value }
            }
            #expect(server.requests.isEmpty)
            for _ in 0..<4 { _ = try await client.resendInvitation(to: id) }
            #expect(server.requests.count == 4)
        }
    }

    @Test func `a refused repeat of a revocation means that it had worked`() async throws {
        let refusal = ScriptedServer.Reply.json(422, try Self.example("error-list"))
        let server = try await ScriptedServer(replies: [.dropped, refusal])
        let answer = try await Harness.with(server) { try await $0.revokeAccess(of: Harness.customer()) }
        #expect(answer.status == 422)
        #expect(answer.followsLostTry)
        #expect(answer.value.members.members.isEmpty)
        let error = try await Harness.failure([refusal]) { try await $0.revokeAccess(of: Harness.customer()) }
        guard case .invalid? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        "http://evil.example/manage/1", "ftp://x.example", "javascript:alert(1)", "", "https://", "https://a b",
        "/manage",
    ])
    func `what is no address of a page is no link`(url: String) async throws {
        let members = ValueObject([("url", .string(url)), ("fetch_count", .number("1"))])
        #expect(ManagementLink(members) == nil)
        let body = String(decoding: Value.object(members).json, as: UTF8.self)
        let error = try await Harness.failure([.json(200, body)]) {
            _ = try await $0.managementLink(of: Harness.customer())
        }
        guard case .unexpectedAnswer(let call)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(url.isEmpty || !call.message.contains(url))
    }

    @Test(arguments: ["https://x.example/manage/1?a='b'", "http://127.0.0.1:8080/manage/1", "http://localhost/m"])
    func `every address with https is a link, and with http on this machine`(url: String) {
        #expect(ManagementLink(ValueObject([("url", .string(url))]))?.url.exposed == url)
    }
}
