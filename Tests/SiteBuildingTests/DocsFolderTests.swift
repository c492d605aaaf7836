import Foundation
import SiteBuilding
import TestSupport
import Testing
import Workspaces

/// Docs in a folder that is committed.
@Suite struct DocsFolderTests {
    private func differences(_ site: TestSite) throws -> [String] {
        var found: [String] = []
        _ = try DocsCheck(try site.source(), in: try OutputFolder(path: site.output, createIfMissing: false)) {
            found.append("\($0.state.rawValue) \($0.path)")
        }
        return found
    }

    @Test func `docs that were just written are up to date, and checking touches nothing`() throws {
        let site = try TestSite()
        try site.buildDocs()
        let before = try site.stamps()
        #expect(try differences(site) == [])
        #expect(try site.stamps() == before)
    }

    @Test func `an environment that names a site of Advanced Billing makes committed docs stale`() throws {
        let site = try TestSite(["acme"])
        try site.buildDocs()
        func settings(_ billing: String) throws {
            try site.folder.write("environments: {live: {\(billing)}}\n", to: "workspace/portico.yaml")
        }
        try settings("rebilly: {server: live, organizationId: org}")
        #expect(try differences(site) == [])
        try settings("advancedBilling: {server: us}")
        #expect(try differences(site) == [])
        try settings("advancedBilling: {server: us, site: '${PORTICO_SITE}'}")
        #expect(try differences(site) == ["stale acme/portal.md"])
        try site.buildDocs()
        #expect(try site.text("acme/portal.md").contains("portico access link CUSTOMER --environment live"))
        #expect(!(try site.text("acme/portal.md")).contains("PORTICO_SITE"))
    }

    @Test func `without a folder everything is missing, and none is made`() throws {
        let site = try TestSite(["acme"])
        var found: [String] = []
        let check = try DocsCheck(try site.source(), in: nil) { found.append("\($0.state.rawValue) \($0.path)") }
        #expect(found == ["missing acme/portal.md", "missing docs.md"])
        #expect(check.fileCount == 2)
        #expect(!site.folder.has("site"))
    }

