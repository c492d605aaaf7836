import Diagnostics
import Foundation
import Portals
import TestSupport
import Testing
import Workspaces

@testable import SiteBuilding

@Suite struct RandomWorkspaceTests {
    /// The folders of portals of which a page differs.
    static func foldersThatDiffer(_ before: [String: Data], _ after: [String: Data]) -> Set<String> {
        let paths = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] && $0.contains("/") }
        return Set(paths.compactMap { $0.split(separator: "/").first.map(String.init) })
    }

    private static let isLong = ProcessInfo.processInfo.environment["PORTICO_LONG"] != nil
    private static let seeds: Range<UInt64> = 0..<(isLong ? 20 : 3)
    private static let stepCount = isLong ? 30 : 15

    @Test(arguments: seeds)
    func `after any changes, every page is what render makes, and each change names what differs`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bench = try LiveBench([
            "portals/b.yaml": LiveBench.portal("b"), "portals/c.yaml": LiveBench.portal("c"),
            "logos/one.svg": LiveBench.logo(3), "logos/two.svg": LiveBench.logo(4),
        ])
        var before = try bench.rendered()
        // The last pages of files that can't be read, as far as nothing else changed since.
        var lastGood: [String: [String: Data]] = [:]
        for step in 0..<Self.stepCount {
            let edit = RandomEdit.any(of: bench, using: &random)
            let context = "seed \(seed), step \(step): \(edit)"
            let folders = edit.folders(in: bench)
            let unreadableBefore = Self.unreadable(bench)
            try edit.act(on: bench)
            let change = bench.look()
            let after = try bench.rendered()
            let unreadable = Set(bench.site.portals.filter { !$0.isReadable && $0.hasPages }.map(\.id))
            for id in unreadable where lastGood[id] == nil {
                lastGood[id] = before.filter { $0.key.hasPrefix("\(id)/") && before["\(id)/preview.html"] != nil }
            }
            lastGood = lastGood.filter { unreadable.contains($0.key) }
            if change.isShared { lastGood = lastGood.mapValues { _ in [:] } }
            bench.expectSame(as: after, except: unreadable, context)
            for (id, pages) in lastGood where bench.site.portal(id)?.lastGood != nil {
                for name in ["\(id)/index.html", "\(id)/preview.html"] {
                    guard let bytes = pages[name] else { continue }
                    #expect(
                        bench.site.page([id, String(name.dropFirst(id.count + 1))]).map { Data($0.bytes) } == bytes
                    )
                }
            }
            let differing = Self.foldersThatDiffer(before, after)
            let gallery = ["index.html", "docs.html", "docs.md"].contains { before[$0] != after[$0] }
            if change.isShared {
                #expect(edit.isShared, "\(context)")
            } else {
                #expect(change.portals.isSuperset(of: differing), "\(context)")
                let now = Self.unreadable(bench)
                let overlaid = Set(now.keys).union(unreadableBefore.keys).filter { now[$0] != unreadableBefore[$0] }
                let allowed = differing.union(folders).union(overlaid).union(edit.folders(in: bench))
                #expect(change.portals.isSubset(of: allowed), "\(context)")
                #expect(change.gallery || !gallery, "\(context)")
                if case .touch = edit { #expect(change.isEmpty, "\(context)") }
            }
            before = after
        }
        #expect(bench.look().isEmpty)
    }

    /// What the site shows of files that can't be read, which `render` knows nothing of.
    private struct Unreadable: Equatable {
        let file: String
        let hasLastGood: Bool
        let problems: [Diagnostic]
        let pages: [Data?]
    }

    /// What is shown of files that can't be read, by the ids of their portals.
    private static func unreadable(_ bench: LiveBench) -> [String: Unreadable] {
        let ids = Set(bench.site.portals.map(\.id)).union(["a", "b", "c", "d", "e", "B"])
        return ids.reduce(into: [:]) { found, id in
            guard let portal = bench.site.portal(id), portal.entry.portal == nil else { return }
            let pages = ["index.html", "preview.html"].map { bench.site.page([id, $0]).map { Data($0.bytes) } }
            found[id] = Unreadable(
                file: portal.file,
                hasLastGood: portal.lastGood != nil,
                problems: portal.entry.diagnostics,
                pages: pages
            )
        }
    }

    @Test func `readers and looks at the same time get whole pages`() async throws {
        let bench = try LiveBench()
        let names = ["One", "Two", "Three"]
        var pages: Set<Data> = []
        for name in names {
            try bench.write(LiveBench.portal("acme", name: name), to: "portals/acme.yaml")
            _ = bench.look()
            pages.insert(try #require(bench.site.page(["acme", "index.html"]).map { Data($0.bytes) }))
        }
        #expect(pages.count == names.count)
        let site = bench.site
        let all = pages
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<60 {
                        let page = try #require(site.page(["acme", "index.html"]))
                        #expect(all.contains(Data(page.bytes)))
                        _ = (site.page([]), site.portals, site.portal("acme"))
                    }
                }
            }
            for number in 0..<40 {
                let text = LiveBench.portal("acme", name: names[number % names.count])
                try bench.write(text, to: "portals/acme.yaml")
                _ = site.look()
                await Task.yield()
            }
            try await group.waitForAll()
        }
        _ = bench.look()
        bench.expectSame(as: try bench.rendered())
    }
}

