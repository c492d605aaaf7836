import Portals

/// In which order the members of a mapping stand: as in the field table, then what the table does not know, and
/// Portico's own keys last.
enum FieldOrder {
    private static let ownKey = "x-portico"

    /// Returns the members of an object in their order; unknown ones stay as they are among themselves.
    static func sorted(_ object: ValueObject, at path: FieldPath) -> [ValueObject.Member] {
        let ranks = ranks(at: path)
        let ranked = object.members.enumerated().map { (rank: rank(of: $1.key, ranks), index: $0, member: $1) }
        return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.member)
    }

    /// Returns the index of the sibling behind which a new key belongs; `nil` if it belongs before all of them.
    static func predecessor(of key: String, among siblings: [String], at path: FieldPath) -> Int? {
        let ranks = ranks(at: path)
        let own = rank(of: key, ranks)
        let others = siblings.map { rank(of: $0, ranks) }
        guard own < unknownRank else { return others.lastIndex { $0 <= own } }
        let known = others.enumerated().filter { $0.element < unknownRank }
        if let nearest = known.filter({ $0.element < own }).max(by: { $0.element < $1.element }) {
            return nearest.offset
        }
        if let next = known.min(by: { $0.element < $1.element }) { return next.offset > 0 ? next.offset - 1 : nil }
        return others.lastIndex { $0 <= unknownRank }
    }

    /// Whether the table says that a field is a colour.
    static func isColor(_ path: FieldPath) -> Bool {
        if case .text(.color)? = FieldTable.portal[inTable(path)]?.type { true } else { false }
    }

    private static let unknownRank = Int.max - 1

    private static func rank(of key: String, _ ranks: [KeyBytes: Int]) -> Int {
        ranks[KeyBytes(key)] ?? unknownRank
    }

    private static func ranks(at path: FieldPath) -> [KeyBytes: Int] {
        let members = FieldTable.portal.members(of: inTable(path)).map(\.path.key)
        let ranks = members.enumerated().map { (KeyBytes($1), $1 == ownKey ? Int.max : $0) }
        return Dictionary(ranks, uniquingKeysWith: { first, _ in first })
    }

    /// The path of the same field outside of environments, which hold what the file itself may hold.
    private static func inTable(_ path: FieldPath) -> FieldPath {
        let environments = [KeyBytes(ownKey), KeyBytes("environments")]
        var components = path.components[...]
        while components.count > 2, components.prefix(2).map(KeyBytes.init) == environments {
            components = components.dropFirst(3)
        }
        return FieldPath(components: Array(components))
    }
}
