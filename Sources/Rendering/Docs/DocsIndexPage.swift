import Diagnostics
import Portals

/// Makes `docs.html` of all portals: what `docs.md` says, its tables as real ones.
///
/// libcmark has no tables, so that this page comes from a template and not from the Markdown (architecture.md).
package struct DocsIndexPage: Sendable {
    private let templates: TemplateLibrary

    package init(templates: TemplateLibrary) {
        self.templates = templates
    }

    /// Returns the page.
    ///
    /// - Parameters:
    ///   - portals: The portals that have docs, in their order.
    ///   - source: The folder they come from.
    /// - Returns: The page as HTML.
    package func page(for portals: [PortalSummary], source: String) -> [UInt8] {
        HTMLShell(
            title: "Docs of all portals – Portico",
            description: "All billing portals with their addresses, and what customers can do in each.",
            icon: .portico
        ).page(
            style: ["reviewer-style", "docs-style"].flatMap { templates.render($0, TemplateContext()).utf8 },
            body: Array(templates.render("docs-index-page", Self.context(for: portals, source: source)).utf8)
        )
    }

    /// What the template may be filled with, for checking overrides.
    package static var specimens: [TemplateSpecimen] {
        [
            TemplateSpecimen(
                template: "docs-index-page",
                context: context(for: [PortalSummary](repeating: .specimen, count: 20), source: "")
            )
        ]
    }

    private static func context(for portals: [PortalSummary], source: String) -> TemplateContext {
        var context = ReviewerContext(place: .beside("Docs"), source: source).context
        context.merge([
            "count": .text(Quantity.text(portals.count, "portal")),
            "hasPortals": .flag(!portals.isEmpty),
            "hasContents": true,
            "contents": .list([
                ["headingId": "portals", "headingText": "Portals"],
                ["headingId": "features", "headingText": "What customers can do"],
            ]),
            "features": .list(Feature.allCases.map { ["featureLabel": .text($0.label)] }),
            "portals": .list(portals.map(row)),
        ])
        return context
    }

    private static func row(_ portal: PortalSummary) -> TemplateContext {
        var context: TemplateContext = [
            "folder": .text(portal.folder),
            "name": .text(portal.name.displayText),
            "address": .text(portal.address),
            "isActive": .flag(portal.status == .active),
            "cells": .list(Feature.allCases.map { ["isOn": .flag(portal.features.contains($0))] }),
        ]
        context.setOptional("portalURL", portal.url)
        return context
    }
}
