import Foundation
import Portals
import Publishing
import TestSupport
import Testing
import Transport
import Workspaces

@Suite struct SavedPlanTests {
    /// A saved plan with the members that count, as the command writes it.
    private func json(
        _ plan: PublishPlan,
        portico: String = "1.0",
        address: String? = nil,
        environment: String? = nil
    ) -> ValueObject {
        let digest = PlanDigest(plan)
        let portals = digest.portals.sorted { $0.key < $1.key }.map { id, digest in
            Value.object(
                ValueObject([
                    ("id", .string(id)),
                    (
                        "digest",
                        .object(
                            ValueObject([
                                ("files", .string(digest.files)),
                                ("remote", digest.remote.map { .string($0) } ?? .null),
                            ])
                        )
                    ),
                ])
            )
        }
        return ValueObject([
            ("version", .number("1")), ("portico", .string(portico)),
            (
                "target",
                .object(
                    ValueObject([
                        ("address", .string(address ?? plan.target.address)),
                        ("environment", environment.map { .string($0) } ?? .null),
                    ])
                )
            ),
            ("isPartial", .boolean(plan.isPartial)), ("portals", .array(portals)),
        ])
    }

    private func obstacles(_ json: ValueObject, _ plan: PublishPlan) throws -> [String] {
        try SavedPlan(json: Value.object(json).json).obstacles(to: plan, version: "1.0")
    }

    @Test func `a plan that is still true has no obstacles, also when only the id of an upload is new`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write(Pictures.gif(1), to: "logos/one.gif")
            try desk.write("acme", logo: "logos/one.gif")
            try desk.write("beta")
            let plan = try await desk.plan()
            let saved = json(plan)
            #expect(try obstacles(saved, plan) == [])
            // Comments, order and spelling of a file are not what is published.
            try desk.folder.write(
                "websiteId: web_sandbox\nslug: slug-beta\nname: \"Portal beta\"\n",
                to: "portals/beta.yaml"
            )
            #expect(try obstacles(saved, try await desk.plan()) == [])
            _ = try await service.upload(Pictures.gif(1))
            #expect(try obstacles(saved, try await desk.plan()) == [])
        }
    }

    @Test func `whatever moved is named`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write(Pictures.gif(1), to: "logos/one.gif")
            try desk.write("acme", logo: "logos/one.gif")
            try desk.write("beta")
            try await desk.publish()
            try desk.write("acme", "status: inactive", logo: "logos/one.gif")
            let plan = try await desk.plan()
            let saved = json(plan)
            func expect(_ sentence: String, _ change: () async throws -> Void) async throws {
                try await change()
                #expect(try obstacles(saved, try await desk.plan()) == [sentence])
            }
            try await expect("of 'acme' its file changed since it was planned") {
                try desk.write("acme", "status: inactive", name: "New", logo: "logos/one.gif")
            }
            try await expect("of 'acme' its file changed since it was planned") {
                try desk.write("acme", "status: inactive", logo: "logos/one.gif")
                try desk.write(Pictures.gif(2), to: "logos/one.gif")
            }
            try await expect("of 'beta' what the service holds changed since it was planned") {
                try desk.write(Pictures.gif(1), to: "logos/one.gif")
                try await service.edit("beta", #"{"name": "Theirs"}"#)
            }
            try await expect("of 'beta' its file and what the service holds changed since it was planned") {
                try desk.write("beta", name: "Ours")
            }
            try await service.edit("beta", #"{"name": "Portal beta"}"#)
            try await expect("the workspace has a portal 'gamma' that the plan does not know") {
                try desk.write("beta")
                try desk.write("gamma")
            }
            try FileManager.default.removeItem(atPath: desk.folder / "portals/gamma.yaml")
            #expect(try obstacles(saved, try await desk.plan()) == [])
            try await expect("the workspace has no portal 'beta' any more") {
                try FileManager.default.removeItem(atPath: desk.folder / "portals/beta.yaml")
            }
        }
    }

    @Test func `another target, environment or Portico is named`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme")
            let plan = try await desk.plan()
            for (changed, word) in [
                (json(plan, portico: "0.9"), "0.9"),
                (json(plan, address: "https://api.rebilly.com/organizations/x"), "rebilly"),
                (json(plan, environment: "live"), "(live)"),
            ] {
                let found = try obstacles(changed, plan)
                #expect(found.count == 1 && found[0].contains(word))
            }
        }
    }

    private static let foreign: [(String, SavedPlan.Failure)] = [
        ("", .noPlan), ("[]", .noPlan), ("{}", .noPlan), ("null", .noPlan), (#"{"version": "1"}"#, .noPlan),
        (#"{"version": 1}"#, .noPlan), (#"{"version": 2}"#, .laterVersion), (#"{"version": 0}"#, .laterVersion),
        (#"{"version": 1, "portico": "1", "target": "x", "portals": []}"#, .noPlan),
        (#"{"version": 1, "portico": "1", "target": {"address": "x"}, "portals": {}}"#, .noPlan),
        (#"{"version": 1, "portico": "1", "target": {"address": "x"}, "portals": [1]}"#, .noPlan),
        (#"{"version": 1, "portico": "1", "target": {"address": "x"}, "portals": [{"id": "a"}]}"#, .noPlan),
        (
            #"{"version": 1, "portico": "1", "target": {"address": "x"}, "portals": [{"id": "a", "digest": {}}]}"#,
            .noPlan
        ),
        (String(repeating: "[", count: 100_000), .noPlan),
    ]

    @Test(arguments: foreign.indices)
    func `what is no plan is refused`(index: Int) {
        let (json, failure) = Self.foreign[index]
        #expect(throws: failure) { try SavedPlan(json: Data(json.utf8)) }
    }

    @Test func `a plan that was tampered with publishes nothing that was not planned`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme")
            try desk.write("beta")
            let plan = try await desk.plan()
            var portals = try #require(json(plan)["portals"]?.array)
            var without = json(plan)
            without["portals"] = .array([portals[0]])
            #expect(try obstacles(without, plan).count == 1)
            // Said to be a part, it is one: only what it names is asked for.
            without["isPartial"] = .boolean(true)
            #expect(try SavedPlan(json: Value.object(without).json).chosen == ["acme"])
            portals[0] = .object(
                ValueObject([
                    ("id", .string("acme")), ("digest", .object(ValueObject([("files", .string("sha256:0"))]))),
                ])
            )
            var wrong = json(plan)
            wrong["portals"] = .array(portals)
            #expect(try obstacles(wrong, plan) == ["of 'acme' its file changed since it was planned"])
        }
    }
}
