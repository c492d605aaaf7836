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
    /// - Returns: The page as Markdown.
    package func markdown(for portals: [PortalSummary], source: String) -> String {
        templates.render("docs-index", Self.context(for: portals, source: source))
    }

    /// What the template may be filled with, for checking overrides.
    package static var specimens: [TemplateSpecimen] {
        [
            TemplateSpecimen(
                template: "docs-index",
                context: context(for: [PortalSummary](repeating: .specimen, count: 20), source: "")
            )
        ]
    }

    private static func context(for portals: [PortalSummary], source: String) -> TemplateContext {
        let features = Feature.allCases.map { feature -> TemplateContext in
            ["label": .text(MarkdownText.escape(FieldTable.portal[feature.path]?.label ?? feature.rawValue))]
        }
        let rows = portals.map { portal -> TemplateContext in
            let address = MarkdownText.escape(portal.address)
            return [
                "link": .text(MarkdownText.link(portal.name, to: "\(portal.folder)/portal.md")),
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
