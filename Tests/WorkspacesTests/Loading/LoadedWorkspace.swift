import Diagnostics
import Portals
import TestSupport

@testable import Workspaces

/// A workspace in a folder of its own, loaded.
struct LoadedWorkspace {
    let workspace: Workspace
    private let folder: TemporaryFolder

    /// Writes files and loads them.
    ///
    /// - Parameters:
    ///   - files: Texts by path; unless `portico.yaml` is among them, it allows portals without links.
    ///   - environment: The environment to show.
    /// - Throws: `Workspace.OpenError`, or if a file cannot be written.
    init(_ files: [String: String], environment: String? = nil) throws {
        folder = try TemporaryFolder()
        for (path, text) in ["portico.yaml": "lint: {links.missing: off}\n"].merging(files, uniquingKeysWith: { $1 }) {
            try folder.write(text, to: path)
        }
        workspace = try Workspace(at: folder.path, environment: environment, usesOverrides: true)
    }

    /// Loads one YAML portal with more lines than the required ones.
    init(portal lines: String) throws {
        try self.init(["portals/acme.yaml": Self.required + lines])
    }

    static let required = "name: Acme\nslug: acme-billing\nwebsiteId: acme-main\n"

    /// All problems as lines of text.
    var problems: [String] {
        (workspace.diagnostics + workspace.entries.flatMap(\.diagnostics)).sorted().map(\.text)
    }

    func entry(_ file: String) -> PortalEntry? {
        workspace.entries.first { $0.file == "portals/\(file)" }
    }

    var acme: Portal? { entry("acme.yaml")?.portal }
}
