/// What the look of a part depends on besides the texts that fill it.
struct PlanShape: Hashable, Sendable {
    private let flags: UInt64
    private let empties: UInt64
    /// For each list that is used its length, and the switches and empty texts of its elements.
    private let lists: [UInt64]

    /// The shape of a part for a portal.
    ///
    /// - Parameters:
    ///   - values: The portal's values.
    ///   - used: What of them the part uses.
    init(_ values: borrowing PlanValues, of used: UsedValues) {
        flags = values.flags & used.flags
        empties = values.empties & used.texts
        var lists: [UInt64] = []
        if used.lists != 0 {
            for list in values.lists.indices where used.lists & 1 << UInt64(list) != 0 {
                lists += values.lists[list].look
            }
        }
        self.lists = lists
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(flags)
        hasher.combine(empties)
        // Array's own would take them one by one.
        lists.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}