    @Test func `stale, missing and left-over files are told, and writing mends them`() throws {
        let site = try TestSite()
        try site.buildDocs()
        try site.folder.write(try site.text("voltline/portal.md") + "x\n", to: "site/voltline/portal.md")
        try FileManager.default.removeItem(atPath: site.folder / "site/acme/portal.md")
        try site.remove("fern")
        #expect(
            try differences(site)
                == ["missing acme/portal.md", "stale voltline/portal.md", "stale docs.md", "left-over fern/portal.md"]
        )
        let report = try site.buildDocs()
        #expect(report.removed == ["fern/portal.md"])
        #expect(!site.folder.has("site/fern"))
        #expect(try differences(site) == [])
    }

    @Test func `ends of lines and the last line break are the file's own`() throws {
        let site = try TestSite(["acme"])
        try site.buildDocs()
        let plain = try site.text("acme/portal.md")
        let windows = String(plain.dropLast()).replacing("\n", with: "\r\n")
        try site.folder.write(windows, to: "site/acme/portal.md")
        let before = try site.stamps()
        #expect(try differences(site) == [])
        #expect(try site.buildDocs().writtenCount == 0)
        #expect(try site.stamps() == before)

        try site.write("acme", name: "New")
        #expect(try differences(site) == ["stale acme/portal.md", "stale docs.md"])
        try site.buildDocs()
        #expect(try differences(site) == [])
        let bytes = try #require(try site.contents()["acme/portal.md"])
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.utf8.count { $0 == 13 } == text.utf8.count { $0 == 10 })
        #expect(text.contains("# New\r\n") && text.utf8.last != 10)
    }

    @Test func `only what begins with Portico's comment and lies in a portal's place is left over`() throws {
        let site = try TestSite(["acme"])
        try site.buildDocs()
        let docs = try site.text("acme/portal.md")
        let kept = [
            "mine/portal.md": "# Mine\n", "mine/other.md": docs, "portal.md": docs, "deep/er/portal.md": docs,
            "no id/portal.md": docs, "quoted/portal.md": "# A\n\n" + docs,
        ]
        for (file, text) in kept { try site.folder.write(text, to: "site/\(file)") }
        try site.folder.write(docs, to: "elsewhere/portal.md")
        try FileManager.default.createSymbolicLink(
            atPath: site.folder / "site/linked",
            withDestinationPath: site.folder / "elsewhere"
        )
        try site.folder.write("", to: "site/link/.keep")
        try FileManager.default.createSymbolicLink(
            atPath: site.folder / "site/link/portal.md",
            withDestinationPath: site.folder / "elsewhere/portal.md"
        )
        #expect(try differences(site) == [])
        #expect(try site.buildDocs().removed == [])
        for file in kept.keys { #expect(site.folder.has("site/\(file)")) }
        #expect(site.folder.has("elsewhere/portal.md"))
    }

    @Test func `beside a left-over file others stay`() throws {
        let site = try TestSite(["acme", "fern"])
        try site.buildDocs()
        try site.folder.write("mine", to: "site/fern/notes.txt")
        try site.remove("fern")
        #expect(try site.buildDocs().removed == ["fern/portal.md"])
        #expect(try site.text("fern/notes.txt") == "mine")
    }

    @Test func `what the manifest of a site lists is not left over`() throws {
        let site = try TestSite()
        try site.build()
        try site.remove("fern")
        #expect(try differences(site) == ["stale docs.md"])
        #expect(try site.buildDocs().removed == [])
        #expect(site.folder.has("site/fern/portal.md"))
    }

    @Test func `docs of a file that can't be read just now stay`() throws {
        let site = try TestSite(["acme", "fern"])
        try site.buildDocs()
        try site.folder.write("name: [\n", to: "workspace/portals/fern.yaml")
        #expect(try differences(site) == ["stale docs.md"])
        #expect(try site.buildDocs().removed == [])
        #expect(site.folder.has("site/fern/portal.md"))
    }

    @Test func `a folder that differs in letter case is left over only beside the right one`() throws {
        let site = try TestSite(["acme"])
        try site.buildDocs()
        let docs = try site.text("acme/portal.md")
        try site.folder.write(docs, to: "site/ACME/portal.md")
        // Where letter case does not count, that was the same file.
        let isOne = try FileManager.default.contentsOfDirectory(atPath: site.output).count == 2
        #expect(try differences(site) == (isOne ? [] : ["left-over ACME/portal.md"]))
        guard !isOne else { return }
        try FileManager.default.removeItem(atPath: site.folder / "site/acme")
        #expect(try differences(site) == ["missing acme/portal.md"])
        #expect(try site.buildDocs().removed == ["ACME/portal.md"])
        #expect(try differences(site) == [])
    }

    @Test func `a link in a file's place is stale, and writing leaves its target`() throws {
        let site = try TestSite(["acme"])
        try site.buildDocs()
        let docs = try site.text("acme/portal.md")
        try site.folder.write(docs, to: "target.md")
        try FileManager.default.removeItem(atPath: site.folder / "site/acme/portal.md")
        try FileManager.default.createSymbolicLink(
            atPath: site.folder / "site/acme/portal.md",
            withDestinationPath: site.folder / "target.md"
        )
        #expect(try differences(site) == ["stale acme/portal.md"])
        try site.write("acme", name: "New")
        try site.buildDocs()
        #expect(try site.folder.text("target.md") == docs)
        #expect(try differences(site) == [])
    }

    @Test func `a link in the place of a folder stops both`() throws {
        let site = try TestSite(["acme"])
        try site.folder.write("", to: "elsewhere/.keep")
        try site.folder.write("", to: "site/.keep")
        try FileManager.default.createSymbolicLink(
            atPath: site.folder / "site/acme",
            withDestinationPath: site.folder / "elsewhere"
        )
        #expect(throws: OutputError.self) { try differences(site) }
        #expect(throws: OutputError.self) { try site.buildDocs() }
        #expect(try FolderContents.files(below: site.folder / "elsewhere") == [".keep"])
    }
}
