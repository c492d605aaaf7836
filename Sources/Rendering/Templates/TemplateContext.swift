/// What a template is filled with: a flat set of texts, switches and lists, all made by Swift.
package struct TemplateContext: Sendable {
    /// A value of a context.
    package enum Item: Sendable {
        /// A text; escaped wherever a template names it in two braces.
        case text(String)
        /// A switch for a section.
        case flag(Bool)
        /// A list for a section, an element a pass.
        case list([TemplateContext])
    }

    package private(set) var items: [String: Item]

    package init(_ items: [String: Item] = [:]) {
        self.items = items
    }

    package subscript(key: String) -> Item? {
        get { items[key] }
        set { items[key] = newValue }
    }

    /// Sets a text and a switch beside it that says whether there is one.
    ///
    /// Mustache counts an empty text as true, so that an optional text always has its `has…` switch.
    package mutating func setOptional(_ key: String, _ text: String?) {
        items[key] = .text(text ?? "")
        items["has" + key.prefix(1).uppercased() + key.dropFirst()] = .flag(text != nil)
    }

    package mutating func merge(_ other: TemplateContext) {
        items.merge(other.items) { _, new in new }
    }

    package func merging(_ other: TemplateContext) -> TemplateContext {
        var merged = self
        merged.merge(other)
        return merged
    }
}

extension TemplateContext: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, Item)...) {
        items = Dictionary(elements) { _, last in last }
    }
}

extension TemplateContext.Item: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
    package init(stringLiteral value: String) { self = .text(value) }
    package init(booleanLiteral value: Bool) { self = .flag(value) }
}
