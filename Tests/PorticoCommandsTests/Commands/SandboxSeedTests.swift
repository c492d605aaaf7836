import Foundation
import TestSupport
import Testing

/// What `portico sandbox --seed` says of files and logos that it leaves out.
@Suite(.serialized) struct SandboxSeedTests {
    private static let png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

    private static func portal(_ id: String, logo: String) -> String {
        "name: \(id)\nslug: slug-\(id)\nwebsiteId: web\nx-portico: {logo: \(logo)}\n"
    }

    /// A workspace whose portals name logos that can't be used, each for another reason.
    private static func workspace() throws -> TemporaryFolder {
        let folder = try TestWorkspace.plain()
        let logos = [
            ("missing", "logos/none.png"), ("broken", "logos/broken.png"), ("large", "logos/large.png"),
            ("outside", "../outside.png"), ("vector", "logos/vector.svg"), ("fine", "logos/fine.png"),
        ]
        for (id, logo) in logos { try folder.write(portal(id, logo: logo), to: "portals/\(id).yaml") }
        try folder.write("no picture", to: "logos/broken.png")
        try folder.write(Data(count: 600 << 10), to: "logos/large.png")
        try folder.write("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'/>", to: "logos/vector.svg")
        try folder.write(try #require(Data(base64Encoded: png)), to: "logos/fine.png")
        return folder
    }

    @Test func `a logo that is left out is named with its portal's file and the reason`() async throws {
        let folder = try Self.workspace()
        let sandbox = try SandboxProcess(["--seed", folder.path])
        let lines = sandbox.errorText.split(separator: "\n").map(String.init)
        let expected = [
            ("broken", "logos/broken.png "), ("large", "logos/large.png "),
            ("missing", "logos/none.png does not exist; "),
            ("outside", "../outside.png "),
            ("vector", "the service takes no SVG; put the same picture as logos/vector.png beside logos/vector.svg"),
        ]
        let warnings = lines.filter { $0.contains("added without its logo") }
        #expect(warnings.count == expected.count)
        for ((id, reason), line) in zip(expected, warnings) {
            #expect(line.hasPrefix("portals/\(id).yaml: warning: added without its logo: \(reason)"))
        }
        #expect(!sandbox.errorText.contains("not added"))
        let list = try await sandbox.rebilly("GET", "/billing-portals?limit=100").body
        #expect((try JSONSerialization.jsonObject(with: list) as? [Any])?.count == 7)
        let files = try await sandbox.rebilly("GET", "/files").body
        #expect((try JSONSerialization.jsonObject(with: files) as? [Any])?.count == 1)
    }

    @Test func `a file that is no portal is named with its problems and how to go on`() async throws {
        let folder = try TestWorkspace.plain()
        try folder.write("name: [\n", to: "portals/broken.yaml")
        try folder.write("name: Other\nslug: other-slug\nwebsiteId: w\nid: acme\n", to: "portals/other.yaml")
        try folder.write(TestWorkspace.portal, to: "portals/twin.yaml")
        let sandbox = try SandboxProcess(["--seed", folder.path])
        let lines = sandbox.errorText.split(separator: "\n").map(String.init)
        #expect(lines.count == 6)
        #expect(lines[0].contains(/^portals\/broken\.yaml:\d+:\d+: error: .+ \[.+\]$/))
        #expect(lines[1].contains(/^portals\/other\.yaml:\d+:\d+: error: id: .+ \[id\.clash\]$/))
        #expect(
            lines.dropFirst(2) == [
                "not added: portals/broken.yaml: it can't be read as a portal",
                "not added: portals/other.yaml: its id is taken or not legal",
                "`portico lint --workspace \(folder.path)` lists all problems; mend them, and start again",
                "not added: portals/twin.yaml: slug is used by another billing portal",
            ]
        )
        let list = try await sandbox.rebilly("GET", "/billing-portals").body
        #expect((try JSONSerialization.jsonObject(with: list) as? [Any])?.count == 1)
    }

    @Test func `of many files that are no portals the first ones are named`() throws {
        let folder = try TestWorkspace.plain()
        for index in 10..<40 { try folder.write("name: [\n", to: "portals/broken-\(index).yaml") }
        let sandbox = try SandboxProcess(["--seed", folder.path])
        let lines = sandbox.errorText.split(separator: "\n")
        #expect(lines.count { $0.contains(": error: ") } == 10)
        #expect(lines.count { $0.hasPrefix("not added: portals/") } == 10)
        #expect(lines.contains("not added: 20 more files"))
        #expect(lines.count == 22)
    }
}
