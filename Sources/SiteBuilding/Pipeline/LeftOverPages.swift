import Rendering
import Workspaces

/// Finds pages of earlier runs that belong to nothing any more, and removes them if their bytes are still Portico's.
struct LeftOverPages {
    /// The pages that the site has of each portal, by the portal's id; those that stay may be left out.
    let pagesOfPortals: [String: PageSet]
    /// Which portals of the last run stay as it left them.
    var stays: [Bool] = []
    /// The names of the files that all portals share.
    let shared: Set<String>
    let output: OutputFolder

    /// Removes what is left over.
    ///
    /// - Parameter last: What the last run left, as far as it is known; else its manifest says what there was.
    /// - Returns: The paths of the files that were removed.
    /// - Throws: `OutputError` if one cannot be removed.
    func remove(after last: LastRun?) throws(OutputError) -> [String] {
        var removed: [String] = []
        for (path, file) in (last.map(leftOver) ?? leftOver).sorted(by: { $0.key < $1.key }) {
            let names = OutputFolder.names(of: path)
            let isOurs =
                output.stamps(of: [names[names.count - 1]], in: names.count == 2 ? names[0] : "")[0]?.size
                == file.size && (try? output.hash(of: names))?.hexadecimal == file.sha256
            guard isOurs else { continue }
            if try output.removeFile(names) { removed.append(path) }
            guard names.count == 2 else { continue }
            try output.removeStaleTemporaryFiles(in: [names[0]])
            try output.removeFolderIfEmpty([names[0]])
        }
        return removed
    }

    private func leftOver(of last: LastRun) -> [String: Manifest.File] {
        let old = last.findings.old
        var found: [String: Manifest.File] = [:]
        var ids: Set<String> = []
        for place in old.indices where !stays[place] {
            let (id, pages) = (old[place].id, old[place].pages)
            let kept = pagesOfPortals[id]
            for page in pages where !(kept?.contains(page.name) ?? false) {
                found["\(id)/\(page.name)"] = page.listed
                ids.insert(id)
            }
        }
        // Two portals never share a folder, but a cache may say so.
        for place in ids.isEmpty ? 0..<0 : old.indices where stays[place] && ids.contains(old[place].id) {
            for page in old[place].pages { found["\(old[place].id)/\(page.name)"] = nil }
        }
        for (name, file) in last.shared where !keeps(name) { found[name] = file.listed }
        return found
    }

    private var leftOver: [String: Manifest.File] {
        var found: [String: Manifest.File] = [:]
        let files = try? ManifestReader.read(in: output) { portal in
            let kept = pagesOfPortals[portal.id]
            for (name, file) in portal.files where !(kept?.contains(name) ?? false) {
                found["\(portal.id)/\(name)"] = file
            }
        }
        // Where the end is damaged, nothing that stood before it counts.
        guard let files else { return [:] }
        for (name, file) in files where !keeps(name) { found[name] = file }
        return found
    }

    private func keeps(_ name: String) -> Bool { shared.contains(name) || !SitePath.isPage(name) }
}

/// Which pages a portal has, in a byte.
struct PageSet: Sendable {
    private var bits: UInt8 = 0

    init(_ names: some Sequence<String>) {
        for name in names {
            if let number = SitePath.portalPages.firstIndex(of: name) { bits |= 1 << UInt8(number) }
        }
    }

    func contains(_ name: String) -> Bool {
        SitePath.portalPages.firstIndex(of: name).map { bits & 1 << UInt8($0) != 0 } ?? false
    }

    var hasPreview: Bool { contains("preview.html") }
}