/// Something that somebody does to a workspace.
enum RandomEdit: CustomStringConvertible {
    case write(String, String)
    case breakFile(String, String)
    case remove(String)
    case rename(String, String)
    case touch(String)

    private static let stems = ["a", "b", "c", "d"]
    private static let shared = [
        (
            "portico.yaml",
            ["", "sample: {currency: JPY}\n", "sample: {date: 2026-02-03}\n", "environments: {live: {}}\n"]
        ),
        ("sample/customer.yaml", ["customer: {firstName: Ada}\n", "customer: {firstName: Zoë}\n", "customer: {\n"]),
        ("templates/docs-style.mustache", ["a { color: red }\n", "b { color: red }\n", "{{#a}}"]),
    ]

    static func any(of bench: LiveBench, using random: inout SeededGenerator) -> RandomEdit {
        let files = stems.map { "portals/\($0).yaml" }
        let there = files.filter(bench.has)
        let file = files[Int.random(in: 0..<files.count, using: &random)]
        switch Int.random(in: 0..<16, using: &random) {
        case 0...5: return .write(file, portal(using: &random))
        case 6, 7:
            let texts = ["name: [", "", "name: no more\n", "- list\n", "id: b\nname: \"\n"]
            return .breakFile(file, texts[Int.random(in: 0..<texts.count, using: &random)])
        case 8: return there.randomElement(using: &random).map { .remove($0) } ?? .write(file, portal(using: &random))
        case 9:
            guard let old = there.randomElement(using: &random), old != file else { return .touch(file) }
            return .rename(old, file)
        case 10, 11:
            let logo = ["logos/one.svg", "logos/two.svg", "logos/one.png"].randomElement(using: &random) ?? ""
            let text = LiveBench.logo(Int.random(in: 3...5, using: &random))
            return bench.has(logo) && Bool.random(using: &random) ? .remove(logo) : .write(logo, text)
        case 12, 13:
            let (path, texts) = shared[Int.random(in: 0..<shared.count, using: &random)]
            if path != "portico.yaml", bench.has(path), Bool.random(using: &random) { return .remove(path) }
            let text = texts[Int.random(in: 0..<texts.count, using: &random)]
            return .write(path, path == "portico.yaml" ? "lint: {links.missing: off}\n\(text)" : text)
        default: return .touch(there.randomElement(using: &random) ?? "portico.yaml")
        }
    }

    private static func portal(using random: inout SeededGenerator) -> String {
        func any(_ values: [String]) -> String { values[Int.random(in: 0..<values.count, using: &random)] }
        let id = any(["", "", "", "id: b\n", "id: B\n", "id: d\n", "id: e\n", "id: no/id\n"])
        let more = any(["", "status: inactive\n", "customization: {colors: {primary: ffdd00}}\n"])
        let logo = any(["", "", "logos/one.svg", "logos/two.svg", "logos/none.svg"])
        let own = logo.isEmpty ? "" : "x-portico: {logo: \(logo)}\n"
        return "\(id)name: \(any(["N", "M"]))\nslug: \(any(["s", "S", "t", "u"]))\nwebsiteId: w\n\(more)\(own)"
    }

    var isShared: Bool {
        switch self {
        case .write(let path, _), .remove(let path): !path.hasPrefix("portals/") && !path.hasPrefix("logos/")
        default: false
        }
    }

    /// The folders of the portals that a file is about: of a logo, all that name it or its neighbour.
    func folders(in bench: LiveBench) -> Set<String> {
        let paths: [String] =
            switch self {
            case .write(let path, _), .breakFile(let path, _), .remove(let path), .touch(let path): [path]
            case .rename(let old, let new): [old, new]
            }
        // Whatever id a file has, or had when it could be read.
        let ids = Set(bench.site.portals.map(\.id)).union(Self.stems).union(["B", "e"])
        return ids.filter { id in
            guard let portal = bench.site.portal(id) else { return false }
            let logos = portal.entry.logoPaths + (portal.lastGood?.logoPaths ?? [])
            return paths.contains(portal.file)
                || paths.contains { path in
                    path.hasPrefix("logos/") && logos.contains { $0.dropLast(3) == path.dropLast(3) }
                }
        }
    }

    func act(on bench: LiveBench) throws {
        switch self {
        case .write(let path, let text), .breakFile(let path, let text): try bench.write(text, to: path)
        case .remove(let path): try bench.remove(path)
        case .rename(let old, let new): try bench.rename(old, to: new)
        case .touch(let path):
            guard bench.has(path) else { return }
            let file = "\(bench.workspace)/\(path)"
            try FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: file)
        }
    }

    var description: String {
        switch self {
        case .write(let path, let text): "write \(path): \(text.debugDescription)"
        case .breakFile(let path, let text): "break \(path): \(text.debugDescription)"
        case .remove(let path): "remove \(path)"
        case .rename(let old, let new): "rename \(old) to \(new)"
        case .touch(let path): "touch \(path)"
        }
    }
}
