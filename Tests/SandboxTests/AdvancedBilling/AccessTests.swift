import Foundation
import Testing

@testable import Sandbox

@Suite(.serialized) struct AccessTests {
    private static let calls = [
        ("POST", "/enable.json"), ("GET", "/management_link.json"), ("POST", "/invitations/invite.json"),
        ("DELETE", "/invitations/revoke.json"),
    ]
    private static let notEnabled: JSON = ["errors": ["Billing Portal access is not enabled for this customer."]]

    private static func states(_ sandbox: RunningSandbox, _ id: Int) async throws -> [JSON?] {
        let customer = try await sandbox.billing("GET", "/customers/\(id).json")
        return ["created_at", "invite_last_sent_at", "invite_last_accepted_at"].map {
            customer["customer.portal_\($0 == "created_at" ? "customer_created_at" : $0)"]
        }
    }

    private static let now: JSON = "2026-01-31T09:15:00+00:00"

    @Test(arguments: calls)
    func `key, customer and site are checked in this order`(method: String, path: String) async throws {
        try await RunningSandbox.with { sandbox in
            let refused = try await sandbox.send(method, "/portal/customers/1/\(path)")
            #expect(refused.status == 401)
            #expect(refused.text == "HTTP Basic: Access denied.")
            #expect(refused.header("Content-Type") == "text/plain")
            #expect(refused.header("WWW-Authenticate") == "Basic realm=\"Application\"")
            for id in ["1", "-1", "0", "x", "1004x", "99999999999999999999", "%31004%00", "1004.json"] {
                let missing = try await sandbox.billing(method, "/portal/customers/\(id)\(path)")
                #expect(missing.status == 404)
                #expect(missing.body.isEmpty)
            }
            var settings = sandbox.store.settings
            settings.advancedBilling.isPortalEnabled = false
            try await sandbox.store.set(settings)
            let off = try await sandbox.billing(method, "/portal/customers/1004\(path)")
            #expect(off.status == 422)
            #expect(off.json == ["errors": ["The Billing Portal is not enabled for this site."]])
            #expect(try await sandbox.billing(method, "/portal/customers/1\(path)").status == 404)
        }
    }

