import Portals

/// The paths that Portico writes below an output folder.
enum SitePath {
    /// The pages of a portal.
    static let portalPages = ["index.html", "preview.html", "docs.html", "portal.md"]
    /// The files of all portals together, or of a shard's, but for the gallery's further pages.
    static let sharedPages = ["index.html", "docs.html", "docs.md", PortalRecords.fileName, ShardFile.name]

    /// Whether a path is one that Portico could have written, so that a manifest cannot name anything else.
    static func isOfASite(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch parts.count {
        case 1: return sharedPages.contains(path) || isGalleryPage(path)
        case 2: return portalPages.contains(parts[1]) && (try? PortalID(parts[0])) != nil
        default: return false
        }
    }

    /// Whether a file that all portals share goes when a run writes none such; records are dealt with by themselves.
    static func isPage(_ name: String) -> Bool {
        isOfASite(name) && name != PortalRecords.fileName
    }

    /// Whether a path is `page-2.html` or one that follows it.
    private static func isGalleryPage(_ path: String) -> Bool {
        let number = path.dropFirst("page-".count).dropLast(".html".count)
        guard let value = Int(number), value > 1 else { return false }
        return path == "page-\(value).html"
    }
}
