import Portals
import Rendering
import Workspaces

/// A portal whose pages need not be made again.
struct KeptPortal: Sendable {
    /// What the last run left of it, with stamps as they are now.
    let trace: PortalTrace
    /// The trace for the cache.
    let packed: ArraySlice<UInt8>
    /// Whether a stamp differs from that of the last run, although no content does.
    let isRefreshed: Bool

    init(_ trace: PortalTrace, packed: ArraySlice<UInt8>, isRefreshed: Bool) {
        self.trace = trace
        self.packed = isRefreshed ? trace.packed[...] : packed
        self.isRefreshed = isRefreshed
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
        var isUnchanged: Bool { kept.count == old.count && kept.allSatisfy { !($0?.isRefreshed ?? true) } }
    }

    /// Looks at all portals; `nil` if the cache is damaged.
    func findings() -> Findings? {
        let decoded = cache.portals.concurrentMap { try? PortalTrace(packed: $0) }
        var old: [PortalTrace] = []
        old.reserveCapacity(decoded.count)
        for trace in decoded {
            guard let trace else { return nil }
            old.append(trace)
        }
        let places = Dictionary(old.indices.map { (KeyBytes(old[$0].file), $0) }) { first, _ in first }
        let known = old
        let kept = files.all.concurrentMap { file in
            places[KeyBytes(file.path)].flatMap { self.kept(file, known[$0], packed: cache.portals[$0]) }
        }
        return Findings(kept: kept, old: old)
    }

    /// The portal if nothing that it was made from changed, and nothing that was made from it.
    private func kept(_ file: PortalFile, _ old: PortalTrace, packed: ArraySlice<UInt8>) -> KeptPortal? {
        guard let content = old.content, let stamp = file.stamp, let oldStamp = old.stamp else { return nil }
        var trace = old
        var isRefreshed = false
        if isVerifying || stamp != oldStamp || !stamp.isSettled(at: cache.moment) {
            guard let bytes = files.content(of: file.path), ContentHash(of: bytes) == content else { return nil }
            trace.stamp = stamp
            isRefreshed = stamp != oldStamp || stamp.isSettled(at: moment)
        }
        for index in old.logos.indices {
            let logo = old.logos[index]
            guard let now = logos.unchanged(logo, since: cache.moment, isVerifying: isVerifying) else { return nil }
            // A stamp that could not be trusted may be by now.
            let wasSettled = logo.stamp?.isSettled(at: cache.moment) ?? true
            if now != logo || !wasSettled && now.stamp?.isSettled(at: moment) ?? true {
                trace.logos[index] = now
                isRefreshed = true
            }
        }
        guard keepsPages(&trace, &isRefreshed) else { return nil }
        return KeptPortal(trace, packed: packed, isRefreshed: isRefreshed)
    }

    private func keepsPages(_ trace: inout PortalTrace, _ isRefreshed: inout Bool) -> Bool {
        let pages = trace.pages
        guard !pages.isEmpty else { return true }
        let stamps = output.stamps(of: pages.map(\.name), in: trace.id)
        for (index, page) in pages.enumerated() {
            guard let stamp = stamps[index] else { return false }
            let looksSame = stamp.hasSameContent(as: page.stamp)
            if looksSame, !isVerifying { continue }
            guard stamp.size == page.stamp.size,
                (try? output.hash(of: [trace.id, page.name])) == page.content
            else { return false }
            trace.pages[index].stamp = stamp
            if !looksSame { isRefreshed = true }
        }
        return true
    }
}
