import Foundation
import Rendering
import SiteBuilding
import TestSupport
import Testing

@Suite struct `Building a site again` {
    @Test func `writes what the plan of a site lists, and a manifest of it`() throws {
        let site = try TestSite()
        let report = try site.build()
        #expect(report.portalCount == 3)
        #expect(report.fileCount == 16)
        #expect(report.writtenCount == 16)
        #expect(try site.contents().keys.sorted() == TestSite.files(of: "acme", "fern", "voltline"))
    }

    @Test func `touches no file while nothing changed`() throws {
        let site = try TestSite()
        try site.build()
        let before = try site.stamps()
        let report = try site.build()
        #expect(report.writtenCount == 0)
        #expect(report.fileCount == 16)
        #expect(try site.stamps() == before)
    }

    @Test func `gives the same bytes in another folder`() throws {
        let site = try TestSite()
        let twin = try TestSite()
        try site.build()
        try twin.build()
        #expect(try site.contents() == twin.contents())
        let path = site.folder.path
        #expect(try site.contents().values.allSatisfy { !String(decoding: $0, as: UTF8.self).contains(path) })
    }

    @Test func `writes what changed and nothing else`() throws {
        let site = try TestSite()
        try site.build()
        let before = try site.stamps()
        try site.write("acme", more: "features: {orderCancel: false}\n")
        #expect(try site.build().writtenCount == 7)
        let after = try site.stamps()
        let touched = after.keys.filter { after[$0] != before[$0] }.sorted()
        // The gallery shows no features.
        #expect(touched == TestSite.files(of: "acme").filter { $0 != "index.html" })
    }

    @Test func `of one portal leaves the others as they are, and lists all`() throws {
        let site = try TestSite()
        try site.build()
        let before = try site.contents()
        for id in ["acme", "voltline"] { try site.write(id, name: "New \(id)") }
        let report = try site.build(only: ["voltline"])
        #expect(report.portalCount == 1)
        let after = try site.contents()
        let changed = after.keys.filter { after[$0] != before[$0] }.sorted()
        // The internal name is not on the preview.
        #expect(changed == TestSite.files(of: "voltline").filter { $0 != "voltline/preview.html" })
        for id in ["acme", "voltline", "fern"] { #expect(try site.text("index.html").contains("\(id)/index.html")) }
        #expect(try site.text("index.html").contains("New acme"))
        try site.build()
        #expect(try site.contents() == TestSite.fresh(like: site))
    }

    @Test(arguments: [["acme"], ["acme", "fern"]])
    func `of one portal says the same with plans and without`(ids: [String]) throws {
        let site = try TestSite(ids)
        let planned = try TestSite(ids)
        for only in [nil, ["acme"], nil] as [Set<String>?] {
            try site.write("acme", name: only == nil ? "Acme" : "New", more: "customDomain: pay.acme.example\n")
            try planned.write("acme", name: only == nil ? "Acme" : "New", more: "customDomain: pay.acme.example\n")
            try site.build(only: only)
            try planned.build(only: only, judgesTemplates: true)
            #expect(try site.contents() == planned.contents())
        }
    }

    @Test func `of one portal says what of its templates can't be planned if it is asked for`() throws {
        let site = try TestSite(["acme"])
        try site.folder.write("{{uppercased(websiteName)}}\n", to: "workspace/templates/footer.mustache")
        #expect(try site.build(judgesTemplates: true).obstacles.map(\.template) == ["footer"])
        try site.write("acme", name: "New")
        #expect(try site.build().obstacles.map(\.template) == [])
        try site.write("fern")
        try site.write("acme", name: "Newer")
        #expect(try site.build().obstacles.map(\.template) == ["footer"])
    }

    @Test func `of one portal into an empty folder makes its pages and the lists`() throws {
        let site = try TestSite()
        try site.build(only: ["fern"])
        #expect(try site.contents().keys.sorted() == TestSite.files(of: "fern"))
        try site.build()
        #expect(try site.contents() == TestSite.fresh(like: site))
    }

    @Test func `of the docs alone never touches previews, gallery or manifest`() throws {
        let site = try TestSite()
        try site.build()
        let before = try site.stamps()
        try site.write("acme", name: "New")
        try site.remove("fern")
        let report = try site.buildDocs()
        #expect(report.writtenCount == 2)
        #expect(report.removed == [])
        let after = try site.stamps()
        #expect(after.keys.filter { after[$0] != before[$0] }.sorted() == ["acme/portal.md", "docs.md"])
        #expect(after.keys.sorted() == before.keys.sorted())
    }

    @Test func `of the docs alone makes Markdown files and nothing else`() throws {
        let site = try TestSite(["acme"])
        try site.buildDocs()
        #expect(try site.contents().keys.sorted() == ["acme/portal.md", "docs.md"])
        let whole = try TestSite(["acme"])
        try whole.build()
        #expect(try site.text("acme/portal.md") == whole.text("acme/portal.md"))
        #expect(try site.text("docs.md") == whole.text("docs.md"))
    }

    @Test func `makes an empty site of an empty workspace`() throws {
        let site = try TestSite([])
        try site.build()
        #expect(try site.contents().keys.sorted() == TestSite.files())
        #expect(try site.text("index.html").contains("No portals yet"))
    }
}

extension TestSite {
    /// What the same workspace gives in an empty folder.
    static func fresh(like site: TestSite) throws -> [String: Data] {
        let twin = try TestSite([])
        try FileManager.default.removeItem(atPath: twin.folder / "workspace")
        try FileManager.default.copyItem(atPath: site.folder / "workspace", toPath: twin.folder / "workspace")
        try twin.build()
        return try twin.contents()
    }
}
