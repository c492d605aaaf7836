import Portals
import Synchronization

/// The planned templates of previews: one set for each sample customer that portals can show.
final class PreviewPlans: Sendable {
    private let templates: TemplateLibrary
    private let sample: SampleContext
    private let layout: PlanLayout?
    private let sets = Mutex<[Variant: PlanSet]>([:])

    /// What of a portal changes the sample customer: whether there is a way to pay.
    struct Variant: Hashable {
        let canUpdate: Bool
        let canAdd: Bool

        init(_ portal: Portal) {
            canUpdate = portal.allows(.paymentInstrumentUpdate)
            canAdd = portal.allows(.paymentInstrumentAdd)
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
        layout = PlanLayout(Self.context(for: .specimen))
    }

    /// The values with which a portal fills the templates.
    func values(of view: PortalView) -> PageValues {
        PageValues(Self.context(for: view), layout: layout)
    }

    /// The templates for a portal.
    func set(for portal: Portal) -> PlanSet {
        let variant = Variant(portal)
        return sets.withLock { sets in
            if let set = sets[variant] { return set }
            let set = makeSet(variant)
            sets[variant] = set
            return set
        }
    }

    /// What of the templates is interpreted for each portal, as far as there were portals.
    var obstacles: [TemplateObstacle] {
        sets.withLock { $0.values.flatMap(\.all).flatMap(\.obstacles) }
    }

    private func makeSet(_ variant: Variant) -> PlanSet {
        let sample = sample.context(canUpdate: variant.canUpdate, canAdd: variant.canAdd)
        func planned(_ name: String, _ shared: TemplateContext) -> PlannedTemplate {
            PlannedTemplate(name, shared: shared, layout: layout, templates: templates)
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
        PreviewContext(view: view).context.merging(["screens": ""])
    }
}

/// The parts of a portal's preview.
struct FilledPreview {
    /// Every screen, one behind the other.
    private let bytes: [UInt8]
    private let ranges: [(screen: Screen, range: Range<Int>)]
    private let plans: PreviewPlans.PlanSet
    private let values: PageValues
    /// The style sheet.
    let style: [UInt8]

    init(_ view: PortalView, plans: PreviewPlans) {
        let set = plans.set(for: view.portal)
        self.plans = set
        values = plans.values(of: view)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128 << 10)
        var ranges: [(Screen, Range<Int>)] = []
        for screen in view.screens {
            let start = bytes.count
            set.screens[screen]?.append(values, to: &bytes)
            ranges.append((screen, start..<bytes.count))
        }
        self.bytes = bytes
        self.ranges = ranges
        var style = set.brand.bytes(values)
        set.style.append(values, to: &style)
        self.style = style
    }

    /// The screens in their order.
    var screens: [(screen: Screen, html: ArraySlice<UInt8>)] {
        ranges.map { ($0.screen, bytes[$0.range]) }
    }

    var allScreens: ArraySlice<UInt8> { bytes[...] }

    /// Everything that the templates are filled with.
    var context: TemplateContext { plans.sample.merging(values.context) }

    /// The body of a page with some screens.
    func frame(around screens: ArraySlice<UInt8>) -> [UInt8] {
        var values = values
        values.set("screens", to: screens)
        return plans.frame.bytes(values)
    }
}
