/// Where the values of a context stand once they are taken out of it: contexts of one page have the same keys for
/// every portal, so that a key is looked up once for each portal and not once for each tag.
struct PlanLayout: Sendable {
    /// How many switches, texts or lists a context may have for a plan, which keeps a bit for each.
    static let limit = 64

    private(set) var flags: [String] = []
    private(set) var texts: [String] = []
    private(set) var lists: [String] = []
    /// The layouts of the lists' elements, as far as the context that was laid out has some.
    private(set) var elements: [Layout] = []
    /// The keys in the order in which the context has them, each with its place; one that comes again has none.
    private(set) var order: [(key: String, place: Place?)] = []
    private let places: [String: Place]

    /// The layout of a list's elements; `nil` if it is not known.
    typealias Layout = PlanLayout?

    /// The kind of a key's value and its place among its kind.
    enum Place: Sendable, Hashable {
        case flag(Int)
        case text(Int)
        case list(Int)
    }

    /// Lays out the keys of a context; `nil` if there are too many.
    init?(_ context: TemplateContext) {
        var places: [String: Place] = [:]
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
                elements.append(contexts.first.flatMap { PlanLayout($0) })
            }
        }
        self.places = places
        guard [flags, texts, lists].allSatisfy({ $0.count <= Self.limit }) else { return nil }
        var seen: Set<String> = []
        for (key, _) in context.entries.reversed() {
            order.append((key, seen.insert(key).inserted ? places[key] : nil))
        }
        order.reverse()
    }

    /// The place of a key; `nil` if the context has none of that name.
    subscript(key: String) -> Place? { places[key] }

    /// How many keys there are.
    var count: Int { places.count }

    /// Whether a context has these keys in this order.
    func isOrder(of context: TemplateContext) -> Bool {
        guard context.entries.count == order.count else { return false }
        return order.indices.allSatisfy { order[$0].key == context.entries[$0].key }
    }
}
