import Foundation
import Portals
import Publishing
import RebillyAPI
import TestSupport
import Testing
import Transport
import Workspaces

/// What is refused, by the publisher or by the service, and what ends a run.
@Suite struct RefusedPublishTests {
    @Test func `nothing at all is published as long as one change is not allowed`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme")
            try desk.write("beta")
            try await desk.publish()
            try desk.write("acme", "status: inactive\nfeatures: {authenticateWithPassword: false}", slug: "slug-new")
            try desk.write("beta", name: "Harmless")
            try await service.edit("beta", #"{"customization": {"colors": {"primary": "111111"}}}"#)
            let needed: [ChangeGuard] = [.deactivate, .slugChange, .passwordOff, .overwriteRemoteEdit]
            #expect(try await desk.plan().guards.map(\.kind) == needed)
            try await service.clearRequests()
            for missing in needed {
                await #expect(throws: Publisher.Refusal.self) {
                    try await desk.publish(allowing: Set(needed).subtracting([missing]))
                }
            }
            #expect(try await service.writes() == [])
            #expect(try await desk.publish(allowing: Set(needed)).isDone)
            #expect(try await service.portal("beta")?.primary.description == "0044d4")
            try await desk.expectSettled()
        }
    }

    @Test func `one portal that the service refuses does not keep the others`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme", "customDomain: unknown.example")
            for id in ["beta", "gamma", "delta"] { try desk.write(id) }
            let plan = try await desk.plan()
            #expect(plan.warnings.map(\.kind) == [.unknownDomain])
            let report = try await desk.publish(nil, plan)
            #expect(report.result("acme").contains("customDomain"))
            #expect(report.portals[0].holding == .before)
            #expect(report.portals.count { $0.isDone } == 3)
            try await service.addDomain("unknown.example", isVerified: false)
            #expect(try await desk.plan().warnings.map(\.kind) == [.unverifiedDomain])
            #expect(try await desk.publish().isDone)
        }
    }

    @Test func `a key that expires in the middle ends the run, and says so once`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            for number in 0..<8 { try desk.write("p\(number)") }
            try await service.order(#""status": 401"#, method: "PUT", path: "*/billing-portals/p3", times: 1)
            let report = try await desk.publish(concurrency: 1)
            #expect(report.stop?.contains("401") == true)
            #expect(report.portals.count { $0.isDone } == 3)
            #expect(report.result("p4") == "not tried" && report.result("p7") == "not tried")
            #expect(report.portals.filter { !$0.isDone }.allSatisfy { $0.holding == .before })
            #expect(try await desk.publish().isDone)
            try await desk.expectSettled()
        }
    }

    @Test func `an interrupted run finishes what is in hand and begins nothing`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            for number in 0..<5 { try desk.write("p\(number)") }
            let client = try service.client()
            let lockFile = try LockFile(workspace: desk.folder.path)
            let publisher = Publisher(
                client: client,
                files: try WorkspaceFiles(root: desk.folder.path),
                keeper: LockKeeper(try lockFile.read(), address: try desk.target.address, file: lockFile),
                concurrency: 1,
                isInterrupted: { (try? lockFile.read().targets.values.first?.portals.count ?? 0) ?? 0 >= 2 }
            )
            let report = try await publisher.publish(try await desk.plan(), allowing: [])
            #expect(report.portals.count { $0.isDone } == 2)
            #expect(report.result("p4") == "not tried")
            #expect(try await desk.publish().isDone)
        }
    }
}
