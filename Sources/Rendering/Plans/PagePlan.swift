/// A part of a page of one shape: what it says for every portal of that shape, and where the portal's texts stand.
struct PagePlan: Sendable {
    enum Step: Sendable {
        case literal([UInt8])
        case text(Int, isRaw: Bool)
        case element(Int, of: Int, text: Int, isRaw: Bool)
        case part(TemplatePart)
    }

    let steps: [Step]

    /// About how many bytes of memory it takes.
    var cost: Int {
        steps.reduce(200) { sum, step in
            if case .literal(let bytes) = step { sum + bytes.count + 100 } else { sum + 50 }
        }
    }

    /// Fills the part with a portal's texts.
    func append(_ values: PlanValues, to page: inout [UInt8]) {
        for step in steps {
            switch step {
            case .literal(let bytes): page += bytes
            case .text(let text, let isRaw): page += isRaw ? values.texts[text].raw : values.texts[text].escaped
            case .element(let element, let list, let text, let isRaw):
                let text = values.lists[list].elements[element].texts[text]
                page += isRaw ? text.raw : text.escaped
            case .part(let part): part.append(values, to: &page)
            }
        }
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
        for (index, key) in layout.texts.enumerated() where !values.texts[index].isEmpty {
            context[key] = .text(slot { .text(index, isRaw: $0) })
        }
        for (index, key) in layout.lists.enumerated() {
            context[key] = .list(elements(of: values.lists[index], number: index))
        }
    }

    private mutating func elements(of list: PlanList, number: Int) -> [TemplateContext] {
        guard let layout = list.layout else { return [] }
        return list.elements.enumerated().map { place, element in
            var context = element.context
            for (text, key) in layout.texts.enumerated() where !element.texts[text].isEmpty {
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
