/// The elements of a list of a context, each with its values at their places in the layout of all of them.
final class PlanRows: Sendable {
    /// The layout of the elements; `nil` if there are none.
    let layout: PlanLayout?
    let elements: [TemplateContext]
    /// What the look of the list depends on besides its texts: how many elements there are, and of each which switches
    /// are on and which texts are empty, a bit each.
    let look: [UInt64]
    /// Whether a text of an element begins or ends with a line break.
    let hasLineEdge: Bool
    /// The texts of the elements, those of an element one behind the other.
    private let texts: [PlanText]
    private let bytes: [UInt8]

    /// No elements; new ones each time, as all cores would count owners of the same.
    static var none: PlanRows { PlanRows([], PlanRowsDraft(layout: nil, count: 0)) }

    private init(_ elements: [TemplateContext], _ draft: PlanRowsDraft) {
        self.elements = elements
        (layout, look, hasLineEdge) = (draft.layout, draft.look, draft.hasLineEdge)
        (texts, bytes) = (draft.texts, draft.bytes)
    }

    /// Takes the values out of a list; `nil` if its elements differ in their keys or hold lists themselves.
    ///
    /// - Parameters:
    ///   - elements: The elements.
    ///   - likely: The layout that they have in most lists of the same key.
    convenience init?(_ elements: [TemplateContext], likely: PlanLayout?) {
        guard let draft = Self.draft(of: elements, likely: likely) else { return nil }
        self.init(elements, draft)
    }

    private static func draft(of elements: [TemplateContext], likely: PlanLayout?) -> PlanRowsDraft? {
        guard let first = elements.first else { return PlanRowsDraft(layout: nil, count: 0) }
        if let likely, likely.lists.isEmpty, let draft = PlanRowsDraft(elements, layout: likely) { return draft }
        guard let layout = PlanLayout(first), layout.lists.isEmpty else { return nil }
        return PlanRowsDraft(elements, layout: layout)
    }

    /// Writes a text of an element.
    func append(_ index: Int, of element: Int, to page: inout PageWriter, isRaw: Bool) {
        let text = texts[text(index, of: element)]
        bytes.withUnsafeBufferPointer { text.append(from: $0, to: &page, isRaw: isRaw) }
    }

    /// Whether a text of an element is empty.
    func isEmpty(_ index: Int, of element: Int) -> Bool { texts[text(index, of: element)].isEmpty }

    private func text(_ index: Int, of element: Int) -> Int { element * (layout?.texts.count ?? 0) + index }
}

/// Rows that are being put together.
private struct PlanRowsDraft {
    let layout: PlanLayout?
    var look: [UInt64] = []
    var hasLineEdge = false
    var texts: [PlanText] = []
    var bytes: [UInt8] = []

    init(layout: PlanLayout?, count: Int) {
        self.layout = layout
        look.reserveCapacity(1 + 2 * count)
        look.append(UInt64(count))
    }

    /// Takes the elements; `nil` if the keys of one are not those of the layout.
    init?(_ elements: [TemplateContext], layout: PlanLayout) {
        self.init(layout: layout, count: elements.count)
        texts.reserveCapacity(elements.count * layout.texts.count)
        bytes.reserveCapacity(elements.count * 128)
        for element in elements {
            guard append(element, layout) else { return nil }
        }
    }

    /// Adds an element; says whether its keys are those of the layout.
    private mutating func append(_ element: TemplateContext, _ layout: PlanLayout) -> Bool {
        let start = texts.count
        for _ in layout.texts { texts.append(PlanText()) }
        var (flags, empties): (UInt64, UInt64) = (0, 0)
        func set(_ place: PlanLayout.Place, to item: TemplateContext.Item) -> Bool {
            switch (place, item) {
            case (.flag(let index), .flag(let flag)):
                if flag { flags |= 1 << UInt64(index) }
            case (.text(let index), .text(let text)):
                let planned = PlanText(text, to: &bytes)
                if planned.isEmpty { empties |= 1 << UInt64(index) }
                hasLineEdge = hasLineEdge || planned.hasLineEdge
                texts[start + index] = planned
            default: return false
            }
            return true
        }
        if layout.isOrder(of: element) {
            for index in element.entries.indices {
                guard let place = layout.order[index].place else { continue }
                guard set(place, to: element.entries[index].1) else { return false }
            }
        } else {
            let items = element.items
            guard items.count == layout.count else { return false }
            for (key, item) in items {
                guard let place = layout[key], set(place, to: item) else { return false }
            }
        }
        look.append(flags)
        look.append(empties)
        return true
    }
}
