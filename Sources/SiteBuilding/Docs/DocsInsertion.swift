import Portals
package import Rendering
import Workspaces

/// Fills the marked places of Markdown files with docs.
package struct DocsInsertion: Sendable {
    private let source: SiteSource
    private let links: DocsLinks

    /// Takes portals.
    ///
    /// - Parameters:
    ///   - source: The portals.
    ///   - links: Where the names of portals lead in a table of all.
    package init(_ source: SiteSource, links: DocsLinks) {
        self.source = source
        self.links = links
    }

    /// Returns a text whose marked places are filled.
    ///
    /// - Parameter text: The text, in CommonMark.
    /// - Returns: The filled text, or the same with what is wrong.
    package func filled(_ text: String) -> DocsInjection {
        DocsInjection(into: text) { (region) throws(DocsMarkerProblem) in
            switch region.content {
            case .portal(let id):
                DocsSection.portal(try docs(of: id, line: region.firstLine), under: region.headingLevel)
            case .matrix: DocsSection.matrix(index, under: region.headingLevel)
            }
        }
    }

    private var index: String {
        let summaries = source.entries.filter { $0.state == .whole }.map(SiteRenderer.summary)
        return DocsIndex(templates: source.frame.templates).markdown(
            for: summaries,
            source: source.frame.origin,
            links: links
        )
    }

    private func docs(of id: String, line: Int) throws(DocsMarkerProblem) -> String {
        let entries = source.entries.filter { $0.idText.utf8.elementsEqual(id.utf8) }
        guard let entry = entries.first(where: { $0.state == .whole }) else {
            throw DocsMarkerProblem(line: line, message: entries.first.map(Self.unreadable) ?? unknown(id))
        }
        let files = SiteRenderer(source: source, contents: .docs).pages(of: entry).files
        return String(decoding: files.first?.bytes ?? [], as: UTF8.self)
    }

    private static func unreadable(_ entry: PortalEntry) -> String {
        "the portal '\(entry.idText)' has no docs, because \(entry.file) has errors; mend them first"
    }

    private func unknown(_ id: String) -> String {
        let known = source.entries.filter { $0.state == .whole }.map(\.idText)
        let near = Spelling.nearest(to: id, among: known)
        return "there is no portal '\(id)'; "
            + (near.map { "did you mean '\($0)'?" } ?? "name the stem of a file of portals/")
    }
}
