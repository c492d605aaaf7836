import Foundation
import Portals
import Publishing
import TestSupport
import Testing
import Transport
import Workspaces

/// Two publishers at once, in two clones of a repository.
@Suite struct TwoPublishersTests {
    @Test(arguments: [1, 2] as [UInt64])
    func `each portal ends as one of the two planned states, and whoever lost says so or sees it next`(seed: UInt64)
        async throws
    {
        try await Service.with { service in
            var generator = SeededGenerator(seed: seed)
            let one = try Desk(service)
            try one.write(Pictures.gif(1), to: "logos/one.gif")
            let ids = (0..<8).map { "p\($0)" }
            for id in ids { try one.write(id) }
            try await one.publish()
            let two = try one.clone()
            for id in ids {
                try one.write(id, name: "One \(id)", logo: "logos/one.gif")
                try two.write(id, name: "Two \(id)", logo: Bool.random(using: &generator) ? "logos/one.gif" : nil)
            }
            try one.write("new", name: "One new")
            try two.write("new", name: "Two new")
            let (first, second) = (try await one.plan(), try await two.plan())
            async let left = one.publish(nil, first, concurrency: 4)
            async let right = two.publish(nil, second, concurrency: 4)
            let reports = try await [left, right]
            let plans = [try await one.plan(), try await two.plan()]
            for id in ids + ["new"] {
                let name = try #require(try await service.portal(id)).name
                #expect(["One \(id)", "Two \(id)"].contains(name))
                // Nobody who is done with a portal believes in something that is not there, unless it was written over
                // afterwards; then the next plan of that clone names it.
                for (plan, report, own) in [(plans[0], reports[0], "One \(id)"), (plans[1], reports[1], "Two \(id)")]
                where name != own {
                    let outcome = try #require(report.portals.first { $0.id.description == id })
                    #expect(try plan.portal(id).changes.contains { $0.path.description == "name" })
                    if outcome.isDone { #expect(try plan.portal(id).guards.contains(.overwriteRemoteEdit)) }
                }
            }
            // Two may have uploaded the same picture at the same moment; the portals know one each, and none is lost.
            #expect(try await service.files().count <= 2)
            // One of them goes on, and everything is as it says.
            #expect(try await one.publish().isDone)
            #expect(try await one.plan().changed.isEmpty)
        }
    }

    @Test func `a workspace that is being published is claimed`() throws {
        let folder = try TemporaryFolder()
        let claim = try WorkspaceClaim(workspace: folder.path)
        #expect(throws: WorkspaceClaim.Failure.taken) { try WorkspaceClaim(workspace: folder.path) }
        withExtendedLifetime(claim) {}
    }
}
