import Portals
import Synchronization

/// The planned templates of previews: one set for each sample customer that portals can show.
final class PreviewPlans: Sendable {
    private let templates: TemplateLibrary
    private let sample: SampleContext
    private let layout: PlanLayout?
    /// What previews begin with where their style is the same for all portals; `nil` where it is made for each.
    let start: PageStart?
    /// What stands around the screens where that is the same for all portals; `nil` where it is made for each.
    let frameEdges: (before: [UInt8], behind: [UInt8])?
    /// What screens have in common, such as their foot.
    private let commonParts = TemplateParts()
    private let sets = Mutex<[Variant: PlanSet]>([:])

    /// What of a portal changes the sample customer: whether there is a way to pay.
    struct Variant: Hashable {
        let canUpdate: Bool
        let canAdd: Bool

        init(_ features: FeatureSet) {
            canUpdate = features.contains(.paymentInstrumentUpdate)
            canAdd = features.contains(.paymentInstrumentAdd)
        }
    }

    /// The templates of portals with the same sample customer.
    struct PlanSet: Sendable {
        let sample: TemplateContext
        let screens: [Screen: PlannedTemplate]
        let brand: PlannedTemplate
        let style: PlannedTemplate
        let frame: PlannedTemplate

        /// Every template of the set.
        var all: [PlannedTemplate] {
            Screen.allCases.compactMap { screens[$0] } + [brand, style, frame]
        }
    }

    init(templates: TemplateLibrary, sample: SampleContext) {
        self.templates = templates
        self.sample = sample
        layout = templates.layout(of: Self.context(for: .specimen))
        start = templates.constant("preview-style").map { PageStart(style: Array($0.utf8)) }
        frameEdges = templates.edges(of: "screens", in: "preview")
    }

    /// The values with which a portal fills the templates.
    func values(of view: PortalView) -> PageValues {
        PageValues(Self.context(for: view), layout: layout)
    }

    /// The templates for a portal.
    func set(for view: PortalView) -> PlanSet {
        let variant = Variant(view.features)
        return sets.withLock { sets in
            if let set = sets[variant] { return set }
            let set = makeSet(variant)
            sets[variant] = set
            return set
        }
    }

    /// Whether the templates are interpreted and not planned.
    var areInterpreted: Bool { !templates.usesPlans }

    /// What of the templates is interpreted for each portal, as far as there were portals.
    var obstacles: [TemplateObstacle] {
        sets.withLock { $0.values.flatMap(\.all).flatMap(\.obstacles) }
    }

    private func makeSet(_ variant: Variant) -> PlanSet {
        let sample = sample.context(canUpdate: variant.canUpdate, canAdd: variant.canAdd)
        func planned(_ name: String, _ shared: TemplateContext) -> PlannedTemplate {
            PlannedTemplate(name, shared: shared, layout: layout, templates: templates, commonParts: commonParts)
        }
        let screens = Screen.allCases.map { screen in
            (screen, planned(screen.rawValue, sample.merging(PreviewContext.keys(of: screen))))
        }
        return PlanSet(
            sample: sample,
            screens: Dictionary(screens) { first, _ in first },
            brand: planned("preview-brand", sample),
            style: planned("preview-style", sample),
            frame: planned("preview", sample)
        )
    }

    /// The keys that differ from portal to portal, the frame's `screens` among them.
    private static func context(for view: PortalView) -> TemplateContext {
        var context = PreviewContext(view: view).context
        context["screens"] = ""
        return context
    }
}
