import Diagnostics
import Foundation
import Portals
import TestSupport
import Testing
import Workspaces

@testable import SiteBuilding

@Suite struct `A page in memory` {
    @Test(arguments: [nil, "live"])
    func `is the page that render writes, byte for byte`(environment: String?) throws {
        let workspace = Repository.path("examples/storefronts")
        let folder = try TemporaryFolder()
        let rendered = try LiveBench.rendered(workspace, into: folder / "site", environment: environment)
        let site = try LiveSite(workspace: workspace, environment: environment, usesOverrides: true)
        #expect(rendered.count > 40)
        for (path, bytes) in rendered {
            let names = path.split(separator: "/").map(String.init)
            // Once made, and once more as it is kept.
            for _ in 0..<2 { #expect(site.page(names).map { Data($0.bytes) } == bytes, "\(path)") }
        }
        #expect(site.page([]) == site.page(["index.html"]))
        #expect(site.look().isEmpty)
        #expect(site.problems.isEmpty)
        #expect(site.portals.map(\.file) == site.portals.map(\.file).sorted())
    }

    @Test(arguments: [
        ["nothing.html"], ["page-2.html"], ["portico-manifest.json"], ["acme"], ["acme", "other.html"], ["acme", ""],
        ["", "index.html"], ["..", "index.html"], ["acme", "index.html", ""], ["ACME", "index.html"],
        ["nobody", "index.html"],
    ])
    func `is nothing where render writes none`(path: [String]) throws {
        #expect(try LiveBench().site.page(path) == nil)
    }

    @Test func `has a version that differs exactly if its bytes do`() throws {
        let bench = try LiveBench()
        let first = try #require(bench.site.page(["acme", "preview.html"]))
        let fern = try #require(bench.site.page(["fern", "preview.html"]))
        #expect(first.version != fern.version)
        try bench.write(LiveBench.portal("acme", name: "Other"), to: "portals/acme.yaml")
        #expect(bench.look().portals == ["acme"])
        #expect(bench.site.page(["fern", "preview.html"]) == fern)
        try bench.write(LiveBench.portal("acme"), to: "portals/acme.yaml")
        #expect(bench.look().portals == ["acme"])
        #expect(bench.site.page(["acme", "preview.html"]) == first)
    }

    @Test func `is the same whether pages are kept or not`() throws {
        let bench = try LiveBench(pageByteLimit: 0)
        bench.expectSame(as: try bench.rendered())
        bench.expectSame(as: try bench.rendered())
    }

    @Test func `of the gallery goes on behind the first two hundred portals`() throws {
        let files = (0..<201).map { ("portals/p\($0).yaml", LiveBench.portal("p\($0)")) }
        let bench = try LiveBench(Dictionary(uniqueKeysWithValues: files))
        #expect(bench.text("page-2.html") != nil)
        try bench.remove("portals/p7.yaml")
        #expect(bench.look() == LiveChange(portals: ["p7"], gallery: true))
        #expect(bench.text("page-2.html") == nil)
        #expect(bench.text("index.html")?.contains(">p7<") == false)
    }

    @Test func `of a draft shows what is not saved, and nothing of it stays`() throws {
        let bench = try LiveBench()
        let before = try #require(bench.site.portal("acme")?.entry.portal)
        let saved = try #require(bench.site.page(["acme", "preview.html"]))
        let text = LiveBench.portal("acme", more: "customization: {colors: {primary: ffff00}}\n")
        var draft = before
        let source = PlacedSource(Array(text.utf8), file: "x.yaml", format: .yaml, limits: .portalFile)
        draft.body = try #require(source.root?.value.object)
        let made = try #require(bench.site.draft("acme", draft, logo: nil))
        #expect(made.preview != saved.bytes)
        #expect(made.problems.contains { $0.rule == .colorsContrast && $0.file == "portals/acme.yaml" })
        #expect(bench.site.page(["acme", "preview.html"]) == saved)
        // Saved, it is what the draft was.
        try bench.write(text, to: "portals/acme.yaml")
        _ = bench.look()
        #expect(bench.site.page(["acme", "preview.html"])?.bytes == made.preview)
        let entry = try #require(bench.site.portal("acme")?.entry)
        #expect(Set(entry.diagnostics.map(\.message)) == Set(made.problems.map(\.message)))
        #expect(bench.site.draft("nobody", draft, logo: nil) == nil)
    }
}

@Suite struct `The pages that are kept` {
    private func page(_ count: Int, _ version: String = "") -> LivePage {
        LivePage(bytes: [UInt8](repeating: 0, count: count), version: version)
    }

    private let source = PageCache.Source(shared: 1, own: 1)

    @Test func `never take more than they may, and those asked for last stay`() {
        var cache = PageCache(byteLimit: 100)
        for number in 0..<10 { cache.keep(page(10, "\(number)"), at: ["\(number)"], from: source) }
        #expect(cache.byteCount == 100)
        #expect(cache.page(["0"], from: source)?.version == "0")
        cache.keep(page(10, "new"), at: ["new"], from: source)
        #expect(cache.byteCount <= 100)
        #expect(cache.page(["0"], from: source) != nil && cache.page(["new"], from: source) != nil)
        #expect(cache.page(["1"], from: source) == nil)
        cache.keep(page(101), at: ["0"], from: source)
        #expect(cache.page(["0"], from: source) == nil && cache.byteCount <= 100)
    }

    @Test func `are not given out where they were made from something else`() {
        var cache = PageCache(byteLimit: 100)
        let other = PageCache.Source(shared: 1, own: 2)
        cache.keep(page(10), at: ["a"], from: source)
        cache.keep(page(20), at: ["b"], from: other)
        #expect(cache.page(["a"], from: other) == nil)
        cache.keep(page(30), at: ["a"], from: other)
        #expect(cache.page(["a"], from: source) == nil && cache.page(["a"], from: other)?.bytes.count == 30)
        #expect(cache.byteCount == 50)
        cache.dropOutdated { $0 == ["b"] ? other : nil }
        #expect(cache.byteCount == 20)
    }
}
