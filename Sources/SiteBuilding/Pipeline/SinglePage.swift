package import Diagnostics
import Workspaces

/// The review board of one portal as one file that holds its screens, so that it can be sent by mail.
package struct SinglePage: Sendable {
    /// The page.
    package let bytes: [UInt8]
    /// What is wrong apart from portals, then with this portal, sorted.
    package let problems: [Diagnostic]

    /// Renders the page; `nil` if no file has the id.
    ///
    /// - Parameters:
    ///   - source: The portals.
    ///   - id: The portal's id.
    package init?(_ source: SiteSource, portal id: String) {
        // Of files that claim one id, the one that has its folder counts.
        let entries = source.entries.filter { $0.idText == id }
        guard let entry = entries.first(where: { $0.state != .withoutFolder }) ?? entries.first else { return nil }
        bytes = SiteRenderer(source: source, contents: .site).singleFile(of: entry)
        problems = (source.diagnostics + entry.diagnostics).sorted()
    }
}
