/// What a portal fills plans with: the values of its context, each at its place in the layout.
///
/// All texts stand one behind the other in one buffer, those of lists' elements among them, so that a portal costs a
/// handful of allocations and not one for each value.
struct PlanValues: Sendable {
    private let written: TemplateContext
    /// What is rendered already, and the key in whose place it stands.
    private var rendered: (key: String, bytes: [UInt8]) = ("", [])
    /// The text of that key; `nil` if nothing is rendered.
    private var renderedText: Int?
    /// The switches that are on, a bit each.
    private(set) var flags: UInt64 = 0
    /// The texts that are empty, a bit each.
    private(set) var empties: UInt64 = 0
    /// The texts that begin or end with a line break, a bit each: next to one Mustache may indent another way.
    private(set) var lineEdges: UInt64 = 0
    private(set) var lists: [PlanList]
    /// The texts of the layout, and behind them those of the lists' elements.
    private var texts: [PlanText]
    private var bytes: [UInt8] = []
    /// The looks of the lists' elements, those of a list one behind the other.
    private var looks: [ElementLook] = []

    /// Takes the values out of a context; `nil` if its keys are not those of the layout.
    init?(_ context: TemplateContext, layout: PlanLayout) {
        written = context
        texts = Array(repeating: PlanText(), count: layout.texts.count)
        lists = Array(repeating: PlanList(), count: layout.lists.count)
        texts.reserveCapacity(layout.texts.count + (layout.lists.isEmpty ? 0 : 256))
        bytes.reserveCapacity(8192)
        if layout.isOrder(of: context) {
            for index in context.entries.indices {
                guard let place = layout.order[index].place else { continue }
                guard set(place, to: context.entries[index].1, layout) else { return nil }
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
            let planned = PlanText(text, to: &bytes)
            if planned.isEmpty { empties |= 1 << UInt64(index) }
            if planned.hasLineEdge { lineEdges |= 1 << UInt64(index) }
            texts[index] = planned
        case (.list(let index), .list(let elements)):
            guard let list = list(elements, likely: layout.elements[index]) else { return false }
            lists[index] = list
        default: return false
        }
        return true
    }

    /// The context that the values come from, for what is interpreted.
    var context: TemplateContext {
        guard renderedText != nil else { return written }
        return written.merging([rendered.key: .text(String(decoding: rendered.bytes, as: UTF8.self))])
    }

    /// Puts what is rendered already in the place of a text.
    ///
    /// - Parameters:
    ///   - key: The text's key.
    ///   - index: Its place.
    ///   - bytes: What is rendered.
    mutating func set(_ key: String, at index: Int, to bytes: [UInt8]) {
        rendered = (key, bytes)
        renderedText = index
        texts[index] = PlanText(rendered: bytes)
        let bit = UInt64(1) << UInt64(index)
        empties = texts[index].isEmpty ? empties | bit : empties & ~bit
        lineEdges = texts[index].hasLineEdge ? lineEdges | bit : lineEdges & ~bit
    }

    /// Writes a text.
    ///
    /// - Parameters:
    ///   - index: Its place in the layout.
    ///   - page: Receives it.
    ///   - isRaw: Whether three braces write it, or two, for HTML text and quoted attributes.
    func append(_ index: Int, to page: inout [UInt8], isRaw: Bool) {
        if renderedText == index {
            texts[index].append(from: rendered.bytes, to: &page, isRaw: isRaw)
        } else {
            texts[index].append(from: bytes, to: &page, isRaw: isRaw)
        }
    }

    /// Writes a text of an element of a list.
    func append(_ index: Int, of element: Int, in list: Int, to page: inout [UInt8], isRaw: Bool) {
        texts[lists[list].text(index, of: element)].append(from: bytes, to: &page, isRaw: isRaw)
    }

    /// Whether a text is empty.
    func isEmpty(_ index: Int) -> Bool { texts[index].isEmpty }

    /// Whether a text of an element of a list is empty.
    func isEmpty(_ index: Int, of element: Int, in list: Int) -> Bool {
        texts[lists[list].text(index, of: element)].isEmpty
    }
}

/// The elements of a list of a context.
struct PlanList: Sendable {
    /// The layout of its elements; `nil` if there are none.
    let layout: PlanLayout?
    let elements: [TemplateContext]
    /// Where the texts of its first element begin among all.
    fileprivate let firstText: Int
    /// Where the look of its first element stands among all.
    fileprivate let firstLook: Int
    /// Whether a text of an element begins or ends with a line break.
    let hasLineEdge: Bool

