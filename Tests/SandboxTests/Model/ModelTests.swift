import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Sandbox

/// Random operations leave the state that a simple model predicts, over restarts as well.
@Suite(.serialized) struct ModelTests {
    /// All of them in `make test-long`, some in `make test`.
    private static let operations = ProcessInfo.processInfo.environment["PORTICO_LONG"] == nil ? 400 : 10_000
    private static let restarts = 3

    @Test func `random operations leave what the model predicts, across three restarts`() async throws {
        let folder = try TemporaryFolder()
        let time = TestTime()
        let run = Mutex((model: SandboxModel(now: TestTime.start), generator: SeededGenerator(seed: 7)))
        for round in 0...Self.restarts {
            let state = run.withLock { $0 }
            let after = try await RunningSandbox.with(path: folder / "state", time: time, seed: UInt64(round)) {
                sandbox in
                var (model, generator) = state
                try await Self.compare(sandbox, model)
                for _ in 0..<Self.operations / (Self.restarts + 1) {
                    try await Self.step(sandbox, &model, &generator)
                }
                try await Self.compare(sandbox, model)
                return (model, generator)
            }
            run.withLock { $0 = after }
        }
    }

    /// Does one thing to both and compares the answers.
    private static func step(
        _ sandbox: RunningSandbox,
        _ model: inout SandboxModel,
        _ generator: inout SeededGenerator
    ) async throws {
        let id = "portal-\(Int.random(in: 0..<30, using: &generator))"
        let customer = Int.random(in: 1000...1006, using: &generator)
        let access = "/portal/customers/\(customer)"
        switch Int.random(in: 0..<20, using: &generator) {
        case 0...6:
            let slug =
                ["abc", "slug-\(Int.random(in: 0..<25, using: &generator))"].randomElement(using: &generator) ?? ""
            let name = ["", HostileText.random(using: &generator)].randomElement(using: &generator) ?? ""
            let isActive = Bool.random(using: &generator)
            let members: [String: JSON] = [
                "slug": .string(slug), "name": .string(name), "status": isActive ? "active" : "inactive",
            ]
            let answer = try await sandbox.makePortal(id, members)
            #expect(answer.status == model.put(id, slug: slug, name: name, isActive: isActive))
        case 7...8: try await expect(sandbox.rebilly("DELETE", "/billing-portals/\(id)"), model.delete(id))
        case 9...10:
            let answer = try await sandbox.rebilly("GET", "/billing-portals/\(id)")
            #expect(answer.status == (model.portals[id] == nil ? 404 : 200))
        case 11:
            try await expect(sandbox.billing("POST", access + "/enable.json"), model.enable(customer, invites: false))
        case 12:
            let answer = try await sandbox.billing("POST", access + "/enable.json?auto_invite=1")
            #expect(answer.status == model.enable(customer, invites: true))
        case 13...14:
            try await expect(sandbox.billing("POST", access + "/invitations/invite.json"), model.resend(customer))
        case 15:
            try await expect(sandbox.billing("DELETE", access + "/invitations/revoke.json"), model.revoke(customer))
        case 16...17:
            try await expect(sandbox.billing("GET", access + "/management_link.json"), model.fetchLink(customer))
        case 18: try await expect(sandbox.control("POST", "/accept/\(customer)"), model.accept(customer))
        default:
            let seconds = [1, 60, 1800, 86_400].randomElement(using: &generator) ?? 1
            sandbox.time.advance(by: seconds)
            model.now += seconds
        }
    }

    private static func expect(_ answer: TestAnswer, _ status: Int) {
        #expect(answer.status == status)
    }

    /// Compares everything that can be read.
    private static func compare(_ sandbox: RunningSandbox, _ model: SandboxModel) async throws {
        let list = try await sandbox.rebilly("GET", "/billing-portals?limit=1000")
        var portals: [String: SandboxModel.Portal] = [:]
        for portal in list.json.array ?? [] {
            let id = try #require(portal["id"]?.string)
            portals[id] = SandboxModel.Portal(
                slug: portal["slug"]?.string ?? "",
                name: portal["name"]?.string ?? "",
                isActive: portal["status"] == "active",
                createdTime: portal["createdTime"]?.string.flatMap(TimeText.seconds) ?? 0,
                updatedTime: portal["updatedTime"]?.string.flatMap(TimeText.seconds) ?? 0
            )
        }
        #expect(portals == model.portals)
        let overview = try await sandbox.control("GET", "/overview")
        let customers = try await sandbox.billing("GET", "/customers.json?per_page=200").json.array ?? []
        #expect(customers.count == model.customers.count)
        for (index, wrapped) in customers.enumerated() {
            let customer = try #require(wrapped["customer"])
            let expected = try #require(model.customers[customer["id"]?.integer ?? 0])
            func time(_ name: String) -> Int? { customer["portal_\(name)_at"]?.string.flatMap(TimeText.seconds) }
            #expect(time("customer_created") == expected.enabled)
            #expect(time("invite_last_sent") == expected.sent)
            #expect(time("invite_last_accepted") == expected.accepted)
            let link = overview["customers.\(index).link"]
            #expect(link?["fetchCount"]?.integer == (expected.linkCreated == nil ? nil : expected.linkCount))
            let renewal = link?["newLinkAvailableAt"]?.string.flatMap(TimeText.seconds)
            #expect(renewal == expected.linkCreated.map { $0 + 15 * 86_400 })
        }
    }
}
