import Diagnostics
import Foundation
import Portals
import Publishing
import RebillyAPI
import TestSupport
import Testing
import Transport
import Workspaces

/// Pulling from a sandbox over sockets.
@Suite struct PullTests {
    @Test func `new portals get files with their logos, original bytes and right ending`() async throws {
        try await Service.with { service in
            let pictures: [(String, [UInt8], UploadKind)] = [
                ("png", Pictures.png, .png), ("jpg", Pictures.jpeg, .jpeg), ("gif", Pictures.gif(1), .gif),
            ]
            for (ending, bytes, kind) in pictures {
                let id = try await service.upload(bytes, as: kind)
                try await service.make("with-\(ending)", #"{"customization": {"logoId": "\#(id)"}}"#)
            }
            try await service.make("plain", #"{"features": {"orderCancel": false}}"#)
            let desk = try Desk(service)
            let report = try await desk.pull()
            #expect(report.isDone && report.notes == [])
            let files = try desk.folder.files()
            #expect(
                files == [
                    "logos/with-gif.gif", "logos/with-jpg.jpg", "logos/with-png.png", "portals/plain.yaml",
                    "portals/with-gif.yaml", "portals/with-jpg.yaml", "portals/with-png.yaml", "portico.lock.json",
                    "portico.yaml",
                ]
            )
            for (ending, bytes, _) in pictures {
                #expect(
                    try Data(contentsOf: URL(fileURLWithPath: desk.folder / "logos/with-\(ending).\(ending)"))
                        == Data(bytes)
                )
                let body = try desk.fileBody("with-\(ending)")
                #expect(body.value(at: FieldPath("customization.logoId")) == nil)
                #expect(body.value(at: FieldPath("x-portico.website.name")) == .string("Sandbox"))
                #expect(body.value(at: FieldPath("x-portico.website.supportEmail")) == .string("help@sandbox.example"))
            }
            #expect(try desk.local().problems.filter { $0.severity == .error } == [])
            try await desk.expectSettled()
            let before = try desk.contents()
            #expect(try await desk.pull().isDone)
            #expect(try desk.contents() == before)
        }
    }

    @Test func `what changed at the service is changed in place, and comments and order stay`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme", "status: active   # open\nfeatures:\n  orderCancel: true # for now\n")
            try await desk.publish()
            try await service.edit("acme", #"{"name": "Theirs", "features": {"orderCancel": false}}"#)
            let before = try desk.folder.text("portals/acme.yaml")
            let report = try await desk.pull()
            #expect(report.portals.count == 1)
            let expected = before.replacing("name: Portal acme", with: "name: Theirs")
                .replacing("orderCancel: true #", with: "orderCancel: false #")
            #expect(try desk.folder.text("portals/acme.yaml") == expected)
            try await desk.expectSettled()
        }
    }

    @Test func `edits on both sides in different fields are merged, and what is local is left to publish`() async throws
    {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme")
            try await desk.publish()
            try desk.write("acme", "status: inactive")
            try await service.edit("acme", #"{"name": "Theirs", "later": 1}"#)
            try await desk.pull()
            let plan = try await desk.plan()
            #expect(try plan.portal("acme").changes.map(\.path.description) == ["status"])
            #expect(try plan.portal("acme").guards == [.deactivate])
            #expect(try desk.fileBody("acme")["name"] == .string("Theirs"))
        }
    }

    @Test func `a conflict is listed with its three values, and nothing at all is written`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            for id in ["acme", "beta"] { try desk.write(id) }
            try await desk.publish()
            try desk.write("acme", name: "Mine")
            try await service.edit("acme", #"{"name": "Theirs"}"#)
            try await service.edit("beta", #"{"name": "Other"}"#)
            try await service.make("new")
            let before = try desk.contents()
            do {
                try await desk.pull()
                Issue.record("no conflict")
            } catch let error as Desk.Conflicts {
                #expect(error.fields.map(\.path.description) == ["name"])
                #expect(error.fields[0].seen == .string("Portal acme"))
                #expect(error.fields[0].local == .string("Mine"))
                #expect(error.fields[0].remote == .string("Theirs"))
            }
            #expect(try desk.contents() == before)
            // Others can be pulled meanwhile.
            try await desk.pull(only: [PortalID("beta")])
            #expect(try desk.fileBody("beta")["name"] == .string("Other"))
            try await desk.pull(taking: .local)
            #expect(try desk.fileBody("acme")["name"] == .string("Mine"))
            let plan = try await desk.plan()
            #expect(try plan.portal("acme").guards == [])
            #expect(try plan.portal("acme").changes.map(\.path.description) == ["name"])
        }
    }

    @Test func `the service's side can be taken`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme")
            try await desk.publish()
            try desk.write("acme", "status: inactive", name: "Mine")
            try await service.edit("acme", #"{"name": "Theirs"}"#)
            try await desk.pull(taking: .remote)
            let body = try desk.fileBody("acme")
            #expect(body["name"] == .string("Theirs") && body["status"] == .string("inactive"))
            #expect(try await desk.plan().portal("acme").changes.map(\.path.description) == ["status"])
        }
    }

    @Test func `without a lock a difference is a conflict, because nobody knows who moved`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme", name: "Mine")
            try desk.write("same")
            try await service.make("acme")
            try await service.make("same")
            do {
                try await desk.pull()
                Issue.record("no conflict")
            } catch let error as Desk.Conflicts {
                #expect(error.fields.map(\.kind) == [.unseen])
            }
            try await desk.pull(taking: .remote)
            try await desk.expectSettled()
        }
    }

    @Test func `what no workspace can hold gets no file, and the rest is pulled`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme")
            try await desk.publish()
            try await service.make("ACME", #"{"slug": "slug-other"}"#)
            let logo = try await service.upload(Pictures.gif(2))
            try await service.make("broken", #"{"name": "two\nlines", "customization": {"logoId": "\#(logo)"}}"#)
            try await service.make("good")
            try desk.folder.write("name: [", to: "portals/dim.yaml")
            try await service.make("DIM", #"{"slug": "slug-dim"}"#)
            let report = try await desk.pull()
            #expect(!report.isDone)
            let reasons = report.portals.compactMap { portal in
                if case .failed(let reason) = portal.outcome { "\(portal.id): \(reason)" } else { nil }
            }
            #expect(reasons.count == 3)
            #expect(reasons.contains { $0.hasPrefix("DIM: no folder holds both it and 'dim'") })
            try FileManager.default.removeItem(atPath: desk.folder / "portals/dim.yaml")
            #expect(reasons.first?.hasPrefix("ACME: no folder holds both it and 'acme'") ?? false)
            #expect(reasons.last?.hasPrefix("broken: no portal file can have what the service holds: name: ") ?? false)
            #expect(desk.folder.has("portals/good.yaml"))
            #expect(!desk.folder.has("logos/broken.gif"), "a picture without a file that shows it")
            #expect(try desk.local().problems.filter { $0.severity == .error } == [])
        }
    }

    @Test func `a portal that is gone at the service keeps its file`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            for id in ["acme", "beta"] { try desk.write(id) }
            try await desk.publish()
            try await service.client().deletePortal(PortalID("acme"))
            let before = try desk.contents()
            let report = try await desk.pull()
            guard case .gone("portals/acme.yaml") = report.portals[0].outcome else {
                Issue.record("\(report.portals[0])")
                return
            }
            #expect(try desk.contents() == before)
            #expect(try await desk.plan().portal("acme").isGone)
        }
    }
}
