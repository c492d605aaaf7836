import Foundation
import SiteBuilding
import TestSupport
import Testing

@Suite struct `A page whose portal is gone` {
    @Test func `is removed with its folder if its bytes are Portico's`() throws {
        let site = try TestSite()
        try site.build()
        try site.remove("fern")
        let report = try site.build()
        #expect(report.removed == ["fern/portal.md", "fern/preview.html"])
        #expect(!site.folder.has("site/fern"))
        #expect(try site.contents() == TestSite.fresh(like: site))
    }

    @Test func `stays if somebody edited it`() throws {
        let site = try TestSite()
        try site.build()
        try site.remove("fern")
        try site.folder.write("mine", to: "site/fern/portal.md")
        let report = try site.build()
        #expect(report.removed == ["fern/preview.html"])
        #expect(try site.text("fern/portal.md") == "mine")
        #expect(try site.build().removed == [])
        #expect(try site.text("fern/portal.md") == "mine")
    }

    @Test func `leaves what others put beside it`() throws {
        let site = try TestSite()
        try site.build()
        try site.folder.write("mine", to: "site/fern/notes.txt")
        try site.folder.write("mine", to: "site/robots.txt")
        try site.folder.write("mine", to: "site/other/preview.html")
        try site.remove("fern")
        try site.build()
        #expect(try FolderContents.files(below: site.folder / "site/fern") == ["notes.txt"])
        #expect(try site.text("robots.txt") == "mine")
        #expect(try site.text("other/preview.html") == "mine")
    }

    @Test func `stays while only other portals are rendered, and goes with the next whole run`() throws {
        let site = try TestSite()
        try site.build()
        try site.remove("fern")
        #expect(try site.build(only: ["acme"]).removed == [])
        #expect(site.folder.has("site/fern/preview.html"))
        #expect(try !site.text("index.html").contains("fern"))
        #expect(try site.build().removed == ["fern/portal.md", "fern/preview.html"])
    }

    @Test func `goes also when the file can no longer be read as a portal`() throws {
        let site = try TestSite()
        try site.build()
        try site.folder.write("name: [\n", to: "workspace/portals/fern.yaml")
        try site.build()
        #expect(!site.folder.has("site/fern"))
        let index = try site.text("index.html")
        #expect(index.contains("This file can’t be read"))
        #expect(index.contains("portals/fern.yaml"))
        #expect(!index.contains("fern/preview.html"))
        #expect(try !site.text("docs.md").contains("fern"))
    }

    @Test func `is never a page that is a link by now`() throws {
        let site = try TestSite()
        try site.build()
        let page = try site.text("fern/portal.md")
        try site.folder.write(page, to: "elsewhere.md")
        try FileManager.default.removeItem(atPath: site.folder / "site/fern/portal.md")
        try FileManager.default.createSymbolicLink(
            atPath: site.folder / "site/fern/portal.md",
            withDestinationPath: site.folder / "elsewhere.md"
        )
        try site.remove("fern")
        try site.build()
        #expect(try site.folder.text("elsewhere.md") == page)
    }

    @Test func `has a card alone if its id is taken or illegal`() throws {
        let site = try TestSite(["acme"])
        try site.write("ACME", more: "id: acme\n")
        try site.folder.write(
            "name: x\nslug: index-billing\nwebsiteId: x\nid: index.html\n",
            to: "workspace/portals/i.yaml"
        )
        try site.build()
        #expect(
            try site.contents().keys.sorted() == [
                "acme/portal.md", "acme/preview.html", "docs.md", "index.html", "portico-manifest.json",
            ]
        )
        let index = try site.text("index.html")
        #expect(index.components(separatedBy: "<li class=\"card\">").count == 4)
        #expect(index.components(separatedBy: "/preview.html").count == 2)
    }
}
