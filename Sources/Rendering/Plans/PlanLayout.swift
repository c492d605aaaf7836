/// Where the values of a context stand once they are taken out of it: contexts of one page have the same keys for
/// every portal, so that a key is looked up once for each portal and not once for each tag.
struct PlanLayout: Sendable {
    /// How many switches, texts or lists a context may have for a plan, which keeps a bit for each.
    static let limit = 64

    private(set) var flags: [String] = []
    private(set) var texts: [String] = []
    private(set) var lists: [String] = []
    private let places: [String: Place]

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
            case .list:
                places[key] = .list(lists.count)
                lists.append(key)
            }
        }
        self.places = places
        guard [flags, texts, lists].allSatisfy({ $0.count <= Self.limit }) else { return nil }
    }

    /// The place of a key; `nil` if the context has none of that name.
    subscript(key: String) -> Place? { places[key] }

    /// How many keys there are.
    var count: Int { places.count }
}
