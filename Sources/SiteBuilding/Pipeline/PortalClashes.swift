import Portals
import Workspaces

/// Finds what portals have in common, and looks at none as long as the last run knows it.
///
/// What a portal has in common with those before it depends on their files, ids and slugs alone. As long as these are
/// those of the last run, portal by portal, so are the clashes.
struct PortalClashes {
    /// The portals of the last run.
    private let old: [PortalTrace]
    private let count: Int
    /// How many portals came that are those of the last run.
    private var sameCount = 0
    /// Finds clashes from the first portal on that is another one.
    private var finder: ClashFinder?

    /// Begins with no portal.
    ///
    /// - Parameters:
    ///   - old: The portals of the last run, in its order.
    ///   - count: How many will come.
    init(old: [PortalTrace], count: Int) {
        self.old = old
        self.count = count
    }

    /// Returns what a portal that could stay has in common with those before it, if that is something else by now.
    mutating func changed(of kept: KeptPortal) -> [Clash]? {
        if finder == nil, kept.place == sameCount {
            sameCount += 1
            return nil
        }
        let trace = old[kept.place]
        let found = find(trace.clashKeys)
        return trace.clashes.elementsEqual(found.lazy.map(\.message)) ? nil : found
    }

    /// Returns what a portal that was read has in common with those before it.
    mutating func clashes(of entry: PortalEntry) -> [Clash] {
        if finder == nil, sameCount < old.count, old[sameCount].clashes.isEmpty, old[sameCount].hasKeys(of: entry) {
            sameCount += 1
            return []
        }
        return find(entry.clashKeys)
    }

    private mutating func find(_ keys: ClashKeys) -> [Clash] {
        var finder = self.finder ?? catchingUp
        // Nobody else may hold it while it changes, or all of it would be copied.
        self.finder = nil
        defer { self.finder = finder }
        return finder.clashes(of: keys)
    }

    /// A finder that knows the portals that came.
    private var catchingUp: ClashFinder {
        var finder = ClashFinder()
        finder.reserveCapacity(for: count)
        for trace in old[..<sameCount] { _ = finder.clashes(of: trace.clashKeys) }
        return finder
    }
}

extension PortalTrace {
    /// Whether a portal without clashes is in the same file and has the same id and slug, to the byte.
    fileprivate func hasKeys(of entry: PortalEntry) -> Bool {
        // One that has no legal id stands under the text that was to be one, and takes that from nobody.
        guard (entry.id == nil) == (state == .withoutFolder) else { return false }
        guard file.hasSameBytes(as: entry.file), id.hasSameBytes(as: entry.idText) else { return false }
        return switch (slug, entry.portal?.slug) {
        case (nil, nil): true
        case (let own?, let other?): own.hasSameBytes(as: other)
        default: false
        }
    }
}
