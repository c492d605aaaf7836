import Portals

/// The lists of what customers of a portal can do and what they can't, kept for portals that allow the same.
struct FeatureRows: Sendable {
    /// The features in their order, each as a template has it.
    private let all: [(feature: Feature, row: TemplateContext)]
    private let kept = Remembered<FeatureSet, TemplateContext>()

    init(_ all: [(feature: Feature, row: TemplateContext)]) {
        self.all = all
    }

    /// The keys of a portal's lists.
    func context(of view: PortalView) -> TemplateContext {
        kept.value(for: view.features) { context(view.features) }
    }

    private func context(_ features: FeatureSet) -> TemplateContext {
        func list(_ isOn: Bool) -> [TemplateContext] {
            all.filter { features.contains($0.feature) == isOn }.map(\.row)
        }
        let (can, cannot) = (list(true), list(false))
        return [
            "can": .rows(KeptRows(can)), "hasCan": .flag(!can.isEmpty),
            "cannot": .rows(KeptRows(cannot)), "hasCannot": .flag(!cannot.isEmpty),
        ]
    }
}
