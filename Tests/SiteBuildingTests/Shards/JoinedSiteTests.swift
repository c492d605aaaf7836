import Diagnostics
import Foundation
import TestSupport
import Testing
import Workspaces

@testable import SiteBuilding

@Suite struct `Shards that are joined` {
    private static func logo(_ side: Int, padding: Int = 0) -> String {
        #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(side) \#(side)"><path d="M0 0h9v9z"/>"#
            + "<!--\(String(repeating: "x", count: padding))--></svg>"
    }

    private static let slug = "name: Same\nwebsiteId: w\nslug: "

    /// Workspaces by what is special about them.
    private static let workspaces: [(name: String, files: [String: String])] = [
        ("three portals, two empty shards", [:]),
        ("no portal at all", ["portals/acme.yaml": "", "portals/fern.yaml": "", "portals/voltline.yaml": ""]),
        (
            "settings and templates",
            [
                "portico.yaml": "lint: {links.missing: off}\nsample: {locale: de-DE, currency: EUR}\n",
                "templates/portal-card.mustache": "<p>{{title}} | {{&address}} | {{brandName}}</p>\n",
                "templates/docs-index.mustache": "own {{count}}\n{{&portalRows}}\n",
                "templates/preview.mustache": "{{nothing}}", "templates/other.mustache": "no template",
                "sample/customer.yaml": "customer: {firstName: Ada}\n",
            ]
        ),
        (
            "logos",
            [
                "logos/shared.svg": logo(10), "logos/large.svg": logo(20, padding: 17 << 10), "logos/own.svg": logo(30),
                "logos/broken.svg": "none",
            ].merging(
                [("a1", "shared"), ("a2", "shared"), ("a3", "large"), ("a4", "own"), ("a5", "broken"), ("a6", "gone")]
                    .map {
                        ("portals/\($0).yaml", "\(slug)slug-of-\($0)\nx-portico: {logo: logos/\($1).svg}\n")
                    }
            ) { $1 }
        ),
        (
            "clashing ids, slugs and broken files",
            [
                "portals/b1.yaml": "id: acme\n\(slug)one-slug\n", "portals/b2.yaml": "id: ACME\n\(slug)two-slug\n",
                "portals/b3.yaml": "id: a b\n\(slug)three-slug\n", "portals/b4.yaml": "name: [\n",
                "portals/b5.yaml": "\(slug)fern-billing\n", "portals/b6.yaml": "\(slug)FERN-billing\n",
                "portals/b7.yaml": "id: acme\nname: [\n", "portals/b & c.yaml": "name: x\n",
                "portals/Acme.yaml": "\(slug)acme-billing\n", "portals/docs.md.yaml": "\(slug)reserved\n",
            ]
        ),
        (
            "more portals than a page of the gallery has",
            Dictionary(
                uniqueKeysWithValues: (0..<410).map { ("portals/many-\($0).yaml", "\(slug)many-\($0)-slug\n") }
            )
        ),
    ]

    private static func site(_ files: [String: String]) throws -> TestSite {
        let site = try TestSite()
        for (name, text) in files where !text.isEmpty { try site.folder.write(text, to: "workspace/\(name)") }
        for (name, text) in files where text.isEmpty {
            try FileManager.default.removeItem(atPath: site.folder / "workspace/\(name)")
        }
        return site
    }

    @Test(arguments: workspaces.indices, [1, 4])
    func `are the site of a single run, byte by byte`(index: Int, count: Int) throws {
        let site = try Self.site(Self.workspaces[index].files)
        let single = try site.build()
        try site.buildShards(count)
        let report = try site.join(Array(0..<count).reversed())
        #expect(try site.joined() == site.contents(), "\(Self.workspaces[index].name)")
        #expect(report.portalCount == single.portalCount && report.fileCount == single.fileCount)
        #expect(report.writtenCount == single.fileCount && report.removed == [])
        // Nothing is written twice.
        #expect(try site.join(Array(0..<count)).writtenCount == 0)
        #expect(try !FolderContents.files(below: site.folder / "joined").contains { $0.contains(".portico") })
    }

    @Test(arguments: workspaces.indices)
    func `tell every problem of a portal once`(index: Int) throws {
        let site = try Self.site(Self.workspaces[index].files)
        let single = try site.build()
        let shared = try SiteFrame(site.opened()).diagnostics.filter { $0.severity != .note }
        var told: [String] = []
        for shard in 0..<4 {
            let problems = try site.build(shard: shard).problems.map(\.text)
            #expect(Set(problems).isSuperset(of: shared.map(\.text)))
            told += problems.filter { !shared.map(\.text).contains($0) }
        }
        #expect(told.sorted() == single.problems.map(\.text).filter { !shared.map(\.text).contains($0) }.sorted())
    }

