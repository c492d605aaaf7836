import Diagnostics
import Foundation
import Synchronization
import TestSupport
import Testing
import Workspaces

@testable import SiteBuilding

@Suite struct `Building a site of which little changed` {
    private static let cache = "site/.portico.cache"

    private static func logo(_ side: Int) -> String {
        #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(side) \#(side)"><path d="M0 0h9v9z"/></svg>"#
    }

    /// A site whose run trusts every stamp.
    private static func builtSite() throws -> TestSite {
        let site = try TestSite()
        try site.build(moment: .max)
        return site
    }

    @Test func `writes nothing at all while nothing changed, not even the cache`() throws {
        let site = try Self.builtSite()
        let before = try site.folder.bytes(Self.cache)
        let count = Mutex(0)
        var calls = FileSystemCalls.system
        let system = calls
        calls.write = { (file, bytes) throws(SystemError) in
            count.withLock { $0 += 1 }
            return try system.write(file, bytes)
        }
        calls.rename = { (folder, old, new) throws(SystemError) in
            count.withLock { $0 += 1 }
            try system.rename(folder, old, new)
        }
        let report = try site.build(moment: .max, calls: calls)
        #expect(count.withLock { $0 } == 0)
        #expect(report.writtenCount == 0 && report.fileCount == 16 && report.portalCount == 3)
        #expect(try site.folder.bytes(Self.cache) == before)
    }

    @Test(arguments: ["id: null\n", "id: []\n", "id: a/b\n"], [true, false])
    func `finds who has an id when one that was none becomes one, and the other way round`(
        illegal: String,
        isFirst: Bool
    ) throws {
        let site = try TestSite()
        try site.write("zebra", more: "id: aaa\n")
        try site.write("aaa", more: isFirst ? illegal : "")
        try site.build(moment: .max)
        #expect(try site.contents() == TestSite.fresh(like: site))
        try site.write("aaa", more: isFirst ? "" : illegal)
        try site.build(moment: .max)
        #expect(try site.contents() == TestSite.fresh(like: site))
        // Another one changes, so that clashes are looked for anew.
        try site.write("bbb")
        try site.build(moment: .max)
        #expect(try site.contents() == TestSite.fresh(like: site))
    }

    @Test func `does not trust a file that changed in the moment in which it was read`() throws {
        let site = try TestSite()
        try site.build(moment: 0)
        let before = try site.folder.bytes(Self.cache)
        #expect(try site.build(moment: 0).writtenCount == 0)
        #expect(try site.folder.bytes(Self.cache) == before)
        // By now a change would show.
        try site.build(moment: .max)
        #expect(try site.folder.bytes(Self.cache) != before)
    }

    @Test func `writes no page of a file that was only touched`() throws {
        let site = try Self.builtSite()
        let before = try site.stamps()
        try site.write("acme")
        #expect(try site.build(moment: .max).writtenCount == 0)
        #expect(try site.stamps() == before)
        let cache = try site.folder.bytes(Self.cache)
        #expect(try site.build(moment: .max).writtenCount == 0)
        #expect(try site.folder.bytes(Self.cache) == cache)
    }

    @Test func `renders the portals of a logo that changed, and no others`() throws {
        let site = try TestSite(["fern"])
        for id in ["acme", "voltline"] { try site.write(id, more: "x-portico: {logo: logos/shared.svg}\n") }
        try site.folder.write(Self.logo(10), to: "workspace/logos/shared.svg")
        try site.build(moment: .max)
        let before = try site.stamps()
        try site.folder.write(Self.logo(20), to: "workspace/logos/shared.svg")
        try site.build(moment: .max)
        let after = try site.stamps()
        let touched = Set(after.keys.filter { after[$0] != before[$0] })
        #expect(touched.isSuperset(of: ["acme/preview.html", "voltline/preview.html", "index.html"]))
        #expect(!touched.contains { $0.hasPrefix("fern/") })
        #expect(try site.contents() == TestSite.fresh(like: site))
    }