    /// No elements.
    fileprivate init() {
        (layout, elements, firstText, firstLook, hasLineEdge) = (nil, [], 0, 0, false)
    }

    fileprivate init(
        _ elements: [TemplateContext],
        layout: PlanLayout,
        firstText: Int,
        firstLook: Int,
        hasLineEdge: Bool
    ) {
        self.layout = layout
        self.elements = elements
        self.firstText = firstText
        self.firstLook = firstLook
        self.hasLineEdge = hasLineEdge
    }

    fileprivate func text(_ index: Int, of element: Int) -> Int {
        firstText + element * (layout?.texts.count ?? 0) + index
    }
}

/// What the look of an element of a list depends on besides its texts.
private struct ElementLook: Sendable {
    /// The switches that are on, a bit each.
    var flags: UInt64 = 0
    /// The texts that are empty, a bit each.
    var empties: UInt64 = 0
}

extension PlanValues {
    /// Adds what the look of a list depends on: its length, and the switches and empty texts of its elements.
    func appendLook(of list: Int, to shape: inout [UInt64]) {
        let list = lists[list]
        shape.append(UInt64(list.elements.count))
        for look in looks[list.firstLook..<list.firstLook + list.elements.count] {
            shape.append(look.flags)
            shape.append(look.empties)
        }
    }

    /// Takes the values out of a list; `nil` if its elements differ in their keys or hold lists themselves.
    ///
    /// - Parameters:
    ///   - contexts: The elements.
    ///   - likely: The layout that they have in most lists of the same key.
    /// - Returns: The list.
    private mutating func list(_ contexts: [TemplateContext], likely: PlanLayout?) -> PlanList? {
        guard let first = contexts.first else { return PlanList() }
        if let likely, likely.lists.isEmpty, let list = list(contexts, layout: likely) { return list }
        guard let layout = PlanLayout(first), layout.lists.isEmpty else { return nil }
        return list(contexts, layout: layout)
    }

    private mutating func list(_ contexts: [TemplateContext], layout: PlanLayout) -> PlanList? {
        let (firstText, firstLook) = (texts.count, looks.count)
        var hasLineEdge = false
        for context in contexts {
            guard append(context, layout: layout, &hasLineEdge) else { return nil }
        }
        return PlanList(
            contexts,
            layout: layout,
            firstText: firstText,
            firstLook: firstLook,
            hasLineEdge: hasLineEdge
        )
    }

    /// Adds an element of a list; says whether its keys are those of the layout.
    private mutating func append(_ context: TemplateContext, layout: PlanLayout, _ hasLineEdge: inout Bool) -> Bool {
        let start = texts.count
        for _ in layout.texts { texts.append(PlanText()) }
        var look = ElementLook()
        func set(_ place: PlanLayout.Place, to item: TemplateContext.Item) -> Bool {
            switch (place, item) {
            case (.flag(let index), .flag(let flag)):
                if flag { look.flags |= 1 << UInt64(index) }
            case (.text(let index), .text(let text)):
                let planned = PlanText(text, to: &bytes)
                if planned.isEmpty { look.empties |= 1 << UInt64(index) }
                hasLineEdge = hasLineEdge || planned.hasLineEdge
                texts[start + index] = planned
            default: return false
            }
            return true
        }
        if layout.isOrder(of: context) {
            for index in context.entries.indices {
                guard let place = layout.order[index].place else { continue }
                guard set(place, to: context.entries[index].1) else { return false }
            }
        } else {
            let items = context.items
            guard items.count == layout.count else { return false }
            for (key, item) in items {
                guard let place = layout[key], set(place, to: item) else { return false }
            }
        }
        looks.append(look)
        return true
    }
}
