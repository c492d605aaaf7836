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
    private(set) var texts: [PlanText] = []
    private(set) var lists: [PlanList] = []
    private let layout: PlanLayout

    /// Takes the values out of a context; `nil` if its keys are not those of the layout.
    init?(_ context: TemplateContext, layout: PlanLayout) {
        guard context.items.count == layout.count else { return nil }
        written = context
        self.layout = layout
        for (index, key) in layout.flags.enumerated() {
            guard case .flag(let flag) = context.items[key] else { return nil }
            if flag { flags |= 1 << UInt64(index) }
        }
        texts.reserveCapacity(layout.texts.count)
        for (index, key) in layout.texts.enumerated() {
            guard case .text(let text) = context.items[key] else { return nil }
            let planned = PlanText(text)
            if planned.isEmpty { empties |= 1 << UInt64(index) }
            if planned.hasLineEdge { lineEdges |= 1 << UInt64(index) }
            texts.append(planned)
        }
        for key in layout.lists {
            guard case .list(let elements) = context.items[key], let list = PlanList(elements) else { return nil }
            lists.append(list)
        }
    }

    /// The context that the values come from, for what is interpreted.
    var context: TemplateContext {
        guard let rendered else { return written }
        return written.merging([rendered.key: .text(String(decoding: texts[rendered.text].raw, as: UTF8.self))])
    }

    /// Puts what is rendered already in the place of a text.
    mutating func set(_ key: String, to bytes: [UInt8]) {
        guard case .text(let index) = layout[key] else { return }
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

    /// `nil` if the elements differ in their keys or hold lists themselves.
    init?(_ contexts: [TemplateContext]) {
        guard let first = contexts.first else {
            (layout, elements) = (nil, [])
            return
        }
        guard let layout = PlanLayout(first), layout.lists.isEmpty else { return nil }
        self.layout = layout
        elements = contexts.compactMap { PlanValues($0, layout: layout) }
        guard elements.count == contexts.count else { return nil }
    }

    var hasLineEdge: Bool { elements.contains { $0.lineEdges != 0 } }
}

/// A text as pages hold it.
struct PlanText: Sendable {
    /// The text as three braces write it.
    let raw: [UInt8]
    /// Whether two braces write it another way than three.
    private let hasSpecial: Bool

    init(_ text: String) {
        raw = Array(CharacterBoundaries.unmarked(text).utf8)
        hasSpecial = raw.contains(where: HTMLText.isSpecial)
    }

    /// Takes what is rendered already.
    init(rendered: [UInt8]) {
        raw = rendered
        hasSpecial = raw.contains(where: HTMLText.isSpecial)
    }

    /// The text as two braces write it, for HTML text and quoted attributes.
    var escaped: [UInt8] { hasSpecial ? HTMLText.escape(raw) : raw }

    var isEmpty: Bool { raw.isEmpty }

    var hasLineEdge: Bool {
        let breaks = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]
        return raw.first.map(breaks.contains) ?? false || raw.last.map(breaks.contains) ?? false
    }
}