    @Test func `makes pages again whose logo may have changed while they were made`() throws {
        let site = try TestSite(["fern"])
        try site.write("acme", more: "x-portico: {logo: logos/acme.svg}\n")
        try site.folder.write(Self.logo(10), to: "workspace/logos/acme.svg")
        // As if the run had begun before the logo was saved: what its pages show is not known.
        try site.build(moment: 0)
        let cache = try SiteCache(site.folder.bytes(Self.cache))
        let logos = try cache.portals.map { try PortalTrace(packed: $0) }.flatMap(\.logos)
        #expect(logos.map(\.stamp) == [nil] && logos.map { $0.content != nil } == [true])
        try site.build(moment: .max)
        let settled = try SiteCache(site.folder.bytes(Self.cache))
        #expect(
            try settled.portals.map { try PortalTrace(packed: $0) }.flatMap(\.logos).map { $0.stamp != nil } == [true]
        )
        #expect(try site.contents() == TestSite.fresh(like: site))
    }

    @Test func `notices a picture that comes and goes beside a logo`() throws {
        let site = try TestSite(["fern"])
        try site.write("acme", more: "x-portico: {logo: logos/acme.svg}\n")
        try site.folder.write(Self.logo(10), to: "workspace/logos/acme.svg")
        let warnings = try site.build(moment: .max).problems.map(\.rule.id)
        #expect(warnings == ["logo.no-raster"])
        try site.folder.write("no picture", to: "workspace/logos/acme.png")
        #expect(try site.build(moment: .max).problems.map(\.rule.id) == [])
        #expect(try site.contents() == TestSite.fresh(like: site))
        try FileManager.default.removeItem(atPath: site.folder / "workspace/logos/acme.png")
        #expect(try site.build(moment: .max).problems.map(\.rule.id) == warnings)
        #expect(try site.contents() == TestSite.fresh(like: site))
    }

    @Test(arguments: [
        ("portico.yaml", "lint: {links.missing: off}\nsample: {currency: EUR}\n"),
        ("sample/customer.yaml", "customer: {firstName: Ada}\n"),
        ("templates/board-links.mustache", "own\n"),
    ])
    func `renders everything when what all portals share changed`(file: String, text: String) throws {
        let site = try Self.builtSite()
        try site.folder.write(text, to: "workspace/\(file)")
        try site.build(moment: .max)
        #expect(try site.contents() == TestSite.fresh(like: site))
    }

    @Test func `looks at everything again for another build of Portico`() throws {
        let site = try Self.builtSite()
        // What another build made otherwise would look unchanged.
        try site.folder.write("other", to: "site/fern/portal.md")
        try site.build(build: "other", moment: .max)
        #expect(try site.contents() == TestSite.fresh(like: site))
    }

    @Test(arguments: ["acme/preview.html", "fern/portal.md", "index.html", "docs.md", "docs.html"])
    func `repairs a page that was edited or deleted, and touches nothing else`(page: String) throws {
        let site = try Self.builtSite()
        let whole = try site.contents()
        for edit in [nil, "edited"] {
            let before = try site.stamps()
            if let edit {
                try site.folder.write(edit, to: "site/\(page)")
            } else {
                try FileManager.default.removeItem(atPath: site.folder / "site/\(page)")
            }
            #expect(try site.build(moment: .max).writtenCount == 1)
            #expect(try site.contents() == whole)
            let after = try site.stamps()
            #expect(after.keys.filter { after[$0] != before[$0] } == [page])
        }
    }

    @Test(arguments: ["fern/portal.md", "docs.md", "portico-portals.jsonl", "portico-manifest.json"])
    func `finds an edit that hides when it is told to look into every file`(file: String) throws {
        let site = try Self.builtSite()
        let whole = try site.contents()
        let page = site.folder / "site/\(file)"
        let attributes = try FileManager.default.attributesOfItem(atPath: page)
        let handle = try #require(FileHandle(forWritingAtPath: page))
        try handle.seek(toOffset: try handle.seekToEnd() / 2)
        try handle.write(contentsOf: Data("~".utf8))
        try handle.close()
        let time = try #require(attributes[.modificationDate] as? Date)
        try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: page)
        // The manifest is not counted, as it tells of the others.
        let count = file == "portico-manifest.json" ? 0 : 1
        #expect(try site.build(isVerifying: true, moment: .max).writtenCount == count)
        #expect(try site.contents() == whole)
        #expect(try site.build(isVerifying: true, moment: .max).writtenCount == 0)
    }

    @Test func `never believes a page that a link leads to`() throws {
        let site = try Self.builtSite()
        try FileManager.default.moveItem(atPath: site.folder / "site/fern", toPath: site.folder / "elsewhere")
        try FileManager.default.createSymbolicLink(
            atPath: site.folder / "site/fern",
            withDestinationPath: site.folder / "elsewhere"
        )
        #expect(throws: OutputError.self) { try site.build(moment: .max) }
    }

    @Test func `renders a portal again when one before it takes its id or its slug`() throws {
        let site = try Self.builtSite()
        try site.folder.write("id: fern\nname: X\nslug: x-x\nwebsiteId: x\n", to: "workspace/portals/a.yaml")
        #expect(try site.build(moment: .max).problems.map(\.rule.id).contains("id.clash"))
        #expect(try site.contents() == TestSite.fresh(like: site))
        try site.folder.write("name: X\nslug: Fern-Billing\nwebsiteId: x\n", to: "workspace/portals/a.yaml")
        #expect(try site.build(moment: .max).problems.map(\.rule.id) == ["slug.case-clash"])
        #expect(try site.contents() == TestSite.fresh(like: site))
        try site.remove("a")
        #expect(try site.build(moment: .max).problems.map(\.rule.id) == [])
        #expect(try site.contents() == TestSite.fresh(like: site))
    }

    @Test func `keeps pages and record of a portal whose id another one wants, changes, and gives up`() throws {
        let site = try Self.builtSite()
        for text in ["name: X\n", "name: Y\n", "name: Y\nslug: acme-billing\n"] {
            try site.folder.write("id: fern\nwebsiteId: x\n\(text)", to: "workspace/portals/z.yaml")
            try site.build(moment: .max)
            #expect(try site.contents() == TestSite.fresh(like: site))
        }
        for id in ["acme", "z", "voltline"] {
            try site.remove(id)
            try site.build(moment: .max)
            #expect(try site.contents() == TestSite.fresh(like: site))
        }
    }

    @Test(arguments: 0..<11)
    func `takes a damaged cache for none`(damage: Int) throws {
        let site = try Self.builtSite()
        let whole = try site.contents()
        var bytes = try site.folder.bytes(Self.cache)
        switch damage {
        case 0: bytes = []
        case 1: bytes.removeLast()
        case 2: bytes[0] ^= 1
        case 3: bytes[bytes.count / 2] ^= 1
        case 4: bytes[bytes.count - 1] ^= 1
        case 5: bytes += [0]
        case 6: bytes = [UInt8](repeating: 0xFF, count: 10_000)
        case 7: bytes = Array(bytes.prefix(40))
        case 8: bytes += [UInt8](repeating: 0, count: 5 << 20)
        case 9: bytes = try TestSite.cache(of: ["fern"])
        default: bytes = Array("portico cache 1\n".utf8)
        }
        try FileManager.default.removeItem(atPath: site.folder / Self.cache)
        try Data(bytes).write(to: URL(fileURLWithPath: site.folder / Self.cache))
        try site.folder.write("edited", to: "site/fern/portal.md")
        try site.folder.write("mine", to: "site/other/preview.html")
        try site.remove("acme")
        try site.build(moment: .max)
        var expected = try TestSite.fresh(like: site)
        expected["other/preview.html"] = Data("mine".utf8)
        #expect(try site.contents() == expected)
        #expect(whole != expected)
    }

    @Test func `is right after any changes, of the workspace or of the site`() throws {
        var random = SeededGenerator(seed: 5)
        let site = try TestSite()
        for step in 0..<60 {
            // Not both at once: an edited page of a portal that is gone is nobody's to remove.
            let isOfSite = step % 3 == 2
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                try isOfSite ? Self.damage(site, &random) : Self.change(site, &random)
            }
            let moment: Int64 = Bool.random(using: &random) ? .max : 0
            let report = try site.build(isVerifying: step % 7 == 0, moment: moment)
            let fresh = try TestSite([])
            try FileManager.default.removeItem(atPath: fresh.folder / "workspace")
            try FileManager.default.copyItem(atPath: site.folder / "workspace", toPath: fresh.folder / "workspace")
            let expected = try fresh.build()
            #expect(try site.contents() == fresh.contents(), "after step \(step)")
            #expect(report.problems.map(\.text) == expected.problems.map(\.text), "after step \(step)")
            #expect(report.portalCount == expected.portalCount && report.fileCount == expected.fileCount)
        }
    }

    private static func change(_ site: TestSite, _ random: inout SeededGenerator) throws {
        let ids = ["acme", "voltline", "fern", "a", "B"]
        let id = ids.randomElement(using: &random) ?? "acme"
        let portal = "workspace/portals/\(id).yaml"
        func remove(_ path: String) { try? FileManager.default.removeItem(atPath: site.folder / path) }
        switch Int.random(in: 0..<11, using: &random) {
        case 0: try site.write(id)
        case 1: try site.write(id, name: "Name \(Int.random(in: 0..<99, using: &random))")
        case 2: try site.write(id, more: "status: inactive\n")
        case 3:
            try site.write(
                id,
                more: "x-portico: {logo: logos/\(["a", "b"].randomElement(using: &random) ?? "a").svg}\n"
            )
        case 4: try site.write(id, more: "id: \(["fern", "FERN", "index.html"].randomElement(using: &random) ?? "")\n")
        case 5: try site.folder.write("name: [\n", to: portal)
        case 6: remove(portal)
        case 7: try site.folder.write(logo(Int.random(in: 5..<9, using: &random)), to: "workspace/logos/a.svg")
        case 8: Bool.random(using: &random) ? remove("workspace/logos/a.svg") : remove("workspace/logos/a.png")
        case 9: try site.folder.write("x", to: "workspace/logos/a.png")
        default:
            let currency = ["EUR", "USD"].randomElement(using: &random) ?? "EUR"
            try site.folder.write("sample: {currency: \(currency)}\n", to: "workspace/portico.yaml")
        }
    }

    private static func damage(_ site: TestSite, _ random: inout SeededGenerator) throws {
        let pages = [
            "acme/index.html", "fern/preview.html", "a/docs.html", "docs.md", "docs.html", "index.html",
            "portico-portals.jsonl", ".portico.cache",
        ]
        guard let page = pages.randomElement(using: &random), site.folder.has("site/\(page)") else { return }
        if Bool.random(using: &random) {
            try site.folder.write("edited", to: "site/\(page)")
        } else {
            try FileManager.default.removeItem(atPath: site.folder / "site/\(page)")
        }
    }
}

extension TestSite {
    /// The cache that a site of other portals has.
    fileprivate static func cache(of ids: [String]) throws -> [UInt8] {
        let site = try TestSite(ids)
        try site.build(moment: .max)
        return try site.folder.bytes("site/.portico.cache")
    }
}

extension TemporaryFolder {
    fileprivate func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(fileURLWithPath: self / name)))
    }
}
