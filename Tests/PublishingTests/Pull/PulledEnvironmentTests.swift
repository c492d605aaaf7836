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
