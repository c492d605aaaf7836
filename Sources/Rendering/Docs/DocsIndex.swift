import Portals

/// Makes `docs.md`: a table of all portals and the feature matrix, in GitHub's Markdown.
package struct DocsIndex: Sendable {
    private let templates: TemplateLibrary

    package init(templates: TemplateLibrary) {
        self.templates = templates
    }

    /// Returns the index.
    ///
    /// - Parameters:
    ///   - portals: The portals that have docs, in their order.
    ///   - source: The folder they come from, for the comment at the head.
    ///   - links: Where the names of portals lead.
    /// - Returns: The page as Markdown.
    package func markdown(
        for portals: [PortalSummary],
        source: String,
        links: DocsLinks = .below("")
    ) -> String {
        templates.render("docs-index", Self.context(for: portals, source: source, links: links))
    }

    /// What the template may be filled with, for checking overrides.
    package static var specimens: [TemplateSpecimen] {
        [
            TemplateSpecimen(
                template: "docs-index",
                context: context(
                    for: [PortalSummary](repeating: .specimen, count: 20),
                    source: "",
                    links: .below("")
                )
            )
        ]
    }

    private static func context(
        for portals: [PortalSummary],
        source: String,
        links: DocsLinks
    ) -> TemplateContext {
        let features = Feature.allCases.map { feature -> TemplateContext in
            ["label": .text(MarkdownText.escape(FieldTable.portal[feature.path]?.label ?? feature.rawValue))]
        }
        let rows = portals.map { portal -> TemplateContext in
            let address = MarkdownText.escape(portal.address)
            return [
                "link": .text(links.link(to: portal)),
                "address": .text(portal.url.map { MarkdownText.link(portal.address, to: $0) } ?? address),
                "status": .text(portal.status.rawValue.capitalizedFirst),
                "cells": .list(Feature.allCases.map { ["value": .text(portal.features.contains($0) ? "Yes" : "No")] }),
            ]
        }
        return [
            "source": .text(DocsComment.escape(source)),
            "count": .text(portals.count == 1 ? "1 portal" : "\(portals.count) portals"),
            "hasPortals": .flag(!portals.isEmpty),
            "features": .list(features),
            "portals": .list(rows),
        ]
    }
}

/// Where the names of portals lead in a table of all.
package enum DocsLinks: Sendable, Hashable {
    /// Into a folder of docs: the path that leads to it, empty or ending in `/`, of URI characters alone.
    case below(String)
    /// Nowhere: the docs are in no folder that is known.
    case nowhere

    fileprivate func link(to portal: PortalSummary) -> String {
        switch self {
        case .below(let path): MarkdownText.link(portal.name, to: "\(path)\(portal.folder)/portal.md")
        case .nowhere: MarkdownText.escape(portal.name)
        }
    }
}
