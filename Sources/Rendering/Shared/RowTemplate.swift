import Synchronization

/// A template of a row of a page that all portals share: of a table, or a card of the gallery.
///
/// As with other plans, a row of one shape is rendered once through Mustache, with a sentinel for each text, and cut
/// at them. What a plan can't carry is interpreted for every row.
final class RowTemplate: Sendable {
    /// What stands in a row of one shape.
    private enum Step {
        case literal([UInt8])
        case text(Int, isRaw: Bool)
    }

    /// What the look of a row depends on besides its texts.
    private struct Shape: Hashable {
        let bits: UInt64
        let empties: UInt64
    }

    private let name: String
    private let layout: RowLayout
    private let templates: TemplateLibrary
    /// The bits that the template asks for.
    private let usedBits: UInt64
    /// Whether Mustache may set what follows a text by the text's last character.
    private let isIndented: Bool
    private let obstacle: TemplateObstacle?
    private let plans = Mutex<[Shape: [Step]]>([:])

    init(_ name: String, layout: RowLayout, templates: TemplateLibrary) {
        self.name = name
        self.layout = layout
        self.templates = templates
        guard templates.usesPlans else {
            (usedBits, isIndented, obstacle) = (0, true, nil)
            return
        }
        let keys = layout.others.merging(layout.texts.map { ($0, 0) }) { $1 }
        let used = templates.reachable(from: name).flatMap { templates.tags(of: $0) ?? [] }.map(\.name)
        usedBits = Set(used).reduce(0) { $0 | (keys[$1] ?? 0) }
        var context = layout.context(0)
        for key in layout.texts { context[key] = "" }
        let use = PlanLayout(context).map {
            TemplateUse(of: name, in: PlanSurroundings(templates: templates, shared: TemplateContext(), layout: $0))
        }
        isIndented = use?.hasTextInPartials ?? true
        obstacle = use.map(\.obstacle) ?? TemplateObstacle(template: name, reason: "the values that fill it")
    }

    /// What of it is interpreted for every row, and why.
    var obstacles: [TemplateObstacle] { [obstacle].compactMap(\.self) }

    /// Writes a row.
    func append(_ values: RowValues, to page: inout [UInt8]) {
        guard templates.usesPlans, obstacle == nil, !isIndented || !values.hasLineEdge else {
            page += interpreted(values)
            return
        }
        for step in plan(for: values) {
            switch step {
            case .literal(let bytes): page += bytes
            case .text(let text, isRaw: true): page += values[text]
            case .text(let text, isRaw: false): HTMLText.append(values[text], to: &page)
            }
        }
    }

    /// What the template makes of a row without a plan.
    func interpreted(_ values: RowValues) -> [UInt8] {
        Array(templates.render(name, layout.context(values)).utf8)
    }

    private func plan(for values: RowValues) -> [Step] {
        let shape = Shape(bits: values.bits & usedBits, empties: values.empties)
        if let plan = plans.withLock({ $0[shape] }) { return plan }
        let plan = makePlan(for: shape)
        let cost = plan.reduce(200) { sum, step in
            if case .literal(let bytes) = step { sum + bytes.count + 100 } else { sum + 50 }
        }
        if templates.budget.take(cost) { plans.withLock { $0[shape] = plan } }
        return plan
    }

    private func makePlan(for shape: Shape) -> [Step] {
        var context = layout.context(shape.bits)
        for (index, key) in layout.texts.enumerated() {
            context[key] = .text(shape.empties & 1 << UInt64(index) == 0 ? PlanSentinel.slot(index) : "")
        }
        return PlanSentinel.pieces(of: Array(templates.render(name, context).utf8)).compactMap { piece in
            switch piece {
            case .literal(let bytes): .literal(bytes)
            case .slot(let text, let isRaw): layout.texts.indices.contains(text) ? .text(text, isRaw: isRaw) : nil
            case .part: nil
            }
        }
    }
}
