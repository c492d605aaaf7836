import Foundation
import Portals
import Publishing
import RebillyAPI
import TestSupport
import Testing
import Transport
import Workspaces

/// Files that stand in the way of a pull, and names that are odd.
@Suite struct PulledFileTests {
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
            let ids = [".hidden", "~tilde", "@at", "-dash", "Upper", "a.b.yaml", "con", "..."]
            for (index, id) in ids.enumerated() {
                try await service.make(id, #"{"slug": "slug-number-\#(index)"}"#)
            }
            let desk = try Desk(service)
            let report = try await desk.pull()
            #expect(report.isDone)
            let files = try desk.folder.files().filter { $0.hasPrefix("portals/") }
            #expect(Set(files.map { $0.lowercased() }).count == ids.count)
            #expect(files.allSatisfy { !$0.hasPrefix("portals/.") })
            #expect(Set(try desk.local().portals.map(\.id.description)) == Set(ids))
        }
    }

    private static let hostile = [
        "<b>&\"'</b>", "a: b # c", "- list", "---", "\"", "yes", "1e1000", "😀", "é",
        "{{name}}", " both ends ", "`$(id)`",
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
                #expect(try desk.fileBody("p\(index)")["name"] == .string(name))
            }
        }
    }
}
