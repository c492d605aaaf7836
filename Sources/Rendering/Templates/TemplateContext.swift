/// What a template is filled with: a flat set of texts, switches and lists, all made by Swift.
///
/// Contexts of one kind are made by the same steps for every portal, so that their keys come in the same order: plans
/// rely on that for speed, and on nothing else.
package struct TemplateContext: Sendable {
    /// A value of a context.
    package enum Item: Sendable {
        /// A text; escaped wherever a template names it in two braces.
        case text(String)
        /// A switch for a section.
        case flag(Bool)
        /// A list for a section, an element a pass.
        case list([TemplateContext])
        /// A list that many portals have alike.
        case rows(KeptRows)

        /// The elements; `nil` if it is no list.
        var elements: [TemplateContext]? {
            switch self {
            case .list(let elements): elements
            case .rows(let kept): kept.elements
            case .text, .flag: nil
            }
        }
    }

    /// What was set, in its order; of a key that was set twice the last item counts.
    ///
    /// Without labels, so that a literal is taken as it is and not copied.
    private(set) var entries: [(String, Item)]

    package init(_ items: [String: Item] = [:]) {
        entries = items.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
    }

    /// Nothing yet, with room for some items.
    init(reserving count: Int) {
        entries = []
        entries.reserveCapacity(count)
    }

    /// Every value by its key.
    package var items: [String: Item] {
        Dictionary(entries) { _, last in last }
    }

    package subscript(key: String) -> Item? {
        get { entries.last { $0.0 == key }?.1 }
        set {
            if let newValue {
                entries.append((key, newValue))
            } else {
                entries.removeAll { $0.0 == key }
            }
        }
    }

    /// Sets a text and a switch beside it that says whether there is one.
    ///
    /// Mustache counts an empty text as true, so that an optional text always has its `has…` switch.
    package mutating func setOptional(_ key: String, _ text: String?) {
        entries.append((key, .text(text ?? "")))
        entries.append((Self.hasKey(of: key), .flag(text != nil)))
    }

    /// The name of the switch that says whether there is something: `hasNotes` of `notes`.
    package static func hasKey(of key: String) -> String {
        "has" + key.capitalizedFirst
    }

    package mutating func merge(_ other: TemplateContext) {
        entries += other.entries
    }

    package func merging(_ other: TemplateContext) -> TemplateContext {
        var merged = self
        merged.merge(other)
        return merged
    }
}

extension TemplateContext: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, Item)...) {
        entries = elements
    }
}

extension TemplateContext.Item: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
    package init(stringLiteral value: String) { self = .text(value) }
    package init(booleanLiteral value: Bool) { self = .flag(value) }
}

extension String {
    /// The text with its first letter as a capital.
    var capitalizedFirst: String {
        guard let first = utf8.first, first < 0x80 else { return prefix(1).uppercased() + dropFirst() }
        guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return self }
        var text = self
        return text.withUTF8 { bytes in
            String(unsafeUninitializedCapacity: bytes.count) { capitalized in
                let (_, count) = capitalized.initialize(from: bytes)
                capitalized[0] = first - 0x20
                return count
            }
        }
    }
}
