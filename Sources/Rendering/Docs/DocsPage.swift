package import CommonMark
import Portals

/// Makes `docs.html` of a portal: its `portal.md` in Portico's own look, with a table of contents.
package struct DocsPage: Sendable {
    private let template: PlannedTemplate
    private let layout: PlanLayout?
    private let start: PageStart
    /// The page's own ids begin like this.
    private let pages = MarkdownPages(reservedPrefix: "portico-")

    package init(templates: TemplateLibrary) {
        layout = templates.layout(of: Self.context(for: .specimen, docs: pages.page(Array("## A".utf8))))
        template = PlannedTemplate("docs-page", layout: layout, templates: templates)
        start = PageStart(
            style: ["reviewer-style", "docs-style"].flatMap { templates.render($0, TemplateContext()).utf8 }
        )
    }

    /// What of its templates is interpreted for each portal.
    package var obstacles: [TemplateObstacle] { template.obstacles }

    /// Returns docs as HTML.
    ///
    /// - Parameter markdown: The docs in UTF-8, as `PortalDocs` makes them.
    /// - Returns: What the page shows of them.
    package func html(of markdown: [UInt8]) -> MarkdownHTML { pages.page(markdown) }

    /// Returns the page of a portal.
    ///
    /// - Parameters:
    ///   - view: The portal.
    ///   - docs: Its docs as HTML.
    /// - Returns: The page as HTML.
    package func page(for view: PortalView, docs: MarkdownHTML) -> [UInt8] {
        HTMLShell(
            start: start,
            title: "Docs of \(view.name) – Portico",
            description: "What the billing portal \(view.name) is and does: address, signing in, features, colours "
                + "and links.",
            icon: .portico
        ).page(template, PageValues(Self.context(for: view, docs: docs), layout: layout))
    }

    /// Returns the hash of a page that was made here.
    package func hash(of page: [UInt8]) -> ContentHash { start.hash(of: page) }

    /// What the templates may be filled with, for checking overrides.
    package static var specimens: [TemplateSpecimen] {
        [
            TemplateSpecimen(
                template: "docs-page",
                context: context(
                    for: .specimen,
                    docs: MarkdownPages(reservedPrefix: "portico-").page(
                        Array("## A\n\n".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 20_000)
                    )
                )
            ),
            TemplateSpecimen(template: "docs-style", context: TemplateContext()),
        ]
    }

    private static func context(for view: PortalView, docs: MarkdownHTML) -> TemplateContext {
        let chapters = docs.headings.filter { $0.level == 2 }
        var context = ReviewerContext(
            place: .inFolder,
            source: view.file,
            portal: view.name,
            hasSampleLine: true
        ).context
        context.merge(PortalHead.context(for: view, on: .docs))
        context.merge([
            "hasContents": .flag(!chapters.isEmpty),
            "contents": .list(chapters.map { ["headingId": .text($0.id), "headingText": .text($0.text)] }),
            "docs": .text(docs.html),
        ])
        return context
    }
}