    @Test(arguments: ["", "Basic", "Basic x", "Basic c2FuZGJveC1rZXk=", "Basic c2FuZGJveC1rZXk6", "Bearer sandbox-key"])
    func `a key without a password is none`(header: String) async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.send("GET", "/customers.json", headers: [("Authorization", header)])
            #expect(answer.status == 401)
        }
    }

    @Test func `enabling walks from none to enabled to invited, and no further`() async throws {
        try await RunningSandbox.with { sandbox in
            let path = "/portal/customers/1001/enable.json"
            #expect(try await Self.states(sandbox, 1001) == [.null, .null, .null])
            for query in ["", "?auto_invite=0"] {
                let enabled = try await sandbox.billing("POST", path + query)
                #expect(enabled.status == 200)
                #expect(enabled["customer.id"] == .integer(1001))
                #expect(enabled["customer.updated_at"] == Self.now)
                #expect(try await Self.states(sandbox, 1001) == [Self.now, .null, .null])
            }
            sandbox.time.advance(by: 60)
            _ = try await sandbox.billing("POST", path + "?auto_invite=1")
            let invited: [JSON?] = [Self.now, "2026-01-31T09:16:00+00:00", .null]
            #expect(try await Self.states(sandbox, 1001) == invited)
            sandbox.time.advance(by: 60)
            _ = try await sandbox.billing("POST", path + "?auto_invite=1")
            #expect(try await Self.states(sandbox, 1001) == invited)
            for wrong in ["true", "", "2", "-1", "01"] {
                let refused = try await sandbox.billing("POST", "\(path)?auto_invite=\(wrong)")
                #expect(refused.status == 422)
                #expect(refused["errors"]?.array?.count == 1)
            }
        }
    }

    @Test func `revoking clears the three times and is refused the second time`() async throws {
        try await RunningSandbox.with { sandbox in
            let path = "/portal/customers/1004/invitations/revoke.json"
            let revoked = try await sandbox.billing("DELETE", path)
            #expect(revoked.status == 200)
            #expect(
                revoked.json == [
                    "last_sent_at": "Not Invited", "last_accepted_at": "Invite Revoked",
                    "uninvited_count": .integer(3),
                ]
            )
            #expect(try await Self.states(sandbox, 1004) == [.null, .null, .null])
            for (method, path) in Self.calls.dropFirst() {
                let refused = try await sandbox.billing(method, "/portal/customers/1004\(path)")
                #expect(refused.status == 422)
                #expect(refused.json == Self.notEnabled)
            }
        }
    }

    @Test func `an invitation is sent again five times in any 30 minutes`() async throws {
        try await RunningSandbox.with { sandbox in
            let path = "/portal/customers/1003/invitations/invite.json"
            let first = try await sandbox.billing("POST", path)
            #expect(
                first.json == [
                    "last_sent_at": "2026-01-31T09:15:00Z", "last_accepted_at": "Not Accepted",
                    "send_invite_link_text": "Resend Invitation", "last_invite_sent_at": "2026-01-31T09:15:00Z",
                    "uninvited_count": .integer(2),
                ]
            )
            for _ in 2...5 {
                sandbox.time.advance(by: 60)
                #expect(try await sandbox.billing("POST", path).status == 200)
            }
            // Neither a refusal nor revoking and enabling again moves the window.
            let refused = try await sandbox.billing("POST", path)
            #expect(refused.status == 422)
            #expect(refused.json == ["errors": ["Invitations can be sent 5 times in 30 minutes. Try again later."]])
            _ = try await sandbox.billing("DELETE", "/portal/customers/1003/invitations/revoke.json")
            _ = try await sandbox.billing("POST", "/portal/customers/1003/enable.json?auto_invite=1")
            var settings = sandbox.store.settings
            settings.advancedBilling.resendRefusal = .singular
            try await sandbox.store.set(settings)
            let singular = try await sandbox.billing("POST", path)
            #expect(singular["error"] == "Invitations can be sent 5 times in 30 minutes. Try again later.")
            sandbox.time.advance(by: 30 * 60 - 4 * 60 - 1)
            #expect(try await sandbox.billing("POST", path).status == 422)
            sandbox.time.advance(by: 1)
            #expect(try await sandbox.billing("POST", path).status == 200)
            #expect(try await sandbox.billing("POST", path).status == 422)
        }
    }

    @Test(arguments: [
        (1, 60, "1 time in 1 minute"), (2, 90, "2 times in 90 seconds"), (1, 1, "1 time in 1 second"),
        (1, 1800, "1 time in 30 minutes"),
    ])
    func `how often an invitation is sent again is said in good words`(
        limit: Int,
        window: Int,
        words: String
    ) async throws {
        try await RunningSandbox.with { sandbox in
            var settings = sandbox.store.settings
            settings.advancedBilling.resendLimit = limit
            settings.advancedBilling.resendWindow = window
            try await sandbox.store.set(settings)
            let path = "/portal/customers/1003/invitations/invite.json"
            for _ in 1...limit { #expect(try await sandbox.billing("POST", path).status == 200) }
            let refused = try await sandbox.billing("POST", path)
            #expect(refused["errors.0"] == .string("Invitations can be sent \(words). Try again later."))
        }
    }

    @Test func `who accepted stays so when invited again`() async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.billing("POST", "/portal/customers/1004/invitations/invite.json")
            #expect(answer["last_accepted_at"] == "2026-01-21T09:15:00Z")
            #expect(answer["last_invite_accepted_at"] == "2026-01-21T09:15:00Z")
            #expect(try await Self.states(sandbox, 1004)[2] == "2026-01-21T09:15:00+00:00")
        }
    }

    @Test func `the starting customers are in the five states`() async throws {
        try await RunningSandbox.with { sandbox in
            for (id, count) in [(1001, 0), (1002, 1), (1003, 2), (1004, 3), (1005, 3)] {
                let states = try await Self.states(sandbox, id)
                #expect(states.count { $0 != .null } == count)
            }
            #expect(try await sandbox.billing("GET", "/portal/customers/1005/management_link.json").status == 429)
        }
    }
}
