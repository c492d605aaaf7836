import Portals

/// Makes the gallery: `index.html` with a card for every file of the workspace, and `page-2.html`, … for those beyond
/// the first two hundred (screens.md, 'The gallery').
package struct GalleryPage: Sendable {
    /// How many cards a page has.
    static let cardLimit = 200

    /// A page of the gallery.
    package struct Page: Sendable {
        /// Its file's name in the site.
        package let name: String
        /// The page.
        package let bytes: [UInt8]
    }

    private let templates: TemplateLibrary

    package init(templates: TemplateLibrary) {
        self.templates = templates
    }

    /// How many pages there are for some portals; there is always a first.
    package static func count(for portals: [PortalSummary]) -> Int {
        GalleryPart.pageCount(for: portals.count)
    }

    /// Returns a page.
    ///
    /// - Parameters:
    ///   - number: Which, from 1.
    ///   - portals: All portals in their order.
    ///   - source: The folder they come from.
    /// - Returns: The page.
    package func page(_ number: Int, for portals: [PortalSummary], source: String) -> Page {
        let counts = GalleryCounts(portals)
        let style = ["reviewer-style", "gallery-style"].flatMap { templates.render($0, TemplateContext()).utf8 }
        let part = GalleryPart(number: number, of: portals)
        let script = part.hasSearch ? BuiltInScripts.gallery : nil
        let bytes = HTMLShell(
            title: number == 1 ? "Portals – Portico" : "Portals, page \(number) – Portico",
            description: "Every billing portal at a glance: \(counts.summary).",
            icon: .portico,
            policy: ContentPolicy(script: script)
        ).page(
            style: style,
            body: Array(templates.render("gallery", part.context(counts: counts, source: source)).utf8)
        )
        return Page(name: GalleryPart.name(of: number), bytes: bytes)
    }

    /// What the templates may be filled with, for checking overrides.
    package static var specimens: [TemplateSpecimen] {
        let portals = [PortalSummary](repeating: .specimen, count: 20)
        let part = GalleryPart(number: 1, of: portals)
        return [
            TemplateSpecimen(template: "gallery", context: part.context(counts: GalleryCounts(portals), source: "")),
            TemplateSpecimen(template: "reviewer-style", context: TemplateContext()),
            TemplateSpecimen(template: "gallery-style", context: TemplateContext()),
        ]
    }
}

/// How many portals there are of each kind that the gallery tells apart.
struct GalleryCounts {
    let all: Int
    let active: Int
    let inactive: Int
    let withProblems: Int

    init(_ portals: [PortalSummary]) {
        all = portals.count
        active = portals.count { $0.state == .whole && $0.status == .active }
        inactive = portals.count { $0.state == .whole && $0.status == .inactive }
        withProblems = portals.count { $0.errorCount + $0.warningCount > 0 }
    }

    /// `12 portals, 10 active, 5 with problems`.
    var summary: String {
        guard all > 0 else { return "None yet" }
        let whole = active + inactive
        let parts = [
            Quantity.text(whole, "portal"), "\(Quantity.text(active)) active",
            "\(Quantity.text(withProblems)) with problems",
        ]
        let rest = all > whole ? "; \(Quantity.text(all - whole, "file")) can’t be shown" : ""
        return parts.joined(separator: ", ") + rest
    }

    var context: TemplateContext {
        [
            "summary": .text(summary),
            "countAll": .text(Quantity.text(all)),
            "countActive": .text(Quantity.text(active)),
            "countInactive": .text(Quantity.text(inactive)),
            "countWithProblems": .text(Quantity.text(withProblems)),
            "countWithoutProblems": .text(Quantity.text(all - withProblems)),
        ]
    }
}
