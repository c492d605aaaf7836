import Foundation
import TestSupport
import Testing

@Suite struct KeptSiteTests {
    @Test func `an error that the service answered leaves the site as it was`() throws {
        let folder = try TemporaryFolder()
        try folder.write(#"[{"id": "acme", "name": "Acme", "slug": "acme-billing", "websiteId": "web"}]"#, to: "a.json")
        try folder.write(#"{"status": 401, "title": "Unauthorized", "detail": "API key is missing."}"#, to: "b.json")
        let first = try Command().run(["render", "--from", "a.json", "--output", "site"], in: folder.path)
        #expect(first.status == 0)
        let before = try Self.contents(of: folder)

        let second = try Command().run(["render", "--from", "b.json", "--output", "site"], in: folder.path)
        #expect(second.status == 1)
        #expect(second.output.isEmpty)
        let words = """
            b.json:1:1: error: the service answered with an error: API key is missing. \
            [syntax.not-a-mapping]
            error: b.json holds no portals, so nothing was written

            """
        #expect(second.errors == words)
        #expect(try Self.contents(of: folder) == before)
    }

    @Test func `portals that can't be listed leave the site as it was`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "portico.yaml")
        try folder.write("name: Acme\nslug: acme-billing\nwebsiteId: web\n", to: "portals/acme.yaml")
        #expect(try Command().run(["render"], in: folder.path).status == 0)
        let before = try Self.contents(of: folder)

        try FileManager.default.moveItem(atPath: folder / "portals", toPath: folder / "elsewhere")
        try folder.write("", to: "portals")
        let second = try Command().run(["render"], in: folder.path)
        #expect(second.status == 1)
        #expect(second.errors.hasPrefix("error: ./portals "))
        #expect(try Self.contents(of: folder) == before)
    }

    private static func contents(of folder: TemporaryFolder) throws -> [String: Data] {
        let files = try FolderContents.files(below: folder / "site")
        return try Dictionary(
            uniqueKeysWithValues: files.map { ($0, try Data(contentsOf: URL(fileURLWithPath: folder / "site/\($0)"))) }
        )
    }
}
