/// The transforms of swift-mustache that templates may use; an unknown one would render as nothing.
enum TemplateTransforms {
    /// What a transform is applied to, or makes.
    enum Kind {
        case text
        case list
        case flag
        case number
        /// An element of a list.
        case element
    }

    /// The transforms that ask for the place in the list around.
    static let places = ["even", "first", "index", "last", "odd"]

    /// The names of the transforms of a kind.
    static func names(for kind: Kind) -> [String] {
        switch kind {
        case .text: ["capitalized", "empty", "lowercased", "reversed", "uppercased"]
        case .list: ["count", "empty", "first", "last", "reversed"]
        case .flag, .element: []
        case .number: ["even", "odd", "equalzero", "minusone", "plusone"]
        }
    }

    /// What a transform makes of a kind; `nil` if it cannot be applied.
    static func result(of name: String, on kind: Kind) -> Kind? {
        guard names(for: kind).contains(name) else { return nil }
        switch (kind, name) {
        case (_, "empty"), (.number, "even"), (.number, "odd"), (.number, "equalzero"): return .flag
        case (.list, "count"): return .number
        case (.list, "first"), (.list, "last"): return .element
        default: return kind
        }
    }
}
