package import Portals

/// Makes the gallery: `index.html` with a card for every file of the workspace, and `page-2.html`, … for those beyond
/// the first two hundred (screens.md, 'The gallery').
package struct GalleryPage: Sendable {
    private let frame: PageFrame
    private let card: RowTemplate
    private let style: [UInt8]
    private let logo: @Sendable (String) -> Logo?

    /// Takes templates.
    ///
    /// - Parameters:
    ///   - templates: The templates.
    ///   - logo: Finds a logo by its path.
    package init(templates: TemplateLibrary, logo: @escaping @Sendable (String) -> Logo?) {
        let part = GalleryPart(number: 1, of: 2)
        frame = PageFrame(
            "gallery",
            specimen: part.context(counts: GalleryCounts(SummaryList([])), source: ""),
            templates: templates
        )
        card = RowTemplate("portal-card", layout: GalleryCard.layout, templates: templates)
        style = ["reviewer-style", "gallery-style"].flatMap { templates.render($0, TemplateContext()).utf8 }
        self.logo = logo
    }

    /// What of its templates is interpreted for every page or card.
    var obstacles: [TemplateObstacle] { frame.obstacles + card.obstacles }

    /// Returns the pages; there is always a first.
    ///
    /// - Parameters:
    ///   - portals: All portals in their order.
    ///   - counts: How many they are.
    ///   - source: The folder they come from.
    /// - Returns: The pages in their order.
    func pages(for portals: SummaryList, counts: GalleryCounts, source: String) -> [SharedPage] {
        (1...GalleryPart.pageCount(for: counts.all)).map { number in
            let part = GalleryPart(number: number, of: counts.all)
            return SharedPage(name: part.name) { parts(of: part, portals: portals, counts: counts, source: source) }
        }
    }

    private func parts(
        of part: GalleryPart,
        portals: SummaryList,
        counts: GalleryCounts,
        source: String
    ) -> [PagePart] {
        let shell = HTMLShell(
            start: PageStart(
                style: style,
                policy: ContentPolicy(script: part.hasSearch ? BuiltInScripts.gallery : nil)
            ),
            title: part.number == 1 ? "Portals – Portico" : "Portals, page \(part.number) – Portico",
            description: "Every billing portal at a glance: \(counts.summary).",
            icon: .portico
        )
        var rows: [String: PageRows] = [:]
        if !part.range.isEmpty {
            rows["cards"] = PageRows(portals[part.range], of: card) { [logo] in GalleryCard($0).fill(&$1, logo: logo) }
        }
        if part.hasSearch { rows["index"] = GalleryIndex.rows(of: portals) }
        let body = frame.parts(part.context(counts: counts, source: source), rows: rows)
        return [.text(shell.opening)] + body + [.text(HTMLShell.closing)]
    }

    /// What the templates may be filled with, for checking overrides.
    package static var specimens: [TemplateSpecimen] {
        var card = RowValues()
        GalleryCard(.specimen).fill(&card) { _ in nil }
        let part = GalleryPart(number: 1, of: 2)
        let context = part.context(counts: GalleryCounts(SummaryList([])), source: "")
        return [
            TemplateSpecimen(template: "gallery", context: context),
            TemplateSpecimen(
                template: "portal-card",
                context: GalleryCard.layout.context(card),
                times: TemplateSpecimen.rowTimes
            ),
            TemplateSpecimen(template: "reviewer-style", context: TemplateContext()),
            TemplateSpecimen(template: "gallery-style", context: TemplateContext()),
        ]
    }
}
