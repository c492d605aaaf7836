import Workspaces

/// The folders of a workspace in which files show in its site, and which of their files do.
struct WatchedFolders: Sendable, Hashable {
    /// The folder in which names of portal files matter.
    private static let portals = Workspace.portalsFolder
    private static let templates = "templates"
    private static let sample = "sample"

    /// The folders that hold logos, as `names(of:)` joins them; the workspace itself is empty.
    private let logos: Set<String>
    /// All folders, with those that lead to them, so that one that appears later is noticed: `""` is the workspace.
    let all: [String]

    /// Takes the folders of logos.
    ///
    /// - Parameter logoFolders: Paths relative to the workspace, as portal files have them; those that lead out of it
    ///   are left out.
    init(logoFolders: Set<String>) {
        logos = Set(logoFolders.compactMap(Self.normal)).union(["logos"])
        var all: Set<String> = ["", Self.portals, Self.templates, Self.sample]
        for folder in logos {
            var folder = folder[...]
            while !folder.isEmpty {
                all.insert(String(folder))
                folder = folder.lastIndex(of: "/").map { folder[..<$0] } ?? ""
            }
        }
        self.all = all.sorted()
    }

    /// Whether something of a name in a folder is one of the folders.
    func isFolder(_ path: String) -> Bool { all.contains(path) }

    /// Whether a file shows in the site, as far as its name tells.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - folder: The folder, one of `all`.
    /// - Returns: Whether to look when it changes.
    func matters(_ name: String, in folder: String) -> Bool {
        if Self.isTemporary(name) { return false }
        if logos.contains(folder) { return true }
        let lowercased = name.lowercased()
        return switch folder {
        case "": name == Workspace.settingsFile
        case Self.portals: [".yaml", ".yml", ".json"].contains(where: lowercased.hasSuffix)
        case Self.templates: lowercased.hasSuffix(".mustache")
        case Self.sample: "\(folder)/\(name)" == Workspace.sampleFile
        default: false
        }
    }

    /// The path of a name in a folder.
    static func path(of name: String, in folder: String) -> String {
        folder.isEmpty ? name : "\(folder)/\(name)"
    }

    /// Whether editors and file managers make files of such a name beside the one that is saved, and take them away.
    private static func isTemporary(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasSuffix("~") || name.hasPrefix("#") && name.hasSuffix("#")
            || name.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// A path without empty parts, `.` and `..`; `nil` if it leads out of the workspace.
    private static func normal(_ path: String) -> String? {
        if path.hasPrefix("/") { return nil }
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            guard part == ".." else {
                parts.append(part)
                continue
            }
            if parts.popLast() == nil { return nil }
        }
        return parts.joined(separator: "/")
    }
}
