/// Where the values of a context stand once they are taken out of it: contexts of one page have the same keys for
/// every portal, so that a key is looked up once for each portal and not once for each tag.
final class PlanLayout: Sendable {
    /// How many switches, texts or lists a context may have for a plan, which keeps a bit for each.
    static let limit = 64

    let flags: [String]
    let texts: [String]
    let lists: [String]
    /// The layouts of the lists' elements, as far as some are known.
    let elements: [PlanLayout?]
    /// The keys in the order in which the context has them, each with its place; one that comes again has none.
    let order: [(key: String, place: Place?)]
    private let places: [String: Place]

    /// The kind of a key's value and its place among its kind.
    enum Place: Sendable, Hashable {
        case flag(Int)
        case text(Int)
        case list(Int)
    }

    /// Lays out the keys of a context; `nil` if there are too many.
    ///
    /// - Parameters:
    ///   - context: The context.
    ///   - examples: Elements of lists that are empty in it, by the lists' keys.
    init?(_ context: TemplateContext, examples: [String: TemplateContext] = [:]) {
        var places: [String: Place] = [:]
        var flags: [String] = []
        var texts: [String] = []
        var lists: [String] = []
        var elements: [PlanLayout?] = []
        for (key, item) in context.items.sorted(by: { $0.key < $1.key }) {
            switch item {
            case .flag:
                places[key] = .flag(flags.count)
                flags.append(key)
            case .text:
                places[key] = .text(texts.count)
                texts.append(key)
            case .list(let contexts):
                places[key] = .list(lists.count)
                lists.append(key)
                elements.append((contexts.first ?? examples[key]).flatMap { PlanLayout($0) })
            case .rows(let kept):
                places[key] = .list(lists.count)
                lists.append(key)
                elements.append((kept.elements.first ?? examples[key]).flatMap { PlanLayout($0) })
            }
        }
        guard [flags, texts, lists].allSatisfy({ $0.count <= Self.limit }) else { return nil }
        (self.flags, self.texts, self.lists, self.elements) = (flags, texts, lists, elements)
        self.places = places
        var seen: Set<String> = []
        order = context.entries.reversed().map { key, _ in (key, seen.insert(key).inserted ? places[key] : nil) }
            .reversed()
    }

    /// The place of a key; `nil` if the context has none of that name.
    subscript(key: String) -> Place? { places[key] }

    /// How many keys there are.
    var count: Int { places.count }

    /// Whether a context has these keys in this order.
    func isOrder(of context: TemplateContext) -> Bool {
        guard context.entries.count == order.count else { return false }
        return order.indices.allSatisfy { order[$0].key == context.entries[$0].0 }
    }
}