    @Test func `hold the pages of their portals and no page of all`() throws {
        let site = try TestSite()
        try site.buildShards()
        let own = ["portico-manifest.json", "portico-portals.jsonl", "portico-shard.jsonl"]
        let contents = try (0..<4).map { Array(try TestSite.contents(of: site.folder / "shards/\($0)").keys).sorted() }
        let pages = { (id: String) in ["docs.html", "index.html", "portal.md", "preview.html"].map { "\(id)/\($0)" } }
        #expect(
            contents == [pages("acme") + own + pages("voltline"), own, pages("fern") + own, own].map { $0.sorted() }
        )
    }

    @Test func `hold a shared logo once in each shard`() throws {
        let site = try Self.site(Self.workspaces[3].files)
        try site.build(shard: 0, of: 1)
        let lines = try site.folder.text("shards/0/portico-shard.jsonl").split(separator: "\n")
        #expect(lines.count { $0.contains("\"logo\":{") } == 2)
    }
}

@Suite struct `A shard that was rendered before` {
    @Test func `is not read again while nothing changed, in this shard or in others`() throws {
        let site = try TestSite()
        try site.buildShards()
        let before = try FolderStamps(of: site.folder / "shards/0")
        let report = try site.build(shard: 0)
        #expect(report.writtenCount == 0 && report.portalCount == 2 && report.fileCount == 10)
        #expect(try FolderStamps(of: site.folder / "shards/0") == before)
    }

    @Test func `changes with its own portals alone, and joins with the others as they are`() throws {
        let site = try TestSite()
        try site.buildShards()
        try site.join()
        try site.write("fern", name: "Changed")
        #expect(try site.build(shard: 0).writtenCount == 0)
        #expect(try site.build(shard: 2).writtenCount > 0)
        try site.join()
        #expect(try site.joined() == TestSite.fresh(like: site))
    }

    @Test func `follows portals of other shards that come and go`() throws {
        let site = try TestSite()
        try site.buildShards()
        // The id stands in another shard than those that differ from it in letter case.
        try site.folder.write("id: FERN\nname: Other\nslug: other\nwebsiteId: w\n", to: "workspace/portals/a.yaml")
        #expect(TestSite.shard(of: "FERN") != TestSite.shard(of: "fern"))
        try site.buildShards()
        try site.join()
        #expect(try site.joined() == TestSite.fresh(like: site))
        try FileManager.default.removeItem(atPath: site.folder / "workspace/portals/a.yaml")
        try site.remove("acme")
        try site.buildShards()
        let report = try site.join()
        #expect(report.removed.filter { $0.hasPrefix("acme/") }.count == 4)
        #expect(try site.joined() == TestSite.fresh(like: site))
    }

    @Test func `gives way to a whole site, and the other way round`() throws {
        let site = try TestSite()
        try site.build(moment: .max)
        let whole = try site.contents()
        let workspace = try site.opened()
        let builder = SiteBuilder(version: "0.0.0-test", build: "", moment: .max)
        let report = try builder.build(
            SiteFrame(workspace),
            portals: .files(workspace.portals),
            only: nil,
            shard: Shard(index: 2, count: 4),
            into: OutputFolder(path: site.output)
        )
        #expect(report.removed.contains("index.html") && report.removed.contains("acme/index.html"))
        try site.build(shard: 2)
        #expect(try site.contents() == TestSite.contents(of: site.folder / "shards/2"))
        #expect(try site.build(moment: .max).removed == ["portico-shard.jsonl"])
        #expect(try site.contents() == whole)
    }
}

@Suite struct `A site that shards are joined into` {
    @Test func `loses what belongs to no portal any more, and nothing that is not Portico's`() throws {
        let site = try TestSite()
        try site.buildShards()
        try site.join()
        try site.folder.write("mine", to: "joined/fern/notes.txt")
        try site.folder.write("mine", to: "joined/acme/portal.md")
        for id in ["fern", "acme"] { try site.remove(id) }
        try site.buildShards()
        let removed = try site.join().removed
        let fern = ["docs.html", "index.html", "portal.md", "preview.html"].map { "fern/\($0)" }
        #expect(removed == ["acme/docs.html", "acme/index.html", "acme/preview.html"] + fern)
        #expect(try site.folder.text("joined/fern/notes.txt") == "mine")
        #expect(try site.folder.text("joined/acme/portal.md") == "mine")
    }

    @Test func `may be that of a single run, and a single run may follow`() throws {
        let site = try TestSite()
        try site.buildShards()
        try site.build(moment: .max)
        try FileManager.default.moveItem(atPath: site.output, toPath: site.folder / "joined")
        #expect(try site.join().writtenCount == 0)
        try FileManager.default.moveItem(atPath: site.folder / "joined", toPath: site.output)
        #expect(try site.build(moment: .max).writtenCount == 0)
    }

    @Test func `is repaired where a page was edited or deleted`() throws {
        let site = try TestSite()
        try site.buildShards()
        try site.join()
        let whole = try site.joined()
        try site.folder.write("edited", to: "joined/fern/preview.html")
        try FileManager.default.removeItem(atPath: site.folder / "joined/docs.md")
        #expect(try site.join().writtenCount == 2)
        #expect(try site.joined() == whole)
    }
}

/// Inode and time of change of every file below a folder.
private struct FolderStamps: Equatable {
    private let stamps: [String: String]

    init(of path: String) throws {
        var stamps: [String: String] = [:]
        for name in try FolderContents.files(below: path) {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
            let values = [FileAttributeKey.systemFileNumber, .modificationDate].map { "\(attributes[$0] ?? "")" }
            stamps[name] = values.joined(separator: " ")
        }
        self.stamps = stamps
    }
}
