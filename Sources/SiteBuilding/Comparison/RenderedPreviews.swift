import Portals
import Workspaces

/// The previews of a workspace as they would be rendered, one by one in the order of the ids.
final class RenderedPreviews {
    private let renderer: SiteRenderer
    private var entries: ArraySlice<(id: PortalID, entry: PortalEntry)>

    /// The page of the portal that came last.
    private(set) var page: [UInt8] = []

    init(_ source: SiteSource) {
        renderer = SiteRenderer(source: source, contents: .site)
        let whole = source.entries.filter { $0.state == .whole }
        entries = whole.compactMap { entry in entry.id.map { ($0, entry) } }.sorted { $0.id < $1.id }[...]
    }

    /// Renders the next portal that has a preview; `nil` at the end.
    func next() -> PortalRecordLine? {
        while let (_, entry) = entries.popFirst() {
            guard let (page, line) = renderer.preview(of: entry) else { continue }
            self.page = page
            return line
        }
        return nil
    }
}
