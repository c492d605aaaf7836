import Portals
import Synchronization

/// The logos that one reading of a workspace has met, so that one that many portals share is read, inspected and
/// encoded once.
///
/// It lives no longer than that reading: the next one looks at the files again.
final class LogoShelf: Sendable {
    /// How many paths are kept; before one more, all are forgotten, which costs time alone.
    private static let limit = 64

    private struct Kept {
        var inspection: LogoInspection?
        var hasRaster: Bool?
    }

    private let files: WorkspaceFiles
    private let kept = Mutex<[KeyBytes: Kept]>([:])

    init(_ files: WorkspaceFiles) {
        self.files = files
    }

    /// Returns what `WorkspaceFiles.logo` says of a path.
    ///
    /// - Parameter path: The path as the portal file has it; untrusted.
    /// - Returns: The logo, or why there is none.
    func inspection(of path: String) -> LogoInspection {
        if let known = known(path).inspection { return known }
        let inspection = files.logo(at: path)
        change(path) { $0.inspection = inspection }
        return inspection
    }

    /// Returns whether a picture that the service takes stands beside a logo, called the same but for its ending.
    func hasRaster(beside path: String) -> Bool {
        if let known = known(path).hasRaster { return known }
        let isThere = Self.rasters(beside: path).contains { (try? files.kind(of: $0)) == .file }
        change(path) { $0.hasRaster = isThere }
        return isThere
    }

    /// The paths of which one has to be a file, so that a picture that the service takes stands beside a logo.
    static func rasters(beside path: String) -> [String] {
        let endings = Logo.Format.allCases.filter { $0 != .svg }.flatMap(\.fileExtensions)
        let stem = stem(of: path)
        return endings.map { "\(stem).\($0)" }
    }

    /// The path without its ending.
    static func stem(of path: String) -> Substring {
        path.lastIndex(of: ".").map { path[..<$0] } ?? path[...]
    }

    private func known(_ path: String) -> Kept {
        kept.withLock { $0[KeyBytes(path)] } ?? Kept()
    }

    private func change(_ path: String, _ change: (inout Kept) -> Void) {
        kept.withLock { kept in
            if kept.count >= Self.limit, kept[KeyBytes(path)] == nil { kept = [:] }
            change(&kept[KeyBytes(path), default: Kept()])
        }
    }
}
