import Foundation
import TestSupport
import Testing

@testable import SiteBuilding

/// Boards, docs and the gallery's further pages, as files of a site.
@Suite struct `Reviewers' pages in a site` {
    private static func many(_ count: Int) throws -> TestSite {
        let site = try TestSite([])
        for index in 0..<count { try site.write("p\(1000 + index)") }
        return site
    }

    @Test func `are gallery pages as long as they are needed`() throws {
        let site = try Self.many(201)
        // No portal of its own, so that the test is short.
        try site.build(only: [])
        #expect(try site.contents().keys.sorted() == (TestSite.files() + ["page-2.html"]).sorted())
        #expect(try site.text("page-2.html").contains("href=\"p1200/index.html\""))
        for index in 3..<201 { try site.remove("p\(1000 + index)") }
        let some = try site.build(only: ["p1000"])
        #expect(some.removed == [])
        #expect(site.folder.has("site/page-2.html"))
        let report = try site.build()
        #expect(report.removed == ["page-2.html"])
        #expect(try site.contents() == TestSite.fresh(like: site))
    }

    @Test func `stay where somebody edited them`() throws {
        let site = try Self.many(201)
        try site.build(only: [])
        try site.folder.write("mine", to: "site/page-2.html")
        try site.folder.write("mine", to: "site/page-3.html")
        for index in 1..<201 { try site.remove("p\(1000 + index)") }
        #expect(try site.build().removed == [])
        for page in ["page-2.html", "page-3.html"] { #expect(try site.text(page) == "mine") }
    }

    @Test func `are listed in the manifest with the file they came from`() throws {
        let site = try TestSite(["acme"])
        try site.folder.write("name: [\n", to: "workspace/portals/broken.yaml")
        try site.build()
        let sources = try site.manifestPortals().map { [$0.source, $0.id] + $0.files.keys.sorted() }
        #expect(
            sources == [
                ["portals/acme.yaml", "acme", "docs.html", "index.html", "portal.md", "preview.html"],
                ["portals/broken.yaml", "broken", "index.html"],
            ]
        )
        #expect(try site.listed().count == 9)
    }

    @Test func `are for a file that cannot be read its board alone, also if it is asked for alone`() throws {
        let site = try TestSite(["acme"])
        try site.folder.write("name: [\n", to: "workspace/portals/broken.yaml")
        let report = try site.build(only: ["broken"])
        #expect(report.portalCount == 0)
        #expect(try site.contents().keys.sorted() == (TestSite.files() + ["broken/index.html"]).sorted())
        #expect(try site.text("broken/index.html").contains("<h1><bdi>broken</bdi></h1>"))
        try site.write("broken")
        try site.build()
        #expect(try site.contents().keys.sorted() == TestSite.files(of: "acme", "broken"))
        #expect(try site.contents() == TestSite.fresh(like: site))
    }

    @Test func `are none for a file that cannot be read and has no legal id`() throws {
        let site = try TestSite(["acme"])
        for name in ["a b", "index.html"] {
            try site.folder.write("name: [\n", to: "workspace/portals/\(name).yaml")
        }
        try site.build()
        #expect(try site.contents().keys.sorted() == TestSite.files(of: "acme"))
        #expect(try site.text("index.html").contains("1 portal, 1 active, 2 with problems; 2 files can’t be shown"))
    }

    @Test func `of the docs alone are no HTML`() throws {
        let site = try TestSite(["acme"])
        try site.folder.write("name: [\n", to: "workspace/portals/broken.yaml")
        try site.buildDocs()
        #expect(try site.contents().keys.sorted() == ["acme/portal.md", "docs.md"])
    }

    @Test func `link one another, and every link leads to a file or a place on the page`() throws {
        let site = try TestSite()
        try site.write("voltline", more: "status: inactive\ncustomization: {colors: {primary: ffd400}}\n")
        try site.folder.write("name: [\n", to: "workspace/portals/broken.yaml")
        try site.build()
        let files = try site.contents()
        // The forms of the search lead nowhere yet.
        let pages = files.filter { $0.key.hasSuffix(".html") }.mapValues {
            HTMLTags(String(decoding: $0, as: UTF8.self).replacing("\"/index.html\"", with: "\"#cards\"")).tags
        }
        let ids = pages.mapValues { Set($0.compactMap { $0["id"] }) }
        for (path, tags) in pages {
            let folder = path.contains("/") ? path.prefix { $0 != "/" } + "/" : ""
            for tag in tags {
                guard let link = tag.name == "iframe" ? tag["src"] : tag["href"], !link.contains(":") else { continue }
                let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                let target = parts[0].hasPrefix("../") ? String(parts[0].dropFirst(3)) : folder + parts[0]
                let file = parts[0].isEmpty ? path : target
                #expect(files[file] != nil, "\(path): \(link)")
                if parts.count > 1 { #expect(ids[file]?.contains(parts[1]) == true, "\(path): \(link)") }
            }
        }
    }
}
