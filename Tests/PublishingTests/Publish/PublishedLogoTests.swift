import Foundation
import Portals
import Publishing
import RebillyAPI
import TestSupport
import Testing
import Transport
import Workspaces

/// Logos on their way to a sandbox.
@Suite struct PublishedLogoTests {
    @Test func `a logo is uploaded once for all portals that have it, and never again`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write(Pictures.gif(1), to: "logos/one.gif")
            try desk.write(Pictures.gif(1), to: "logos/copy.gif")
            try desk.write(Pictures.gif(2), to: "logos/two.gif")
            for number in 0..<6 {
                try desk.write("p\(number)", logo: "logos/\(["one", "copy", "two"][number % 3]).gif")
            }
            let report = try await desk.publish(concurrency: 6)
            #expect(report.isDone && report.uploadCount == 2)
            #expect(try await service.files().count == 2)
            try await desk.expectSettled()
            // Without the lock it is found again by its content.
            try FileManager.default.removeItem(atPath: desk.folder / LockFile.name)
            #expect(try await desk.plan().changed.isEmpty)
            let again = try await desk.publish()
            #expect(again.uploadCount == 0 && again.isDone)
            try await desk.expectSettled()
        }
    }

    @Test func `a logo that somebody uploaded before is taken, of two the one that the portal has`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            let old = try await service.upload(Pictures.gif(1))
            try desk.write(Pictures.gif(1), to: "logos/one.gif")
            try desk.write("acme", logo: "logos/one.gif")
            #expect(try await desk.publish().uploadCount == 0)
            #expect(try await service.portal("acme")?.logoID == old)
            // The same picture twice: neither is drift, and the portal keeps its own.
            service.time.advance(seconds: 60)
            let second = try await service.upload(Pictures.gif(1))
            #expect(try await desk.plan().changed.isEmpty)
            try await service.edit("acme", #"{"customization": {"logoId": "\#(second)"}}"#)
            #expect(try await desk.plan().changed.isEmpty)
            // A new portal gets the one that the lock knows.
            try desk.write("beta", logo: "logos/one.gif")
            #expect(try await desk.publish().result("beta") == "created")
            #expect(try await service.portal("beta")?.logoID == old)
        }
    }

    @Test func `a lock that names a wrong file is not believed`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            let other = try await service.upload(Pictures.gif(9))
            try desk.write(Pictures.gif(1), to: "logos/one.gif")
            try desk.write("acme", logo: "logos/one.gif")
            guard case .picture(let picture) = try desk.local().portals[0].logo else {
                Issue.record("no logo")
                return
            }
            for wrong in [other, "file_that_is_not_there", "../../etc", ""] {
                var lock = Lock()
                lock[try desk.target.address].logos = [picture.sha256: wrong]
                try LockFile(workspace: desk.folder.path).write(lock)
                #expect(try await desk.publish().isDone)
                let held = try #require(try await service.portal("acme")?.logoID)
                let file = try #require(try await service.files().first { $0.id.description == held })
                #expect(file.sha1 == picture.sha1)
            }
            #expect(try await service.files().count == 2)
        }
    }

    @Test func `an SVG alone leaves the logo as it is, and one with a picture beside it uploads that`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write(Pictures.svg, to: "logos/acme.svg")
            try desk.write("acme", logo: "logos/acme.svg")
            let plan = try await desk.plan()
            #expect(plan.warnings.map(\.kind) == [.vectorLogo])
            #expect(try await desk.publish().isDone)
            #expect(try await service.portal("acme")?.logoID == nil)
            let theirs = try await service.upload(Pictures.gif(3))
            try await service.edit("acme", #"{"customization": {"logoId": "\#(theirs)"}}"#)
            #expect(try await desk.plan().changed.isEmpty)
            try desk.write(Pictures.png, to: "logos/acme.png")
            #expect(try await desk.publish().uploadCount == 1)
            #expect(try await service.portal("acme")?.logoID != theirs)
            try await desk.expectSettled()
        }
    }

    @Test func `a picture that was changed after the plan is not uploaded`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write(Pictures.gif(1), to: "logos/one.gif")
            try desk.write("acme", logo: "logos/one.gif")
            let plan = try await desk.plan()
            try desk.write(Pictures.gif(2), to: "logos/one.gif")
            let report = try await desk.publish(nil, plan)
            #expect(report.result("acme") == "failed: logos/one.gif was changed since it was planned; plan again")
            #expect(try await service.files().isEmpty)
        }
    }
}
