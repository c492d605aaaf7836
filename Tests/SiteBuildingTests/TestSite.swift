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

    func opened() throws -> OpenedWorkspace {
        try OpenedWorkspace(at: folder / "workspace", environment: nil, usesOverrides: true)
    }

    func source() throws -> SiteSource {
        try SiteSource(Workspace(opened()))
    }

    /// Builds the site.
    ///
    /// - Parameters:
    ///   - only: The ids to render; `nil` for all.
    ///   - isVerifying: Whether every file is read.
    ///   - build: The build of Portico.
    ///   - moment: When the run begins; a far one makes all stamps count.
    ///   - judgesTemplates: Whether it is said what of the templates can't be planned.
    ///   - calls: The system calls to use.
    /// - Returns: What was done.
    /// - Throws: `OutputError`.
    @discardableResult
    func build(
        only: Set<String>? = nil,
        isVerifying: Bool = false,
        build: String = "",
        moment: Int64 = Int64(Date().timeIntervalSince1970 * 1_000_000_000),
        judgesTemplates: Bool = false,
        calls: FileSystemCalls = .system
    ) throws -> SiteReport {
        let output = try OutputFolder(path: output, calls: calls)
        let workspace = try opened()
        let builder = SiteBuilder(
            version: "0.0.0-test",
            build: build,
            moment: moment,
            isVerifying: isVerifying,
            judgesTemplates: judgesTemplates
        )
        return try builder.build(SiteFrame(workspace), portals: .files(workspace.portals), only: only, into: output)
    }

    /// Builds the docs alone.
    @discardableResult
    func buildDocs() throws -> SiteReport {
        try DocsBuilder().build(try source(), into: OutputFolder(path: output))
    }

    /// The site's files with their bytes, without the cache, which holds times.
    func contents() throws -> [String: Data] {
        try Self.contents(of: output)
    }

    static func contents(of path: String) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FolderContents.files(below: path) where name != ".portico.cache" {
            contents[name] = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))
        }
        return contents
    }

    func text(_ name: String) throws -> String { try folder.text("site/\(name)") }

    /// Inode and time of change of every file.
    func stamps() throws -> [String: [String]] {
        var stamps: [String: [String]] = [:]
        for name in try FolderContents.files(below: output) where name != ".portico.cache" {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(output)/\(name)")
            // A date in words is of whole seconds, and a new file may have the number of one that was removed.
            let time = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            stamps[name] = ["\(attributes[.systemFileNumber] ?? "")", "\(time)"]
        }
        return stamps
    }
}
