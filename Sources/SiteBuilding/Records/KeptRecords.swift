/// The portals that keep the record of an earlier run.
///
/// Where its records are known to be as it wrote them, all but a few of a hundred thousand may keep theirs. Then the few
/// are told, and the others are merely counted, in such a way that nothing else can pass for them.
struct KeptRecords {
    /// Whether the records of the earlier run are known to be as it wrote them.
    let areTrusted: Bool
    /// Those portals of the earlier run that don't keep their record, where the records are known.
    var dropped: Set<String> = []
    /// Those that keep their record, where the records may be anything.
    private var kept: Set<String> = []
    private var tally = IDTally()

    /// Begins with no portal.
    init(areTrusted: Bool) {
        self.areTrusted = areTrusted
    }

    /// Whether there are none, or none any more.
    var isEmpty: Bool { kept.isEmpty && tally.isZero }

    /// Adds a portal that keeps its record.
    mutating func insert(_ id: String) {
        if areTrusted { tally.add(id) } else { kept.insert(id) }
    }

    /// Takes a portal away whose record was found; false for one that does not keep it.
    mutating func remove(_ id: String) -> Bool {
        guard areTrusted else { return kept.remove(id) != nil }
        guard !dropped.contains(id) else { return false }
        tally.subtract(id)
        return true
    }
}

/// Tells whether the ids that were added are those that were taken away, in any order, without keeping them.
///
/// It is a sum of hashes that differ from process to process, so that nobody can make ids of which others give the same.
struct IDTally {
    private var count = 0
    private var sum: UInt64 = 0

    /// Whether every id that was added was taken away, and no other.
    var isZero: Bool { count == 0 && sum == 0 }

    mutating func add(_ id: String) {
        count += 1
        sum &+= Self.hash(id)
    }

    mutating func subtract(_ id: String) {
        count -= 1
        sum &-= Self.hash(id)
    }

    private static func hash(_ id: String) -> UInt64 {
        var hasher = Hasher()
        var id = id
        id.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return UInt64(truncatingIfNeeded: hasher.finalize())
    }
}
