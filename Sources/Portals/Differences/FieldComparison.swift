/// A field in the three states that meet in a plan: the file, what was last seen at the service, and what it holds.
public struct FieldComparison: Sendable, Equatable {
    /// What became of a field.
    public enum Kind: Sendable, Hashable {
        /// File and service agree.
        case equal
        /// It was edited in the file.
        case local
        /// It was changed at the service since it was last seen, and not in the file.
        case remote
        /// It was changed in both places, to different values.
        case conflict
        /// File and service differ, and nobody knows what it was before.
        case unseen
    }

    /// The field.
    public let path: FieldPath
    /// What the service held when it was last seen; `nil` if it did not have the field, or was never seen.
    public let seen: Value?
    /// What the file says; `nil` if it does not have the field.
    public let local: Value?
    /// What the service holds; `nil` if it does not have the field.
    public let remote: Value?
    /// What became of it.
    public let kind: Kind

    /// The field as the table has it; `nil` if it does not know it.
    public var field: Field? { FieldTable.portal[path] }

    /// Compares every field of three states.
    ///
    /// - Parameters:
    ///   - seen: What the service held when it was last seen; `nil` if it was never seen.
    ///   - local: What the file says.
    ///   - remote: What the service holds.
    /// - Returns: Every field that any of the three has: those of the table in its order, then the others.
    public static func all(
        seen: ComparedFields?,
        local: ComparedFields,
        remote: ComparedFields
    ) -> [FieldComparison] {
        let states = [local, remote] + (seen.map { [$0] } ?? [])
        let known = local.entries.filter(\.isKnown).map(\.path)
        let unknown = Set(states.flatMap { $0.entries.filter { !$0.isKnown }.map(\.path) })
        return (known + unknown.sorted { $0.precedes($1) }).map { path in
            FieldComparison(path, seen: seen.map { $0[path] }, local: local[path], remote: remote[path])
        }
    }

    // What was seen of the field is `nil` if nothing was ever seen.
    private init(_ path: FieldPath, seen: Value??, local: Value?, remote: Value?) {
        self.path = path
        self.seen = seen ?? nil
        self.local = local
        self.remote = remote
        kind =
            if local == remote { .equal } else if let seen {
                seen == remote ? .local : seen == local ? .remote : .conflict
            } else { .unseen }
    }
}
