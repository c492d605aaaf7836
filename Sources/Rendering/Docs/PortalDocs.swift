import Portals

/// Makes `portal.md`: what a portal is and does, for colleagues, in plain CommonMark.
package struct PortalDocs: Sendable {
    private let docs: PlannedTemplate
    private let layout: PlanLayout?
    private let access: TemplateContext
    private let shared = DocsRows()

    /// Prepares the docs of a site.
    ///
    /// - Parameters:
    ///   - templates: The templates.
    ///   - access: How support lets customers in; `nil` if no environment says where.
    package init(templates: TemplateLibrary, access: AccessGuide? = nil) {
        self.access = AccessGuide.context(access)
        layout = templates.layout(
            of: Self.context(for: .specimen, notes: PortalNotes(), access: self.access),
            examples: ["cannot": DocsRows.featureRows[0].row]
        )
        docs = PlannedTemplate("portal-docs", layout: layout, templates: templates)
    }

    /// What of its templates is interpreted for each portal.
    package var obstacles: [TemplateObstacle] { docs.obstacles }

    /// Returns the docs of a portal.
    package func markdown(for view: PortalView) -> String {
        String(decoding: bytes(for: view, notes: PortalNotes(view.portal)), as: UTF8.self)
    }

    /// Returns the docs of a portal as UTF-8.
    ///
    /// - Parameters:
    ///   - view: The portal.
    ///   - notes: Its notes.
    /// - Returns: CommonMark.
    package func bytes(for view: PortalView, notes: PortalNotes) -> [UInt8] {
        docs.bytes(PageValues(Self.context(for: view, notes: notes, access: access, shared), layout: layout))
    }

    /// What the template may be filled with, for checking overrides.
    package static var specimens: [TemplateSpecimen] {
        var context = context(for: .specimen, notes: PortalNotes(), access: AccessGuide.context(.specimen))
        context["can"] = .list([["text": "", "key": ""]])
        context["cannot"] = context["can"]
        return [TemplateSpecimen(template: "portal-docs", context: context)]
    }

    private static func context(
        for view: PortalView,
        notes: PortalNotes,
        access: TemplateContext,
        _ shared: DocsRows = DocsRows()
    ) -> TemplateContext {
        let portal = view.portal
        var context: TemplateContext = [
            "source": .text(DocsComment.escape(view.file)),
            "name": .text(MarkdownText.escape(view.name)),
            "isActive": .flag(portal.status == .active),
            "status": .text(portal.status.rawValue),
            "address": .text(address(of: view)),
            "id": .text(MarkdownText.code(portal.id.description)),
            "websiteId": .text(MarkdownText.code(portal.websiteID)),
            "slug": .text(MarkdownText.code(portal.slug)),
            "domain": .text(portal.customDomain.map { MarkdownText.code($0.description) } ?? ""),
            "hasDomain": .flag(portal.customDomain != nil),
            "defaultHost": .text(MarkdownText.code(Portal.defaultHost)),
            "hasPassword": .flag(view.features.contains(.authenticateWithPassword)),
            "screens": .rows(shared.screens(of: view)),
        ]
        context.merge(shared.features(of: view))
        context.merge(look(of: view, pairs: shared.pairs(of: view)))
        context.merge(links(of: view))
        context.merge(access)
        context["notes"] = .text(notes.markdown)
        context["hasNotes"] = .flag(!notes.isEmpty)
        return context
    }

    private static func address(of view: PortalView) -> String {
        view.url.map { MarkdownText.link(view.shortAddress, to: $0) } ?? MarkdownText.code(view.shortAddress)
    }

    private static func look(of view: PortalView, pairs: KeptRows) -> TemplateContext {
        [
            "primary": .text("`#\(view.palette.fill)`"),
            "secondary": .text("`#\(view.palette.head)`"),
            "pairs": .rows(pairs),
            "hasLogo": .flag(view.logo != nil),
            "logo": .text(MarkdownText.code(view.portal.logoPath ?? "")),
            "logoFormat": .text(view.logo?.format.name ?? ""),
            "brandName": .text(MarkdownText.escape(view.brandName)),
        ]
    }

    private static func links(of view: PortalView) -> TemplateContext {
        let policies = PolicyLink.allCases.map { policy -> TemplateContext in
            let link = view.links[policy]
            return [
                "label": .text(policy.label),
                "hasURL": .flag(link != nil),
                "url": .text(link.map { "<\($0)>" } ?? ""),
            ]
        }
        var context: TemplateContext = ["policies": .list(policies)]
        context.setOptional("websiteURL", view.websiteURL.map { "<\($0)>" })
        context.setOptional("supportEmail", view.supportEmail.map(MarkdownText.link(to:)))
        // Digits, spaces and `+ ( ) - . /`, none of which says anything inside a line.
        context.setOptional("supportPhone", view.supportPhone?.description)
        context["hasSupport"] = .flag(view.supportEmail != nil || view.supportPhone != nil)
        return context
    }
}

extension PaintedPair.Place {
    /// The place in words, for docs and boards.
    package var label: String {
        switch self {
        case .buttonLabel: "Button label"
        case .buttonLabelHover: "Button label, pointed at"
        case .links: "Links and quiet buttons"
        case .edges: "Focus ring, borders, chosen options"
        case .headerText: "Header and sign-in text"
        case .headerAccent: "Selected tab, focus ring in the header"
        }
    }
}
