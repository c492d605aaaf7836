import Diagnostics
import Foundation
import Portals
import Synchronization
import TestSupport
import Testing
import Workspaces

@testable import SiteBuilding

@Suite struct `A workspace that breaks` {
    @Test(arguments: ["name: [", "", "name: only a name\n", "- a list\n", "\u{0}", "name: \"no end\n"])
    func `keeps the last preview and board of a file that can't be read`(broken: String) throws {
        let bench = try LiveBench()
        let pages = ["preview.html", "index.html"].map { bench.site.page(["acme", $0]) }
        try bench.write(broken, to: "portals/acme.yaml")
        #expect(bench.look() == LiveChange(portals: ["acme"], gallery: true))
        #expect(["preview.html", "index.html"].map { bench.site.page(["acme", $0]) } == pages)
        #expect(bench.text("acme", "docs.html") == nil && bench.text("acme", "portal.md") == nil)
        let portal = try #require(bench.site.portal("acme"))
        #expect(portal.entry.portal == nil && portal.entry.diagnostics.contains { $0.severity == .error })
        #expect(portal.lastGood?.portal?.name == "acme" && portal.file == "portals/acme.yaml")
        #expect(bench.site.portals.map(\.isReadable) == [false, true])
        // The gallery says what is so.
        #expect(try bench.rendered()["index.html"] == bench.site.page([]).map { Data($0.bytes) })
        // Broken otherwise, its problems are others.
        try bench.write("- one\n- two\n", to: "portals/acme.yaml")
        #expect(bench.look().portals == ["acme"])
        #expect(["preview.html", "index.html"].map { bench.site.page(["acme", $0]) } == pages)
        try bench.write(LiveBench.portal("acme"), to: "portals/acme.yaml")
        #expect(bench.look() == LiveChange(portals: ["acme"], gallery: true))
        #expect(bench.site.portal("acme")?.lastGood == nil)
        bench.expectSame(as: try bench.rendered())
    }

    @Test func `shows problems alone of a file that never could be read`() throws {
        let bench = try LiveBench(["portals/acme.yaml": "name: ["])
        #expect(bench.site.portal("acme")?.lastGood == nil)
        #expect(bench.text("acme", "preview.html") == nil)
        bench.expectSame(as: try bench.rendered())
        try bench.write("name: ]", to: "portals/new.yaml")
        #expect(bench.look() == LiveChange(portals: ["new"], gallery: true))
        bench.expectSame(as: try bench.rendered())
    }

