import Portals
import Rendering
import Workspaces

/// A portal whose pages need not be made again; a class, because thousands of them are handed around.
final class KeptPortal: Sendable {
    /// Its place among the portals of the last run.
    let place: Int
    /// What the last run left of it, with stamps as they are now; `nil` if none differs.
    let refreshed: PortalTrace?
    /// The trace for the cache.
    let packed: ArraySlice<UInt8>

    init(place: Int, refreshed: PortalTrace?, packed: ArraySlice<UInt8>) {
        self.place = place
        self.refreshed = refreshed
        self.packed = refreshed.map { $0.packed[...] } ?? packed
    }
}

/// Finds out which portals need not be rendered again, without reading what looks unchanged.
struct SiteInspection {
    let cache: SiteCache
    let files: PortalFiles
    let output: OutputFolder
    let logos: LogoLooks
    /// When the run began, in nanoseconds since 1970.
    let moment: Int64
    /// Whether every file is read, also one that looks unchanged.
    let isVerifying: Bool

    /// What the inspection came to.
    struct Findings {
        /// For each file of the workspace the portal that can stay; `nil` where it has to be read.
        var kept: [KeptPortal?]
        /// The portals of the last run, in its order.
        var old: [PortalTrace]

        /// Whether all portals can stay and none is gone.
        var isUnchanged: Bool { kept.count == old.count && kept.allSatisfy { $0 != nil && $0?.refreshed == nil } }

        /// What is kept of a portal.
        func trace(of portal: KeptPortal) -> PortalTrace { portal.refreshed ?? old[portal.place] }
    }

    /// Looks at all portals; `nil` if the cache is damaged.
    func findings() -> Findings? {
        let traces = try? cache.portals.concurrentMap { packed throws(PackedBytesError) in
            try PortalTrace(packed: packed)
        }
        guard let old = traces else { return nil }
        let places = places(of: old)
        let kept = files.all.indices.concurrentMap { index in
            places[index].flatMap { self.kept(files.all[index], old[$0], $0) }
        }
        return Findings(kept: kept, old: old)
    }

    /// For each file the place of its portal in the last run: its own, as long as no file came or went.
    private func places(of old: [PortalTrace]) -> [Int?] {
        var same = 0
        while same < min(old.count, files.all.count), old[same].file.hasSameBytes(as: files.all[same].path) {
            same += 1
        }
        guard same < files.all.count else { return Array(0..<same) }
        let places = Dictionary(old.indices.lazy.map { (KeyBytes(old[$0].file), $0) }) { first, _ in first }
        return files.all.indices.map { $0 < same ? $0 : places[KeyBytes(files.all[$0].path)] }
    }

    /// The portal if nothing that it was made from changed, and nothing that was made from it.
    private func kept(_ file: PortalFile, _ old: PortalTrace, _ place: Int) -> KeptPortal? {
        guard let content = old.content, let stamp = file.stamp, let oldStamp = old.stamp else { return nil }
        // A copy is made of the few that differ alone.
        var refreshed: PortalTrace?
        if isVerifying || stamp != oldStamp || !stamp.isSettled(at: cache.moment) {
            guard let bytes = files.content(of: file.path), ContentHash(of: bytes) == content else { return nil }
            if stamp != oldStamp || stamp.isSettled(at: moment) {
                refreshed = old
                refreshed?.stamp = stamp
            }
        }
        for index in old.logos.indices {
            let logo = old.logos[index]
            guard let now = logos.unchanged(logo, since: cache.moment, isVerifying: isVerifying) else { return nil }
            // A stamp that could not be trusted may be by now.
            let wasSettled = logo.stamp?.isSettled(at: cache.moment) ?? true
            if now != logo || !wasSettled && now.stamp?.isSettled(at: moment) ?? true {
                refreshed = refreshed ?? old
                refreshed?.logos[index] = now
            }
        }
        guard keepsPages(old, &refreshed) else { return nil }
        return KeptPortal(place: place, refreshed: refreshed, packed: cache.portals[place])
    }

    private func keepsPages(_ old: PortalTrace, _ refreshed: inout PortalTrace?) -> Bool {
        let pages = old.pages
        guard !pages.isEmpty else { return true }
        let stamps = output.stamps(of: pages.map(\.name), in: old.id)
        for (index, page) in pages.enumerated() {
            guard let stamp = stamps[index] else { return false }
            let looksSame = stamp.hasSameContent(as: page.stamp)
            if looksSame, !isVerifying { continue }
            guard stamp.size == page.stamp.size, (try? output.hash(of: [old.id, page.name])) == page.content else {
                return false
            }
            if !looksSame { refreshed = refreshed ?? old }
            refreshed?.pages[index].stamp = stamp
        }
        return true
    }
}
