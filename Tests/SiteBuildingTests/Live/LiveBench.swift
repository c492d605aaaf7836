import Foundation
import Portals
import TestSupport
import Testing
import Workspaces

@testable import SiteBuilding

/// A workspace in a temporary folder, the site of it in memory, and what `render` writes of the same files.
final class LiveBench {
    let folder: TemporaryFolder
    let site: LiveSite
    private var renderCount = 0

    /// Opens a workspace of some files.
    ///
    /// - Parameters:
    ///   - files: Their content by their paths; `portico.yaml` is added.
    ///   - environment: The environment to show.
    ///   - pageByteLimit: How many bytes of pages are kept.
    /// - Throws: If files cannot be written or read.
    init(
        _ files: [String: String] = ["portals/acme.yaml": portal("acme"), "portals/fern.yaml": portal("fern")],
        environment: String? = nil,
        pageByteLimit: Int = LiveSite.pageByteLimit
    ) throws {
        folder = try TemporaryFolder()
        try folder.write("lint: {links.missing: off}\n", to: "workspace/portico.yaml")
        for (path, text) in files { try folder.write(text, to: "workspace/\(path)") }
        let place = LivePlace(workspace: folder / "workspace", environment: environment, usesOverrides: true)
        site = try LiveSite(place, pageByteLimit: pageByteLimit)
    }

    var workspace: String { folder / "workspace" }

    /// A portal file.
    static func portal(_ slug: String, id: String? = nil, name: String? = nil, more: String = "") -> String {
        let id = id.map { "id: \($0)\n" } ?? ""
        return "\(id)name: \(name ?? slug)\nslug: \(slug)\nwebsiteId: \(slug)-eu\n\(more)"
    }

    static func logo(_ side: Int) -> String {
        #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(side) \#(side)"><path d="M0 0h9v9z"/></svg>"#
    }

    static func naming(_ logo: String) -> String { "x-portico: {logo: \(logo)}\n" }

    // MARK: Changes

    func write(_ text: String, to path: String) throws { try folder.write(text, to: "workspace/\(path)") }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: "\(workspace)/\(path)") }

    func rename(_ old: String, to new: String) throws {
        try? remove(new)
        try FileManager.default.moveItem(atPath: "\(workspace)/\(old)", toPath: "\(workspace)/\(new)")
    }

    func has(_ path: String) -> Bool { folder.has("workspace/\(path)") }

    /// Looks until nothing is unfinished; returns everything that was found.
    func look(sparing: Set<String> = []) -> LiveChange {
        var found = site.look(sparing: sparing)
        while found.isUnfinished {
            Thread.sleep(forTimeInterval: 0.01)
            let more = site.look(sparing: sparing)
            found.portals.formUnion(more.portals)
            found.isShared = found.isShared || more.isShared
            found.gallery = found.gallery || more.gallery
            found.problems = found.problems || more.problems
            found.isUnfinished = more.isUnfinished
        }
        return found
    }

    // MARK: Pages

    func text(_ path: String...) -> String? {
        site.page(path).map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    /// The pages that `render` makes of the files as they are now.
    func rendered(environment: String? = nil) throws -> [String: Data] {
        renderCount += 1
        let output = folder / "site-\(renderCount)"
        defer { try? FileManager.default.removeItem(atPath: output) }
        return try Self.rendered(workspace, into: output, environment: environment)
    }

    /// Renders a workspace into a new folder, and returns its pages by their paths.
    static func rendered(_ workspace: String, into output: String, environment: String? = nil) throws -> [String: Data]
    {
        let opened = try OpenedWorkspace(at: workspace, environment: environment, usesOverrides: true)
        _ = try SiteBuilder(version: "0.0.0-test", build: "", moment: 0)
            .build(SiteFrame(opened), portals: .files(opened.portals), only: nil, into: OutputFolder(path: output))
        return try TestSite.contents(of: output).filter {
            !["json", "jsonl"].contains($0.key.split(separator: ".").last)
        }
    }

    /// Whether every page is as `render` makes it, and there are no others.
    ///
    /// - Parameters:
    ///   - rendered: The pages.
    ///   - excepted: The folders that are not looked at.
    ///   - context: What to say of a difference.
    func expectSame(as rendered: [String: Data], except excepted: Set<String> = [], _ context: String = "") {
        for (path, bytes) in rendered {
            let names = path.split(separator: "/").map(String.init)
            if names.count == 2, excepted.contains(names[0]) { continue }
            #expect(site.page(names).map { Data($0.bytes) } == bytes, "\(path) \(context)")
        }
        for head in site.portals where !excepted.contains(head.id) {
            for page in ["index.html", "preview.html", "docs.html", "portal.md"]
            where rendered["\(head.id)/\(page)"] == nil {
                #expect(site.page([head.id, page]) == nil, "\(head.id)/\(page) \(context)")
            }
        }
    }
}
