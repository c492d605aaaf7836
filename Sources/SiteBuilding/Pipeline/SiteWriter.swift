import Portals
import Rendering
import Workspaces

/// A portal that has to be rendered.
struct ChangedPortal {
    /// The portal as it was read.
    let portal: ReadPortal
    /// What it has in common with portals before it.
    let clashes: [Clash]
}

/// One writing of a site: takes the portals batch by batch, and ends with what all of them share.
///
/// What came of a batch is counted while the next one is read, so that no core waits for the one that counts.
struct SiteWriter {
    private let portals: SitePortals
    private let only: Set<String>?
    private let last: LastRun?
    private let pages: PortalPageWriter
    private var clashes: PortalClashes
    private let tally: SiteTally

    init(portals: SitePortals, only: Set<String>?, last: LastRun?, pages: PortalPageWriter, tally: SiteTally) {
        self.portals = portals
        self.only = only
        self.last = last
        self.pages = pages
        self.tally = tally
        clashes = PortalClashes(old: last?.findings.old ?? [], count: portals.count)
    }

    /// Renders the next portals, as far as they have changed, and writes their pages.
    ///
    /// - Parameter range: Their places.
    /// - Throws: `OutputError` if a page cannot be written, or a file that tells of the portals before them.
    mutating func render(_ range: Range<Int>) throws {
        let known = last?.findings.kept
        let (kept, changed) = sorted(range, try read(range.filter { known?[$0] == nil }))
        let written = try changed.groups(of: PortalFiles.groupSize).concurrentMap { [pages, only] group in
            try pages.write(group, only: only)
        }
        tally.append(SiteTally.RenderedPortals(kept: kept, written: written, read: changed))
    }

    /// Reads portals, and counts those before them meanwhile.
    private func read(_ places: [Int]) throws -> [ReadPortal] {
        guard !places.isEmpty else {
            try tally.settle()
            return []
        }
        // No other job knows it.
        nonisolated(unsafe) let tally = tally
        let jobs: [ArraySlice<Int>?] = [nil] + places.groups(of: PortalFiles.groupSize)
        return try jobs.concurrentMap { [portals] places in
            if let places { return portals.read(places) }
            try tally.settle()
            return []
        }.flatMap(\.self)
    }

    /// Tells the portals that can stay from those that have changed; what one has in common with those before it has to
    /// be known before it is rendered.
    ///
    /// - Parameters:
    ///   - range: The places of portals.
    ///   - read: Those that the last run does not know as they are, in their order.
    /// - Returns: For each what can stay, `nil` for those that have changed; and these.
    private mutating func sorted(
        _ range: Range<Int>,
        _ read: [ReadPortal]
    ) -> (kept: [KeptPortal?], changed: [ChangedPortal]) {
        let known = last?.findings.kept
        var read = read[...]
        var changed: [ChangedPortal] = []
        let kept = range.map { index -> KeptPortal? in
            guard let portal = known?[index] else {
                let portal = read.removeFirst()
                changed.append(ChangedPortal(portal: portal, clashes: clashes.clashes(of: portal.entry)))
                return nil
            }
            guard let found = clashes.changed(of: portal) else { return portal }
            changed += portals.read([index]).map { ChangedPortal(portal: $0, clashes: found) }
            return nil
        }
        return (kept, changed)
    }

    /// Writes what all portals share, and removes what belongs to none any more.
    ///
    /// - Returns: What was done.
    /// - Throws: `OutputError` if a file cannot be written.
    consuming func finish() throws -> SiteReport { try tally.finish() }
}
