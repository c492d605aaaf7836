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
    private func fileBody(_ desk: Desk, _ id: String) throws -> ValueObject {
        try #require(try desk.local().portals.first { $0.id.description == id }).portal.body
    }

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
                let body = try fileBody(desk, "with-\(ending)")
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
            #expect(try fileBody(desk, "acme")["name"] == .string("Theirs"))
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
            #expect(try fileBody(desk, "beta")["name"] == .string("Other"))
            try await desk.pull(taking: .local)
            #expect(try fileBody(desk, "acme")["name"] == .string("Mine"))
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
            let body = try fileBody(desk, "acme")
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

    // MARK: Logos

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
            #expect(try fileBody(desk, "acme").value(at: FieldPath("x-portico.logo")) == .string("logos/acme.png"))
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
            #expect(try fileBody(desk, "acme").value(at: FieldPath("x-portico.logo")) == nil)
            #expect(desk.folder.has("logos/one.gif"))
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
            #expect(try fileBody(desk, "a").value(at: FieldPath("x-portico.logo")) == .string("logos/a.gif"))
            #expect(try fileBody(desk, "b").value(at: FieldPath("x-portico.logo")) == .string("logos/a.gif"))
            #expect(try fileBody(desk, "c").value(at: FieldPath("x-portico.logo")) == .string("logos/shared.gif"))
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
            #expect(try fileBody(desk, "acme").value(at: FieldPath("customization.logoId")) == .string(id))
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

    // MARK: Files that stand in the way

    @Test func `a portal whose file has errors is not pulled into a second file`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try await service.make("acme")
            try await service.make("other")
            try await service.make("beta")
            try desk.folder.write("name: [broken\n", to: "portals/acme.yaml")
            try desk.folder.write("id: other\nslug: slug-other\n", to: "portals/named.yaml")
            let report = try await desk.pull()
            #expect(!report.isDone)
            #expect(
                try desk.folder.files().filter { $0.hasPrefix("portals/") } == [
                    "portals/acme.yaml", "portals/beta.yaml", "portals/named.yaml",
                ]
            )
            for (id, file) in [("acme", "portals/acme.yaml"), ("other", "portals/named.yaml")] {
                let outcome = try #require(report.portals.first { $0.id.description == id }?.outcome)
                guard case .failed(let sentence) = outcome else {
                    Issue.record("\(outcome)")
                    return
                }
                #expect(sentence.contains(file))
            }
        }
    }

    @Test func `ids that would be odd names get files that are safe, and come back under their ids`() async throws {
        try await Service.with { service in
            let ids = [".hidden", "~tilde", "@at", "-dash", "Upper", "upper", "a.b.yaml", "con", "..."]
            for (index, id) in ids.enumerated() {
                try await service.make(id, #"{"slug": "slug-number-\#(index)"}"#)
            }
            let desk = try Desk(service)
            let report = try await desk.pull()
            #expect(report.isDone)
            let files = try desk.folder.files().filter { $0.hasPrefix("portals/") }
            #expect(Set(files.map { $0.lowercased() }).count == ids.count)
            #expect(files.allSatisfy { !$0.hasPrefix("portals/.") })
            // Two ids that differ in letter case alone are an error of the workspace; all others are as they were.
            #expect(
                Set(try desk.local().portals.map(\.id.description)).isSuperset(
                    of: Set(ids).subtracting(["Upper", "upper"])
                )
            )
        }
    }

    private static let hostile = [
        "\u{1B}[31mred", "<b>&\"'</b>", "a: b # c", "- list", "---", "\"", "yes", "1e1000", "😀", "é",
        "{{name}}", "\u{202E}", "x\u{FEFF}", " both ends ", "`$(id)`",
    ]

    @Test func `whatever a name holds, the file holds it too`() async throws {
        try await Service.with { service in
            for (index, name) in Self.hostile.enumerated() {
                let json = String(decoding: Value.object(ValueObject([("name", .string(name))])).json, as: UTF8.self)
                try await service.make("p\(index)", json)
            }
            let desk = try Desk(service)
            #expect(try await desk.pull().isDone)
            for (index, name) in Self.hostile.enumerated() {
                #expect(try fileBody(desk, "p\(index)")["name"] == .string(name))
            }
        }
    }

    // MARK: Environments

    private static let environments = "environment: test\nenvironments: {test: {}, live: {}}\n"

    @Test func `the usual environment changes the file's own fields, another one its own`() async throws {
        try await Service.with { service in
            var desk = try Desk(service, settings: Self.environments)
            try desk.write("acme", "features: {orderCancel: true}")
            try await desk.publish()
            try await service.edit("acme", #"{"name": "Usual"}"#)
            try await desk.pull()
            #expect(try desk.folder.text("portals/acme.yaml").contains("\nname: Usual\n"))
            desk.environment = "live"
            try await service.edit("acme", #"{"features": {"orderCancel": false}}"#)
            try await desk.pull()
            try await desk.expectSettled()
            let live = try fileBody(desk, "acme")
            #expect(live.value(at: FieldPath("features.orderCancel")) == .boolean(false))
            desk.environment = "test"
            #expect(try fileBody(desk, "acme").value(at: FieldPath("features.orderCancel")) == .boolean(true))
            desk.environment = nil
            let path = FieldPath("x-portico.environments.live.features.orderCancel")
            let text = try desk.folder.text("portals/acme.yaml")
            #expect(text.contains("environments"), "\(path) stands in \(text)")
        }
    }

    @Test func `a field that an environment has already is changed there`() async throws {
        try await Service.with { service in
            let desk = try Desk(service, settings: Self.environments)
            try desk.folder.write(
                """
                name: Base
                slug: slug-acme
                websiteId: web_sandbox
                x-portico:
                  \(Desk.website)
                  environments:
                    test: {name: Tested}

                """,
                to: "portals/acme.yaml"
            )
            try await desk.publish()
            #expect(try await service.portal("acme")?.name == "Tested")
            try await service.edit("acme", #"{"name": "Theirs"}"#)
            try await desk.pull()
            let text = try desk.folder.text("portals/acme.yaml")
            #expect(text.contains("name: Base\n") && text.contains("{name: Theirs}"))
            try await desk.expectSettled()
        }
    }

    @Test func `another website brings its own name and contact`() async throws {
        try await Service.with { service in
            let desk = try Desk(service)
            try desk.write("acme")
            try await desk.publish()
            try await service.addWebsite("web_other", name: "Other")
            try await service.edit("acme", #"{"websiteId": "web_other"}"#)
            try await desk.pull()
            let body = try fileBody(desk, "acme")
            #expect(body.value(at: FieldPath("x-portico.website.name")) == .string("Other"))
            #expect(body.value(at: FieldPath("x-portico.website.url")) == .string("https://web_other.example"))
            try await desk.expectSettled()
        }
    }
}