    @Test func `keeps the address of a file whose id can't be read`() throws {
        let bench = try LiveBench(["portals/file.yaml": LiveBench.portal("acme", id: "acme")])
        let preview = bench.site.page(["acme", "preview.html"])
        try bench.write("id: acme\nname: [", to: "portals/file.yaml")
        #expect(bench.look() == LiveChange(portals: ["acme", "file"], gallery: true))
        #expect(bench.site.page(["acme", "preview.html"]) == preview)
        let portal = try #require(bench.site.portal("acme"))
        #expect(portal.entry.portal == nil && portal.lastGood != nil)
        // The name by which render knows it meanwhile.
        #expect(bench.site.portal("file")?.lastGood == nil)
        #expect(
            try bench.rendered()["file/index.html"] == bench.site.page(["file", "index.html"]).map { Data($0.bytes) }
        )
        // Somebody else takes the id.
        try bench.write(LiveBench.portal("other", id: "acme"), to: "portals/other.yaml")
        #expect(bench.look().portals.contains("acme"))
        #expect(bench.site.portal("acme")?.file == "portals/other.yaml")
        bench.expectSame(as: try bench.rendered())
    }

    @Test func `shows the last good portal in new settings and with its logo`() throws {
        let bench = try LiveBench([
            "portals/acme.yaml": LiveBench.portal("acme", more: LiveBench.naming("logos/a.svg")),
            "logos/a.svg": LiveBench.logo(3),
        ])
        try bench.write("name: [", to: "portals/acme.yaml")
        _ = bench.look()
        let before = try #require(bench.text("acme", "preview.html"))
        #expect(before.contains("image/svg+xml"))
        #expect(bench.site.portal("acme")?.lastGood?.logo != nil)
        try bench.write("lint: {links.missing: off}\nsample: {currency: JPY}\n", to: "portico.yaml")
        #expect(bench.look().isShared)
        let after = try #require(bench.text("acme", "preview.html"))
        #expect(after != before && after.contains("¥") && after.contains("image/svg+xml"))
    }

    /// Ways to break a workspace as a whole, and to mend it.
    struct Break: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let act: @Sendable (LiveBench) throws -> Void
    }

    static let breaks = [
        Break(testDescription: "settings that are no YAML") { try $0.write("sample: [", to: "portico.yaml") },
        Break(testDescription: "settings that mean nothing") {
            try $0.write("sample: {date: soon}", to: "portico.yaml")
        },
        Break(testDescription: "settings without the environment") { try $0.write("{}", to: "portico.yaml") },
        Break(testDescription: "no settings") { try $0.remove("portico.yaml") },
        Break(testDescription: "a folder in the place of settings") {
            try $0.remove("portico.yaml")
            try FileManager.default.createDirectory(
                atPath: "\($0.workspace)/portico.yaml",
                withIntermediateDirectories: false
            )
        },
        Break(testDescription: "a file in the place of portals") {
            try $0.rename("portals", to: "moved")
            try $0.write("", to: "portals")
        },
        Break(testDescription: "no folder at all") {
            try FileManager.default.moveItem(atPath: $0.workspace, toPath: $0.folder / "moved")
        },
    ]

    @Test(arguments: breaks)
    func `keeps what it had, says what is wrong, and comes back`(_ break: Break) throws {
        let bench = try LiveBench(environment: nil)
        let settings = "lint: {links.missing: off}\nenvironments: {live: {}}\n"
        try bench.write(settings, to: "portico.yaml")
        _ = bench.look()
        let place = LivePlace(workspace: bench.workspace, environment: "live", usesOverrides: true)
        let site = try LiveSite(place, pageByteLimit: 0)
        let before = ["index.html", "docs.html"].map { site.page([$0]) } + [site.page(["acme", "index.html"])]
        try FileManager.default.copyItem(atPath: bench.workspace, toPath: bench.folder / "copy")
        try `break`.act(bench)
        var change = site.look()
        while change.isUnfinished { change = site.look() }
        #expect(change.problems && !change.isShared && !change.gallery && change.portals.isEmpty)
        #expect(site.problems.contains { $0.severity == .error })
        #expect(site.look().isEmpty)
        #expect(["index.html", "docs.html"].map { site.page([$0]) } + [site.page(["acme", "index.html"])] == before)
        try? FileManager.default.removeItem(atPath: bench.workspace)
        try FileManager.default.moveItem(atPath: bench.folder / "copy", toPath: bench.workspace)
        try bench.write(LiveBench.portal("volt"), to: "portals/volt.yaml")
        change = site.look()
        #expect(change.problems && change.portals == ["volt"] && change.gallery && !change.isShared)
        #expect(site.problems.isEmpty && site.page(["volt", "index.html"]) != nil)
        #expect(site.page(["acme", "index.html"]) == before[2])
    }

    @Test func `says what is wrong with templates and the sample customer, as render does`() throws {
        let bench = try LiveBench()
        try bench.write("{{#never}}closed", to: "templates/board.mustache")
        try bench.write("customer: [", to: "sample/customer.yaml")
        #expect(bench.look().problems)
        let files = Set(bench.site.problems.map(\.file))
        #expect(files == ["templates/board.mustache", "sample/customer.yaml"])
        bench.expectSame(as: try bench.rendered())
        try bench.remove("templates/board.mustache")
        try bench.remove("sample/customer.yaml")
        #expect(bench.look().problems)
        #expect(bench.site.problems.isEmpty)
    }

    @Test func `forgets a portal that is gone, and no other`() throws {
        let bench = try LiveBench()
        try bench.remove("portals/acme.yaml")
        #expect(bench.look() == LiveChange(portals: ["acme"], gallery: true))
        #expect(bench.site.portal("acme") == nil && bench.site.page(["acme", "index.html"]) == nil)
        try bench.remove("portals/fern.yaml")
        try bench.remove("portals")
        #expect(bench.look() == LiveChange(portals: ["fern"], gallery: true))
        bench.expectSame(as: try bench.rendered())
    }

    @Test func `does not miss a file that is away for a moment`() async throws {
        let bench = try LiveBench()
        let path = "\(bench.workspace)/portals/acme.yaml"
        let isDone = Mutex(false)
        async let renaming: Void = Self.rename(path, until: { isDone.withLock { $0 } })
        for _ in 0..<20 { #expect(bench.site.look().portals.isEmpty) }
        isDone.withLock { $0 = true }
        await renaming
        _ = bench.look()
        bench.expectSame(as: try bench.rendered())
    }

    /// Moves a file away and back, until it is enough.
    @concurrent
    private static func rename(_ path: String, until isEnough: @Sendable () -> Bool) async {
        while !isEnough() {
            try? FileManager.default.moveItem(atPath: path, toPath: "\(path).away")
            try? FileManager.default.moveItem(atPath: "\(path).away", toPath: path)
            try? await Task.sleep(for: .microseconds(500))
        }
    }
}
