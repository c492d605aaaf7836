import Foundation
import SiteBuilding
import TestSupport
import Workspaces

/// A workspace in a temporary folder, and the site that is built from it.
struct TestSite {
    let folder: TemporaryFolder

    /// Makes a workspace of some portals.
    init(_ ids: [String] = ["acme", "voltline", "fern"]) throws {
        folder = try TemporaryFolder()
        try folder.write("lint: {links.missing: off}\n", to: "workspace/portico.yaml")
        for id in ids { try write(id) }
    }

    /// Makes a copy of a workspace and its site.
    init(copying site: TestSite) throws {
        folder = try TemporaryFolder()
        for name in ["workspace", "site"] {
            try FileManager.default.copyItem(atPath: site.folder / name, toPath: folder / name)
        }
    }

    /// The files of a whole site, sorted.
    static func files(of ids: String...) -> [String] {
        let pages = ids.flatMap { id in ["docs.html", "index.html", "portal.md", "preview.html"].map { "\(id)/\($0)" } }
        let shared = ["docs.html", "docs.md", "index.html", "portico-manifest.json", "portico-portals.jsonl"]
        return (pages + shared).sorted()
    }

    var output: String { folder / "site" }

    /// Writes a portal file.
    func write(_ id: String, name: String? = nil, more: String = "") throws {
        let text = "name: \(name ?? id)\nslug: \(id)-billing\nwebsiteId: \(id)-eu\n\(more)"
        try folder.write(text, to: "workspace/portals/\(id).yaml")
    }

    func remove(_ id: String) throws {
        try FileManager.default.removeItem(atPath: folder / "workspace/portals/\(id).yaml")
    }

    func source() throws -> SiteSource {
        try SiteSource(Workspace(at: folder / "workspace", environment: nil, usesOverrides: true))
    }

    @discardableResult
    func build(
        _ contents: SiteContents = .site,
        only: Set<String>? = nil,
        calls: FileSystemCalls = .system
    ) throws -> SiteReport {
        let output = try OutputFolder(path: output, calls: calls)
        return try SiteBuilder(version: "0.0.0-test", contents: contents).build(try source(), only: only, into: output)
    }

    /// The site's files with their bytes.
    func contents() throws -> [String: Data] {
        try Self.contents(of: output)
    }

    static func contents(of path: String) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FolderContents.files(below: path) {
            contents[name] = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))
        }
        return contents
    }

    func text(_ name: String) throws -> String { try folder.text("site/\(name)") }

    /// Inode and time of change of every file.
    func stamps() throws -> [String: [String]] {
        var stamps: [String: [String]] = [:]
        for name in try FolderContents.files(below: output) {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(output)/\(name)")
            stamps[name] = [FileAttributeKey.systemFileNumber, .modificationDate].map { "\(attributes[$0] ?? "")" }
        }
        return stamps
    }
}
