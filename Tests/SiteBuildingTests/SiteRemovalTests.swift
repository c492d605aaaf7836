import Foundation
import SiteBuilding
import TestSupport
import Testing

@Suite struct `A page whose portal is gone` {
    private static let pages = ["docs.html", "index.html", "portal.md", "preview.html"].map { "fern/\($0)" }

    @Test func `is removed with its folder if its bytes are Portico's`() throws {
        let site = try TestSite()
        try site.build()
        try site.remove("fern")
        let report = try site.build()
        #expect(report.removed == Self.pages)
        #expect(!site.folder.has("site/fern"))
        #expect(try site.contents() == TestSite.fresh(like: site))
    }

    @Test func `stays if somebody edited it`() throws {
        let site = try TestSite()
        try site.build()
        try site.remove("fern")
        try site.folder.write("mine", to: "site/fern/portal.md")
        let report = try site.build()
        #expect(report.removed == Self.pages.filter { $0 != "fern/portal.md" })
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
        for page in Self.pages { #expect(site.folder.has("site/\(page)")) }
        #expect(try !site.text("index.html").contains("fern"))
        #expect(try site.build().removed == Self.pages)
    }

    @Test func `goes also when it changed while only other portals were rendered`() throws {
        let site = try TestSite()
        try site.build(moment: .max)
        try site.write("fern", name: "Other")
        try site.build(only: ["acme"], moment: .max)
        try site.remove("fern")
        #expect(try site.build(moment: .max).removed == Self.pages)
        #expect(try site.contents() == TestSite.fresh(like: site))
    }

    @Test(arguments: ["name: [\n", "id: ACME\nname: Other\nslug: other\nwebsiteId: w\n"])
    func `goes with its record when it lost them while only others were rendered`(text: String) throws {
        let site = try TestSite()
        try site.build(moment: .max)
        try site.folder.write(text, to: "workspace/portals/fern.yaml")
        try site.build(only: ["acme"], moment: .max)
        try site.build(moment: .max)
        #expect(try site.contents() == TestSite.fresh(like: site))
    }

    @Test func `goes also when the file can no longer be read as a portal, but for the board that says so`() throws {
        let site = try TestSite()
        try site.build()
        try site.folder.write("name: [\n", to: "workspace/portals/fern.yaml")
        let report = try site.build()
        #expect(report.portalCount == 2)
        #expect(report.removed == Self.pages.filter { $0 != "fern/index.html" })
        #expect(try FolderContents.files(below: site.folder / "site/fern") == ["index.html"])
        let board = try site.text("fern/index.html")
        #expect(board.contains("This file can’t be read as a portal."))
        #expect(board.contains("portals/fern.yaml:"))
        #expect(!board.contains("preview.html") && !board.contains("docs.html\" aria"))
        let index = try site.text("index.html")
        #expect(index.contains("This file can’t be read"))
        #expect(index.contains("portals/fern.yaml"))
        #expect(index.contains("href=\"fern/index.html\""))
        for docs in ["docs.md", "docs.html"] { #expect(try !site.text(docs).contains("fern")) }
        #expect(try site.contents() == TestSite.fresh(like: site))
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
        #expect(try site.contents().keys.sorted() == TestSite.files(of: "acme"))
        let cards = try site.text("index.html").components(separatedBy: "<template").first ?? ""
        #expect(cards.components(separatedBy: "<li class=\"card").count == 4)
        #expect(cards.components(separatedBy: "/index.html\"><bdi>").count == 2)
    }
}
