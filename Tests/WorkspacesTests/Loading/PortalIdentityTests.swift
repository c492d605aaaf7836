import Diagnostics
import Portals
import Testing

@testable import Workspaces

/// Where ids come from, and what happens when two portals want the same.
@Suite struct PortalIdentityTests {
    private static func portal(_ slug: String, id: String? = nil) -> String {
        (id.map { "id: \($0)\n" } ?? "") + "name: Acme\nslug: \(slug)\nwebsiteId: w\n"
    }

    @Test func `the id is the file's stem unless the body has one`() throws {
        let loaded = try LoadedWorkspace([
            "portals/acme.yaml": Self.portal("slug-a"), "portals/b.x.yml": Self.portal("slug-b"),
            "portals/c.json": #"{"id":"other","name":"A","slug":"slug-c","websiteId":"w"}"#,
        ])
        #expect(loaded.workspace.entries.map(\.idText) == ["acme", "b.x", "other"])
        #expect(loaded.workspace.entries.allSatisfy { $0.state == .whole })
        #expect(loaded.problems == [])
    }

    @Test func `of two ids that differ in case the first file keeps the folder`() throws {
        let loaded = try LoadedWorkspace([
            "portals/a.yaml": Self.portal("slug-a", id: "Acme"), "portals/b.yaml": Self.portal("slug-b", id: "acme"),
            "portals/c.yaml": Self.portal("slug-c", id: "acme"),
        ])
        #expect(loaded.workspace.entries.map(\.state) == [.whole, .withoutFolder, .withoutFolder])
        #expect(
            loaded.problems
                == ["b", "c"].map {
                    "portals/\($0).yaml:1:5: error: id: the id 'acme' differs from 'Acme' of portals/a.yaml in letter case "
                        + "alone; give one of them another [id.clash]"
                }
        )
    }

    @Test func `equal ids from stem and body clash without a place where the stem is the id`() throws {
        let loaded = try LoadedWorkspace([
            "portals/acme.yaml": Self.portal("slug-a"), "portals/acme.yml": Self.portal("slug-b"),
        ])
        let words = "the id 'acme' is that of portals/acme.yaml too; give one of them another"
        #expect(loaded.problems == ["portals/acme.yml: error: \(words) [id.clash]"])
    }

    @Test func `an unreadable file keeps its id too`() throws {
        let loaded = try LoadedWorkspace(["portals/acme.json": "{", "portals/acme.yaml": Self.portal("slug-a")])
        #expect(loaded.workspace.entries.map(\.state) == [.unreadable, .withoutFolder])
    }

    @Test func `equal slugs are an error, equal but for case a warning`() throws {
        let loaded = try LoadedWorkspace([
            "portals/a.yaml": Self.portal("acme-billing"), "portals/b.yaml": Self.portal("acme-billing"),
            "portals/c.yaml": Self.portal("ACME-billing"),
        ])
        #expect(
            loaded.problems == [
                "portals/b.yaml:2:7: error: slug: 'acme-billing' is the slug of portals/a.yaml too; choose another, "
                    + "because the service takes it only once [slug.clash]",
                "portals/c.yaml:2:7: warning: slug: 'ACME-billing' differs from 'acme-billing' of portals/a.yaml in "
                    + "letter case alone; rename one [slug.case-clash]",
            ]
        )
        #expect(loaded.workspace.entries.allSatisfy { $0.state == .whole })
    }

    @Test(arguments: [
        ("a b.yaml", "'a b' can't be an id, which has letters, digits and @ ~ . _ - alone", "id.invalid"),
        ("index.html.yaml", "'index.html' can't be an id, because a page of the site has this name", "id.reserved"),
        (
            String(repeating: "n", count: 51) + ".yaml", "the id has 51 characters, and 50 are the most", "id.invalid"
        ),
    ])
    func `a file's name that is no id says how to have one`(file: String, reason: String, rule: String) throws {
        let loaded = try LoadedWorkspace(["portals/\(file)": Self.portal("slug-a")])
        let remedy = "rename the file, or add a line such as `id: acme`"
        #expect(loaded.problems == ["portals/\(file): error: \(reason); \(remedy) [\(rule)]"])
        #expect(loaded.workspace.entries[0].state == .withoutFolder)
        let mended = try LoadedWorkspace(["portals/\(file)": Self.portal("slug-a", id: "acme")])
        #expect(mended.problems == [])
    }

    @Test func `files that are no portals and hidden ones are passed over`() throws {
        let text = Self.portal("slug-a")
        let loaded = try LoadedWorkspace([
            "portals/readme.md": "x", "portals/.hidden.yaml": text, "portals/a.yaml~": text,
            "portals/deep/b.yaml": text,
            "portals/A.YAML": text,
        ])
        #expect(loaded.workspace.entries.map(\.file) == ["portals/A.YAML"])
    }
}
