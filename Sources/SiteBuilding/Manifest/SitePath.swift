import Portals

/// The paths that Portico writes below an output folder.
enum SitePath {
    /// The pages of a portal.
    static let portalPages = ["preview.html", "portal.md"]
    /// The pages of all portals together.
    static let sharedPages = ["index.html", "docs.md"]

    /// Whether a path is one that Portico could have written, so that a manifest cannot name anything else.
    static func isOfASite(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch parts.count {
        case 1: return sharedPages.contains(path)
        case 2: return portalPages.contains(parts[1]) && (try? PortalID(parts[0])) != nil
        default: return false
        }
    }
}
