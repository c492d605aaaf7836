import Foundation
import Portals
import Publishing
import RebillyAPI
import TestSupport
import Testing
import Transport
import Workspaces

/// Where a pull writes what changed in an environment.
@Suite struct PulledEnvironmentTests {
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
            let live = try desk.fileBody("acme")
            #expect(live.value(at: FieldPath("features.orderCancel")) == .boolean(false))
            desk.environment = "test"
            #expect(try desk.fileBody("acme").value(at: FieldPath("features.orderCancel")) == .boolean(true))
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

    @Test func `a logo of one environment is not the others', whether it changes or goes`() async throws {
        try await Service.with { service in
            var desk = try Desk(service, settings: Self.environments)
            try desk.write(Pictures.gif(1), to: "logos/acme.gif")
            try desk.write("acme", logo: "logos/acme.gif")
            try await desk.publish()
            let id = try await service.upload(Pictures.gif(2))
            try await service.edit("acme", #"{"customization": {"logoId": "\#(id)"}}"#)
            desk.environment = "live"
            try await desk.pull()
            try await desk.expectSettled()
            #expect(try desk.fileBody("acme").value(at: FieldPath("x-portico.logo")) == .string("logos/acme-2.gif"))
            try await service.edit("acme", #"{"customization": {"logoId": null}}"#)
            try await desk.pull()
            try await desk.expectSettled()
            #expect(try desk.local().portals.first?.portal.logoPath == nil)
            desk.environment = "test"
            #expect(try desk.fileBody("acme").value(at: FieldPath("x-portico.logo")) == .string("logos/acme.gif"))
            let bytes = try Data(contentsOf: URL(fileURLWithPath: desk.folder / "logos/acme.gif"))
            #expect(bytes == Data(Pictures.gif(1)))
        }
    }

    @Test func `what an environment can't say is refused, and not taken for seen`() async throws {
        try await Service.with { service in
            var desk = try Desk(service, settings: Self.environments)
            try desk.write("acme", "later: 1")
            desk.environment = "live"
            let target = try desk.target
            var lock = Lock()
            let body = try desk.fileBody("acme")
            lock[target.address].portals[try PortalID("acme")] = Lock.SeenPortal(body: body)
            try LockFile(workspace: desk.folder.path).write(lock)
            try await service.make("acme", #"{"name": "Portal acme"}"#)
            let text = try desk.folder.text("portals/acme.yaml")
            let report = try await desk.pull()
            guard case .failed(let reason) = report.portals[0].outcome else {
                Issue.record("\(report.portals)")
                return
            }
            #expect(reason.contains("x-portico.environments.live can't be made to say what the service holds of later"))
            #expect(try desk.folder.text("portals/acme.yaml") == text)
            #expect(
                try LockFile(workspace: desk.folder.path).read()[target.address].portals.values.first?.body
                    == Lock.SeenPortal(body: body).body
            )
        }
    }

    @Test func `what changed of a website is pulled where the file says what it was, and left where it says else`()
        async throws
    {
        try await Service.with { service in
            let desk = try Desk(service)
            try await service.addWebsite("web-own", name: "Own")
            for (id, website) in [("all", "{name: Own, supportEmail: help@web-own.example}"), ("mine", "{name: Mine}")]
            {
                try desk.folder.write(
                    "name: x\nslug: slug-\(id)\nwebsiteId: web-own\nx-portico:\n  website: \(website)\n",
                    to: "portals/\(id).yaml"
                )
            }
            try desk.folder.write("name: x\nslug: slug-none\nwebsiteId: web-own\n", to: "portals/none.yaml")
            try await desk.publish()
            let before = try desk.contents()
            #expect(try await desk.pull().isDone)
            #expect(try desk.contents() == before)
            try await service.addWebsite("web-own", name: "New")
            #expect(try await desk.pull().isDone)
            #expect(try desk.fileBody("all").value(at: FieldPath("x-portico.website.name")) == .string("New"))
            #expect(try desk.fileBody("mine").value(at: FieldPath("x-portico.website.name")) == .string("Mine"))
            let after = try desk.contents()
            #expect(try await desk.pull().isDone)
            #expect(try desk.contents() == after)
            // A lock that somebody edited takes nothing away that is no word of the service.
            let own = "name: x\nslug: slug-own\nwebsiteId: web-own\nx-portico:\n  website: {later: mine}\n"
            try desk.folder.write(own, to: "portals/none.yaml")
            let file = try LockFile(workspace: desk.folder.path)
            var lock = try file.read()
            lock[try desk.target.address].websites["web-own"]?["later"] = "mine"
            try file.write(lock)
            #expect(try await desk.pull().isDone)
            #expect(try desk.folder.text("portals/none.yaml").contains("later: mine"))
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
            let body = try desk.fileBody("acme")
            #expect(body.value(at: FieldPath("x-portico.website.name")) == .string("Other"))
            #expect(body.value(at: FieldPath("x-portico.website.url")) == .string("https://web_other.example"))
            try await desk.expectSettled()
        }
    }
}
