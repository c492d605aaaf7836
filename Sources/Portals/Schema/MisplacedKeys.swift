import Diagnostics

/// The keys that `UnknownKey` calls errors, as far as a pattern finds them: known ones at the wrong place, and slips.
///
/// What is further from a known key than a slip only `UnknownKey` finds.
struct MisplacedKeys {
    let table: FieldTable
    /// The object in which the keys would stand.
    let parent: FieldPath

    /// A pattern that finds these keys, and none that is right here.
    var pattern: String {
        let known = table.members(of: parent).map(\.path.key)
        let wrong = foreign.map(Pattern.escaped) + known.map(Pattern.slips)
        return "^(?!\(Pattern.any(known.map(Pattern.escaped)))$)\(Pattern.any(wrong))$"
    }

    /// The keys of fields in other objects, and ways to fields that somebody might write as one key with dots, from
    /// here and from the top; each once, in the table's order.
    private var foreign: [String] {
        let paths = table.fields.map(\.path.components)
        let fromHere = paths.filter { $0.starts(with: parent.components) }.map { $0.dropFirst(parent.components.count) }
        let keys = table.fields.map(\.path.key) + (fromHere + paths.map { $0[...] }).map { $0.joined(separator: ".") }
        var seen: Set<KeyBytes> = []
        return keys.filter { !$0.isEmpty && seen.insert(KeyBytes($0)).inserted && isError($0) }
    }

    private func isError(_ key: String) -> Bool {
        let place = parent.appending(key)
        guard table[place] == nil else { return false }
        let object = ValueObject([(key, .null)])
        let judge = UnknownKey(table: table, isClosed: false)
        return object.members.contains {
            judge.finding(for: $0, of: object, at: place, inTable: parent).severity == .error
        }
    }
}
