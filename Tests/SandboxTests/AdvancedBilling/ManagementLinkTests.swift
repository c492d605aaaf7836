import Foundation
import Testing

@testable import Sandbox

@Suite(.serialized) struct ManagementLinkTests {
    private static let path = "/portal/customers/1004/management_link.json"

    @Test func `the same link is handed out 15 times, then refused until a new one can be had`() async throws {
        try await RunningSandbox.with { sandbox in
            let first = try await sandbox.billing("GET", Self.path)
            let address = try #require(first["url"]?.string)
            #expect(address.wholeMatch(of: /http:\/\/127\.0\.0\.1:\d+\/manage\/1004\/1769850900\/[0-9a-f]{16}/) != nil)
            #expect(first["created_at"] == "2026-01-31T09:15:00Z")
            #expect(first["new_link_available_at"] == "2026-02-15T09:15:00Z")
            #expect(first["expires_at"] == "2026-04-06T09:15:00Z")
            #expect(first["last_invite_sent_at"] == "2026-01-21T09:15:00Z")
            #expect(first["fetch_count"] == .integer(1))
            for count in 2...15 {
                sandbox.time.advance(by: 86_400)
                let next = try await sandbox.billing("GET", Self.path)
                #expect(next["url"]?.string == address)
                #expect(next["fetch_count"] == .integer(count))
            }
            let refusal: JSON = [
                "errors": [
                    "error": "Too many requests for this management link.",
                    "new_link_available_at": "2026-02-15T09:15:00Z",
                ]
            ]
            for _ in 1...2 {
                let refused = try await sandbox.billing("GET", Self.path)
                #expect(refused.status == 429)
                #expect(refused.json == refusal)
            }
            sandbox.time.advance(by: 86_399)
            #expect(try await sandbox.billing("GET", Self.path).status == 429)
            sandbox.time.advance(by: 1)
            let fresh = try await sandbox.billing("GET", Self.path)
            #expect(fresh["fetch_count"] == .integer(1))
            #expect(fresh["created_at"] == "2026-02-15T09:15:00Z")
            #expect(fresh["url"]?.string != address)
        }
    }

    @Test func `revoking and enabling again is no way around the limit`() async throws {
        try await RunningSandbox.with { sandbox in
            let first = try await sandbox.billing("GET", Self.path)
            _ = try await sandbox.billing("DELETE", "/portal/customers/1004/invitations/revoke.json")
            #expect(try await sandbox.billing("GET", Self.path).status == 422)
            _ = try await sandbox.billing("POST", "/portal/customers/1004/enable.json")
            let again = try await sandbox.billing("GET", Self.path)
            #expect(again["url"] == first["url"])
            #expect(again["fetch_count"] == .integer(2))
            #expect(again["last_invite_sent_at"] == .null)
        }
    }

    @Test func `a dead link is handed out until a new one can be had`() async throws {
        try await RunningSandbox.with { sandbox in
            var settings = sandbox.store.settings
            settings.advancedBilling.linkLife = 60
            settings.advancedBilling.managementLinkBase = "https://portal.example"
            try await sandbox.store.set(settings)
            let first = try await sandbox.billing("GET", Self.path)
            #expect(first["expires_at"] == "2026-01-31T09:16:00Z")
            #expect(first["url"]?.string?.hasPrefix("https://portal.example/manage/1004/") == true)
            sandbox.time.advance(by: 3600)
            #expect(try await sandbox.billing("GET", Self.path)["url"] == first["url"])
        }
    }

    @Test func `many requests at once are counted one by one`() async throws {
        try await RunningSandbox.with { sandbox in
            let answers = try await withThrowingTaskGroup(of: TestAnswer.self) { group in
                for _ in 1...20 { group.addTask { try await sandbox.billing("GET", Self.path) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let counts = answers.compactMap { $0["fetch_count"]?.integer }.sorted()
            #expect(counts == Array(1...15))
            #expect(answers.count { $0.status == 429 } == 5)
        }
    }
}
