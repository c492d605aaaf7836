import Foundation
import Portals
import Publishing
import RebillyAPI
import TestSupport
import Testing
import Transport
import Workspaces

/// Logos on their way from a sandbox.
@Suite struct PulledLogoTests {
    @Test func `a logo that changed at the service takes the place of the old one`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write(Pictures.gif(1), to: "logos/one.gif")
            try desk.write("acme", logo: "logos/one.gif")
            try await desk.publish()
            let id = try await service.upload(Pictures.gif(2))
            try await service.edit("acme", #"{"customization": {"logoId": "\#(id)"}}"#)
            let text = try desk.folder.text("portals/acme.yaml")
            try await desk.pull()
            #expect(try Data(contentsOf: URL(fileURLWithPath: desk.folder / "logos/one.gif")) == Data(Pictures.gif(2)))
            #expect(try desk.folder.text("portals/acme.yaml") == text)
            try await desk.expectSettled()
            // Another kind of picture gets a file of its own.
            let other = try await service.upload(Pictures.png, as: .png)
            try await service.edit("acme", #"{"customization": {"logoId": "\#(other)"}}"#)
            try await desk.pull()
            #expect(try desk.fileBody("acme").value(at: FieldPath("x-portico.logo")) == .string("logos/acme.png"))
            #expect(try Data(contentsOf: URL(fileURLWithPath: desk.folder / "logos/acme.png")) == Data(Pictures.png))
            try await desk.expectSettled()
        }
    }

    @Test func `a logo that was removed at the service leaves the file, and its bytes stay`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write(Pictures.gif(1), to: "logos/one.gif")
            try desk.write("acme", logo: "logos/one.gif")
            try await desk.publish()
            try await service.edit("acme", #"{"customization": {"logoId": null}}"#)
            try await desk.pull()
            #expect(try desk.fileBody("acme").value(at: FieldPath("x-portico.logo")) == nil)
            #expect(desk.folder.has("logos/one.gif"))
            try await desk.expectSettled()
        }
    }

    @Test func `a logo that changed at the service alone is not lost where the workspace has no picture`() async throws
    {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.folder.write(#"<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>"#, to: "logos/a.svg")
            try desk.write(Pictures.gif(1), to: "logos/b.gif")
            try desk.write("a", logo: "logos/a.svg")
            try desk.write("b", logo: "logos/b.gif")
            try await desk.publish()
            let id = try await service.upload(Pictures.gif(2))
            for portal in ["a", "b"] { try await service.edit(portal, #"{"customization": {"logoId": "\#(id)"}}"#) }
            try FileManager.default.removeItem(atPath: desk.folder / "logos/b.gif")
            let seen = try desk.lock()
            let local = try desk.local()
            let state = try await RemoteReader(service.client()).state(of: local.portals.map(\.id), fileIDs: [])
            let lock = try LockFile(workspace: desk.folder.path).read()
            let plan = PlanMaker(target: try desk.target, lock: lock, remote: state).plan(local.portals)
            #expect(PortalStatus.all(plan, seen: seen).map(\.verdict) == [.toPull, .toPull])
            #expect(PortalStatus.all(plan, seen: seen).map(\.file) == [.asSeen, .asSeen])
            let report = try await desk.pull()
            #expect(!report.isDone)
            guard case .failed(let reason) = report.portals[1].outcome else {
                Issue.record("\(report.portals)")
                return
            }
            #expect(reason.contains("logos/b.gif can't be read"))
            #expect(try desk.lock().portals[PortalID("b")] == seen.portals[PortalID("b")])
            #expect(try desk.fileBody("a").value(at: FieldPath("x-portico.logo")) == .string("logos/a.gif"))
            // The service's side can be taken, and nothing is left to do.
            #expect(try await desk.pull(taking: .remote).isDone)
            #expect(try Data(contentsOf: URL(fileURLWithPath: desk.folder / "logos/b.gif")) == Data(Pictures.gif(2)))
            try await desk.expectSettled()
        }
    }

    @Test func `a logo of several portals is fetched once, and one that others still have is not written over`()
        async throws
    {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write(Pictures.gif(1), to: "logos/shared.gif")
            for id in ["a", "b", "c"] { try desk.write(id, logo: "logos/shared.gif") }
            try await desk.publish()
            let id = try await service.upload(Pictures.gif(2))
            for portal in ["a", "b"] { try await service.edit(portal, #"{"customization": {"logoId": "\#(id)"}}"#) }
            try await service.clearRequests()
            try await desk.pull()
            #expect(try await service.requests().count { $0.hasSuffix("/download") } == 1)
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: desk.folder / "logos/shared.gif")) == Data(Pictures.gif(1))
            )
            #expect(try desk.fileBody("a").value(at: FieldPath("x-portico.logo")) == .string("logos/a.gif"))
            #expect(try desk.fileBody("b").value(at: FieldPath("x-portico.logo")) == .string("logos/a.gif"))
            #expect(try desk.fileBody("c").value(at: FieldPath("x-portico.logo")) == .string("logos/shared.gif"))
            try await desk.expectSettled()
        }
    }

    @Test func `a file of the service that is no picture is left out and told, and never written`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            // The leading bytes are a GIF's, which is all that the service looks at.
            let id = try await service.upload(Array("GIF89a<script>alert(1)</script>".utf8))
            try await service.make("acme", #"{"customization": {"logoId": "\#(id)"}}"#)
            let report = try await desk.pull()
            #expect(report.isDone)
            #expect(report.notes.count == 1 && report.notes[0].contains("is no PNG, JPEG or GIF"))
            #expect(try desk.folder.files().filter { $0.hasPrefix("logos/") } == [])
            #expect(try desk.fileBody("acme").value(at: FieldPath("customization.logoId")) == .string(id))
            try await desk.expectSettled()
            let before = try desk.contents()
            #expect(try await desk.pull().isDone)
            #expect(try desk.contents() == before)
        }
    }

    @Test func `a logo that can't be fetched leaves a portal's own, and is told`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write(Pictures.gif(1), to: "logos/one.gif")
            try desk.write("acme", logo: "logos/one.gif")
            try desk.write("beta")
            try await desk.publish()
            let id = try await service.upload(Pictures.gif(2))
            try await service.edit("acme", #"{"customization": {"logoId": "\#(id)"}, "name": "Theirs"}"#)
            try await service.edit("beta", #"{"name": "Theirs"}"#)
            let before = try desk.contents()
            for fault in [#""status": 404"#, #""status": 500"#, #""answer": "malform""#, #""answer": "drop""#] {
                try await service.order(fault, method: "GET", path: "*/download", times: 8)
                let report = try await desk.pull(only: [PortalID("acme")])
                #expect(!report.isDone)
                guard case .failed = report.portals[0].outcome else {
                    Issue.record("\(report.portals)")
                    return
                }
                #expect(try desk.contents() == before)
                try await service.clearFaults()
            }
            #expect(try await desk.pull().isDone)
            try await desk.expectSettled()
        }
    }
}
