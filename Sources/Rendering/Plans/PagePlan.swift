/// A part of a page of one shape: what it says for every portal of that shape, and where the portal's texts stand.
final class PagePlan: Sendable {
    enum Step: Sendable {
        case literal(Range<Int>)
        case text(Int, isRaw: Bool)
        case element(Int, of: Int, text: Int, isRaw: Bool)
        case part(Int)
    }

    // All cores fill a plan, and would count themselves as owners of what it holds: in one place, for which each waits
    // until the other is done. So literals and parts are held by hand.

    private let steps: [Step]
    /// The literals, one behind the other.
    private nonisolated(unsafe) let literals: UnsafeBufferPointer<UInt8>
    private let parts: [Unmanaged<TemplatePart>]

    /// Takes what was put together.
    init(_ draft: PagePlanDraft) {
        steps = draft.steps
        parts = draft.parts.map(Unmanaged.passRetained)
        let literals = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: draft.literals.count)
        _ = literals.initialize(from: draft.literals)
        self.literals = UnsafeBufferPointer(literals)
    }

    deinit {
        literals.deallocate()
        for part in parts { part.release() }
    }

    /// About how many bytes of memory it takes.
    var cost: Int { literals.count + 50 * (steps.count + parts.count) + 200 }

    /// Fills the part with a portal's texts.
    func append(_ values: borrowing PlanValues, to page: inout PageWriter) {
        // By their places: an iterator would hold on to the steps, which all cores share.
        for index in steps.indices {
            switch steps[index] {
            case .literal(let range): page.append(UnsafeBufferPointer(rebasing: literals[range]))
            case .text(let text, let isRaw): values.append(text, to: &page, isRaw: isRaw)
            case .element(let element, let list, let text, let isRaw):
                values.append(text, of: element, in: list, to: &page, isRaw: isRaw)
            case .part(let part): parts[part]._withUnsafeGuaranteedRef { $0.append(values, to: &page) }
            }
        }
    }
}

/// A plan that is being put together.
struct PagePlanDraft {
    fileprivate var steps: [PagePlan.Step] = []
    fileprivate var literals: [UInt8] = []
    fileprivate var parts: [TemplatePart] = []

    /// Adds a step.
    mutating func append(_ step: PagePlan.Step) { steps.append(step) }

    /// Adds what is the same for every portal.
    mutating func append(literal: [UInt8]) {
        steps.append(.literal(literals.count..<literals.count + literal.count))
        literals += literal
    }

    /// Adds a part with plans of its own.
    mutating func append(part: TemplatePart) {
        steps.append(.part(parts.count))
        parts.append(part)
    }
}

/// A context in which every text that differs from portal to portal is a sentinel.
struct PlanSpecimen {
    /// The context, fit for Mustache.
    private(set) var context: TemplateContext
    /// What stands where a sentinel of a number stands.
    private var slots: [(Bool) -> PagePlan.Step] = []

    /// Makes the specimen of the portals that have the same shape as some values.
    init(_ values: PlanValues, layout: PlanLayout, shared: TemplateContext) {
        context = shared.merging(values.context)
        for (index, key) in layout.texts.enumerated() where !values.isEmpty(index) {
            context[key] = .text(slot { .text(index, isRaw: $0) })
        }
        for (index, key) in layout.lists.enumerated() {
            context[key] = .list(elements(of: index, in: values))
        }
    }

    private mutating func elements(of number: Int, in values: PlanValues) -> [TemplateContext] {
        let list = values.lists[number]
        guard let layout = list.layout else { return [] }
        return list.elements.enumerated().map { place, element in
            var context = element
            for (text, key) in layout.texts.enumerated() where !values.isEmpty(text, of: place, in: number) {
                context[key] = .text(slot { .element(place, of: number, text: text, isRaw: $0) })
            }
            return context
        }
    }

    private mutating func slot(_ step: @escaping (Bool) -> PagePlan.Step) -> String {
        slots.append(step)
        return PlanSentinel.slot(slots.count - 1)
    }

    /// What a sentinel stands for.
    func step(of number: Int, isRaw: Bool) -> PagePlan.Step? {
        slots.indices.contains(number) ? slots[number](isRaw) : nil
    }
}
