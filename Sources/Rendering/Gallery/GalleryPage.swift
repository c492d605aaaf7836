import Diagnostics
import Portals

/// Makes the gallery `index.html`: a card for every file of the workspace.
package struct GalleryPage: Sendable {
    private let templates: TemplateLibrary

    package init(templates: TemplateLibrary) {
        self.templates = templates
    }

    /// Returns the page.
    ///
    /// - Parameters:
    ///   - portals: The portals in their order.
    ///   - source: The folder they come from.
    /// - Returns: The page as HTML.
    package func html(for portals: [PortalSummary], source: String) -> String {
        HTMLShell(
            title: "Portals",
            policy: .preview,
            style: templates.render("reviewer-style", TemplateContext()),
            body: templates.render("gallery", Self.context(for: portals, source: source))
        ).html
    }

    /// What the template may be filled with, for checking overrides.
    package static var specimens: [TemplateSpecimen] {
        [
            TemplateSpecimen(template: "gallery", context: context(for: [.specimen], source: "")),
            TemplateSpecimen(template: "reviewer-style", context: TemplateContext()),
        ]
    }

    private static func context(for portals: [PortalSummary], source: String) -> TemplateContext {
        let active = portals.count { $0.state == .whole && $0.status == .active }
        let troubled = portals.count { $0.errorCount + $0.warningCount > 0 }
        let count = portals.count == 1 ? "1 portal" : "\(portals.count) portals"
        return [
            "summary": .text("\(count), \(active) active, \(troubled) with problems"),
            "hasPortals": .flag(!portals.isEmpty),
            "portals": .list(portals.map(card)),
            "source": .text(source.displayText),
        ]
    }

    private static func card(_ portal: PortalSummary) -> TemplateContext {
        [
            "isWhole": .flag(portal.state == .whole),
            "isUnreadable": .flag(portal.state == .unreadable),
            "isWithoutFolder": .flag(portal.state == .withoutFolder),
            "folder": .text(portal.folder),
            "name": .text(portal.name.displayText),
            "address": .text(portal.address),
            "isActive": .flag(portal.status == .active),
            "hasErrors": .flag(portal.errorCount > 0),
            "errors": .text(portal.errorCount == 1 ? "1 error" : "\(portal.errorCount) errors"),
            "hasWarnings": .flag(portal.warningCount > 0),
            "warnings": .text(portal.warningCount == 1 ? "1 warning" : "\(portal.warningCount) warnings"),
            "hasProblems": .flag(portal.errorCount + portal.warningCount > 0),
            "firstProblem": .text(portal.firstProblem ?? ""),
            "file": .text(portal.file.displayText),
        ]
    }
}
