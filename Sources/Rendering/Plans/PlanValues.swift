/// What a portal fills plans with: the values of its context, each at its place in the layout.
///
/// All texts stand one behind the other in one buffer, so that a portal costs a handful of allocations and not one for
/// each value.
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
    private(set) var lists: [PlanRows]
    private var texts: [PlanText]
    private var bytes: [UInt8] = []

    /// Takes the values out of a context; `nil` if its keys are not those of the layout.
    init?(_ context: TemplateContext, layout: PlanLayout) {
        written = context
        texts = Array(repeating: PlanText(), count: layout.texts.count)
        lists = Array(repeating: .none, count: layout.lists.count)
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
            guard let rows = PlanRows(elements, likely: layout.elements[index]) else { return false }
            lists[index] = rows
        case (.list(let index), .rows(let kept)):
            guard let rows = kept.planned(likely: layout.elements[index]) else { return false }
            lists[index] = rows
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
    func append(_ index: Int, to page: inout PageWriter, isRaw: Bool) {
        if renderedText == index {
            rendered.bytes.withUnsafeBufferPointer { texts[index].append(from: $0, to: &page, isRaw: isRaw) }
        } else {
            bytes.withUnsafeBufferPointer { texts[index].append(from: $0, to: &page, isRaw: isRaw) }
        }
    }

    /// Writes a text of an element of a list.
    func append(_ index: Int, of element: Int, in list: Int, to page: inout PageWriter, isRaw: Bool) {
        // The list keeps it: a page has hundreds of such texts, and each would count an owner.
        withExtendedLifetime(lists) {
            Unmanaged.passUnretained(lists[list])._withUnsafeGuaranteedRef {
                $0.append(index, of: element, to: &page, isRaw: isRaw)
            }
        }
    }

    /// Whether a text is empty.
    func isEmpty(_ index: Int) -> Bool { texts[index].isEmpty }

    /// Whether a text of an element of a list is empty.
    func isEmpty(_ index: Int, of element: Int, in list: Int) -> Bool {
        lists[list].isEmpty(index, of: element)
    }
}
