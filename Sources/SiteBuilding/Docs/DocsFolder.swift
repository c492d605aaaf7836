import Portals
import Rendering
import Workspaces

/// A folder of Markdown docs that is committed: what is there, compared with what the portals say.
///
/// A file that differs only in the ends of its lines or in its last line break counts as the same: git and editors
/// change those by themselves.
struct DocsFolder {
    /// The largest file that is read; more than the docs of forty thousand portals have.
    private static let byteLimit = 32 << 20

    let output: OutputFolder

    /// What stands in a docs file's place.
    private enum Existing {
        case nothing
        case file([UInt8])
        /// A symbolic link: writing replaces it.
        case link
        /// A file that is too large to be one of these.
        case tooLarge
    }

    /// Returns what stands at a path.
    ///
    /// - Throws: `OutputError` if nothing can be written there: a folder, a pipe, a link on the way.
    private func existing(at path: [String]) throws(OutputError) -> Existing {
        do throws(OutputError) {
            return try output.read(path, limit: Self.byteLimit).map(Existing.file) ?? .nothing
        } catch {
            switch error.reason {
            case .notAFile(.link): return .link
            case .tooLarge: return .tooLarge
            default: throw error
            }
        }
    }

    /// Writes a file unless it is there; a file that is there keeps its form.
    func write(_ file: SiteFile) throws(OutputError) -> WriteOutcome {
        guard case .file(let old) = try existing(at: file.path) else {
            return try output.write(file.bytes, to: file.path)
        }
        if TextForm.areAlike(old, file.bytes) { return .unchanged }
        return try output.write(TextForm(of: old).applied(to: file.bytes), to: file.path)
    }

    /// Compares a file with what is there.
    ///
    /// - Returns: `nil` if nothing is to be done.
    func difference(from file: SiteFile) throws(OutputError) -> DocsDifference? {
        let path = file.path.joined(separator: "/")
        switch try existing(at: file.path) {
        case .nothing: return DocsDifference(path: path, state: .missing, old: nil, new: file.bytes)
        case .link: return DocsDifference(path: path, state: .stale, old: nil, new: file.bytes, remark: "is a link")
        case .tooLarge:
            return DocsDifference(path: path, state: .stale, old: nil, new: file.bytes, remark: "is far too large")
        case .file(let old):
            if TextForm.areAlike(old, file.bytes) { return nil }
            let new = TextForm(of: old).applied(to: file.bytes)
            return DocsDifference(path: path, state: .stale, old: old, new: new)
        }
    }

    /// Runs something with each docs file that no portal makes any more.
    ///
    /// It is one by its first line and its place; what the manifest of a site lists is the site's.
    ///
    /// - Parameters:
    ///   - source: The portals; the docs of one that is there and cannot be read just now are not left over.
    ///   - body: Takes the file.
    /// - Throws: `OutputError` if the folder cannot be read, and whatever `body` throws.
    func eachLeftOver(
        of source: SiteSource,
        _ body: (_ path: [String], _ bytes: [UInt8]) throws -> Void
    ) throws {
        let folders = try output.entries().filter { $0.kind == .folder }.map(\.name)
        let there = Set(folders)
        let ids = Set(source.entries.map(\.idText))
        // Where letter case does not count, a folder may show another spelling of an id that is taken.
        let foldedIDs = [String: String](source.entries.map { ($0.idText.lowercased(), $0.idText) }) { first, _ in first
        }
        var docsOfSite: Set<String> = []
        let isSite =
            (try? ManifestReader.read(in: output) { portal in
                if portal.files[Self.portalFile] != nil { docsOfSite.insert(portal.id) }
            }) != nil
        for name in folders where !ids.contains(name) {
            guard let id = try? PortalID(name) else { continue }
            if let taken = foldedIDs[id.folded], !there.contains(taken) { continue }
            let path = [name, Self.portalFile]
            if isSite, docsOfSite.contains(name) { continue }
            guard let bytes = try? output.read(path, limit: Self.byteLimit), DocsComment.begins(bytes) else { continue }
            try body(path, bytes)
        }
    }

    /// Removes the docs files that no portal makes any more, with their folders where nothing else is in them.
    ///
    /// - Parameter source: The portals.
    /// - Returns: Their paths.
    /// - Throws: `OutputError` if one cannot be removed.
    func removeLeftOvers(of source: SiteSource) throws -> [String] {
        var removed: [String] = []
        try eachLeftOver(of: source) { path, _ in
            if try output.removeFile(path) { removed.append(path.joined(separator: "/")) }
            try output.removeStaleTemporaryFiles(in: [path[0]])
            try output.removeFolderIfEmpty([path[0]])
        }
        return removed
    }

    private static let portalFile = "portal.md"
}
