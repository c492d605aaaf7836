/// What a list is asked for (rebilly.md, 2.3).
struct ListQuery: Sendable {
    let limit: Int
    let offset: Int
    private let filter: ListFilter?
    private let search: String?
    private let order: [(field: String, descends: Bool)]

    private static let numbers = 0...1000
    private static let defaultLimit = 100

    /// Reads the query of a call.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - type: What is listed.
    /// - Throws: `Refusal` with the parameter that can't be understood (R13).
    init<Item: ListItem>(_ call: Call, of type: Item.Type) throws(Refusal) {
        func given(_ name: String) -> String? { call.parameter(name).flatMap { $0.isEmpty ? nil : $0 } }
        limit = try Self.number(given("limit"), "limit") ?? Self.defaultLimit
        offset = try Self.number(given("offset"), "offset") ?? 0
        search = given("q")?.lowercased()
        order = try Self.order(given("sort"), fields: type.sortedFields)
        let fields = type.sortedFields.merging(type.filteredFields) { $1 }
        do throws(ListFilter.Refusal) {
            filter = try given("filter").map { text throws(ListFilter.Refusal) in try ListFilter(text, fields: fields) }
        } catch {
            throw Refusal(answer: Problem.badQuery("filter", error.message))
        }
    }

    /// Returns the page of the items that match, and how many match.
    func page<Item: ListItem>(of items: [Item]) -> (items: ArraySlice<Item>, total: Int) {
        let matching = items.filter { item in
            (filter?.matches(item) ?? true) && (search.map { Self.contains($0, item) } ?? true)
        }
        let sorted = matching.sorted { precedes($0, $1) }
        return (sorted.dropFirst(offset).prefix(limit), matching.count)
    }

    private static func number(_ text: String?, _ name: String) throws(Refusal) -> Int? {
        guard let text else { return nil }
        guard ASCIIClass.isNumber(text), let number = Int(text), numbers.contains(number) else {
            throw Refusal(answer: Problem.badQuery(name, "\(name) must be a number from 0 to 1000"))
        }
        return number
    }

    private static func order(
        _ text: String?,
        fields: [String: FieldKind]
    ) throws(Refusal) -> [(field: String, descends: Bool)] {
        var order: [(field: String, descends: Bool)] = []
        for part in text?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
            let descends = part.hasPrefix("-")
            let field = String(descends ? part.dropFirst() : part)
            guard fields[field] != nil else {
                throw Refusal(
                    answer: Problem.badQuery(
                        "sort",
                        "sort names \(field.isEmpty ? "no field" : "'\(field)', which can't be sorted by")"
                    )
                )
            }
            order.append((field, descends))
        }
        return order
    }

    /// Orders as asked, then newest first (R12), then by key.
    private func precedes<Item: ListItem>(_ left: Item, _ right: Item) -> Bool {
        for (field, descends) in order {
            let comparison = Self.compare(left.value(of: field), right.value(of: field))
            if comparison != 0 { return (comparison < 0) != descends }
        }
        if left.createdTime != right.createdTime { return left.createdTime > right.createdTime }
        return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }

    /// Below 0 if the left one comes first; null comes before everything.
    private static func compare(_ left: FieldValue?, _ right: FieldValue?) -> Int {
        switch (left, right) {
        case (.text(let left)?, .text(let right)?):
            left.utf8.elementsEqual(right.utf8) ? 0 : left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
        case (.number(let left)?, .number(let right)?): left == right ? 0 : left < right ? -1 : 1
        case (nil, nil): 0
        case (nil, _): -1
        case (_, nil): 1
        default: 0
        }
    }

    private static func contains(_ search: String, _ item: some ListItem) -> Bool {
        item.searchedTexts.contains { $0?.lowercased().contains(search) ?? false }
    }
}
