import Portals

/// The lists of what customers of a portal can do and what they can't, kept for portals that allow the same.
struct FeatureRows: Sendable {
    /// The features in their order, each as a template has it.
    private let all: [(feature: Feature, row: TemplateContext)]
    private let kept = Remembered<UInt64, TemplateContext>()

    init(_ all: [(feature: Feature, row: TemplateContext)]) {
        self.all = all
    }

    /// The keys of a portal's lists.
    func context(of view: PortalView) -> TemplateContext {
        let bits = all.indices.reduce(UInt64(0)) { bits, index in
            view.features.contains(all[index].feature) ? bits | 1 << UInt64(index) : bits
        }
        return kept.value(for: bits) { context(bits) }
    }

    private func context(_ bits: UInt64) -> TemplateContext {
        func list(_ isOn: Bool) -> [TemplateContext] {
            all.indices.filter { (bits & 1 << UInt64($0) != 0) == isOn }.map { all[$0].row }
        }
        let (can, cannot) = (list(true), list(false))
        return [
            "can": .rows(KeptRows(can)), "hasCan": .flag(!can.isEmpty),
            "cannot": .rows(KeptRows(cannot)), "hasCannot": .flag(!cannot.isEmpty),
        ]
    }
}
