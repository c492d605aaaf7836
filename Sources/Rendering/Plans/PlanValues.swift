/// What a portal fills plans with: the values of its context, each at its place in the layout.
struct PlanValues: Sendable {
    private let written: TemplateContext
    /// The text in whose place stands what is rendered already.
    private var rendered: (key: String, text: Int)?
    /// The switches that are on, a bit each.
    private(set) var flags: UInt64 = 0
    /// The texts that are empty, a bit each.
    private(set) var empties: UInt64 = 0
    /// The texts that begin or end with a line break, a bit each: next to one Mustache may indent another way.
    private(set) var lineEdges: UInt64 = 0
    private(set) var texts: [PlanText]
    private(set) var lists: [PlanList]

    /// Takes the values out of a context; `nil` if its keys are not those of the layout.
    init?(_ context: TemplateContext, layout: PlanLayout) {
        written = context
        texts = Array(repeating: PlanText(), count: layout.texts.count)
        lists = Array(repeating: PlanList(), count: layout.lists.count)
        if layout.isOrder(of: context) {
            for (index, entry) in context.entries.enumerated() {
                guard let place = layout.order[index].place else { continue }
                guard set(place, to: entry.item, layout) else { return nil }
            }
        } else {
            let items = context.items
            guard items.count == layout.count else { return nil }
            for (key, item) in items {
                guard let place = layout[key], set(place, to: item, layout) else { return nil }
            }
        }
    }

    /// Puts an item at its place; says whether it is of the place's kind.
    private mutating func set(_ place: PlanLayout.Place, to item: TemplateContext.Item, _ layout: PlanLayout) -> Bool {
        switch (place, item) {
        case (.flag(let index), .flag(let flag)):
            if flag { flags |= 1 << UInt64(index) }
        case (.text(let index), .text(let text)):
            let planned = PlanText(text)
            if planned.isEmpty { empties |= 1 << UInt64(index) }
            if planned.hasLineEdge { lineEdges |= 1 << UInt64(index) }
            texts[index] = planned
        case (.list(let index), .list(let elements)):
            guard let list = PlanList(elements, likely: layout.elements[index]) else { return false }
            lists[index] = list
        default: return false
        }
        return true
    }

    /// The context that the values come from, for what is interpreted.
    var context: TemplateContext {
        guard let rendered else { return written }
        return written.merging([rendered.key: .text(String(decoding: texts[rendered.text].raw, as: UTF8.self))])
    }

    /// Puts what is rendered already in the place of a text.
    ///
    /// - Parameters:
    ///   - key: The text's key.
    ///   - index: Its place.
    ///   - bytes: What is rendered.
    mutating func set(_ key: String, at index: Int, to bytes: [UInt8]) {
        rendered = (key, index)
        texts[index] = PlanText(rendered: bytes)
        let bit = UInt64(1) << UInt64(index)
        empties = texts[index].isEmpty ? empties | bit : empties & ~bit
        lineEdges = texts[index].hasLineEdge ? lineEdges | bit : lineEdges & ~bit
    }
}

/// The elements of a list of a context.
struct PlanList: Sendable {
    /// The layout of its elements; `nil` if there are none.
    let layout: PlanLayout?
    let elements: [PlanValues]

    /// No elements.
    init() {
        (layout, elements) = (nil, [])
    }

    /// `nil` if the elements differ in their keys or hold lists themselves.
    ///
    /// - Parameters:
    ///   - contexts: The elements.
    ///   - likely: The layout that they have in most lists of the same key.
    init?(_ contexts: [TemplateContext], likely: PlanLayout?) {
        guard let first = contexts.first else {
            self.init()
            return
        }
        if let likely, likely.lists.isEmpty, let list = PlanList(contexts, layout: likely) {
            self = list
            return
        }
        guard let layout = PlanLayout(first), layout.lists.isEmpty else { return nil }
        self.init(contexts, layout: layout)
    }

    private init?(_ contexts: [TemplateContext], layout: PlanLayout) {
        var elements: [PlanValues] = []
        elements.reserveCapacity(contexts.count)
        for context in contexts {
            guard let values = PlanValues(context, layout: layout) else { return nil }
            elements.append(values)
        }
        (self.layout, self.elements) = (layout, elements)
    }

    var hasLineEdge: Bool { elements.contains { $0.lineEdges != 0 } }
}
