import Portals
import Rendering
import Workspaces

/// One writing of a site: takes the portals batch by batch, and ends with what all of them share.
struct SiteWriter {
    /// What is wrong, with the portals so far.
    private(set) var problems: SiteProblems

    private let renderer: SiteRenderer
    private let portals: SitePortals
    private let only: Set<String>?
    private let output: OutputFolder
    private let last: LastRun?
    private let pages: PortalPageWriter
    /// What an earlier run wrote of portals that this one leaves as they are, by id.
    private var left: [String: Manifest.Portal] = [:]
    /// What an earlier run wrote for all portals, and this one leaves if it writes no such file.
    private var leftShared: [String: Manifest.File] = [:]

    private var clashes: PortalClashes
    private var summaries = PackedSummaries()
    private let manifest: ManifestWriter
    /// The manifest of the last run, if it is known to be as that wrote it.
    private let lastManifest: ManifestReader?
    private var records: PortalRecordsWriter
    private let cache: SiteCacheWriter?
    /// What is written of a shard instead of what all portals share; `nil` for a whole site.
    private var shard: ShardFileWriter?
    /// The pages that the site has of each portal that did not stay as the last run left it, by the portal's id.
    private var pagesOfPortals: [String: PageSet] = [:]
    /// Which portals of the last run stay as it left them.
    private var stays: [Bool]
    /// The portals with a preview that this run did not render.
    private var keptRecords: KeptRecords
    /// Those of them that an earlier run than the last rendered.
    private var leftRecords: Set<String> = []
    /// Whether portals stay as an earlier run wrote them that have changed since: no cache can tell the next run so.
    private var leavesPortals = false
    private var report = SiteReport()

    init(
        renderer: SiteRenderer,
        portals: SitePortals,
        only: Set<String>?,
        shard: ShardFileWriter?,
        output: OutputFolder,
        head: Manifest.Head,
        cacheKey: ContentHash?,
        moment: Int64,
        last: LastRun?,
        problems: SiteProblems
    ) throws {
        self.renderer = renderer
        self.portals = portals
        self.only = only
        self.output = output
        self.last = last
        self.problems = problems
        self.shard = shard
        pages = PortalPageWriter(
            renderer: renderer,
            portals: portals,
            shard: shard?.shard,
            output: output,
            moment: moment
        )
        if only != nil {
            var found: [String: Manifest.Portal] = [:]
            if let shared = try? ManifestReader.read(in: output, { found[$0.id] = $0 }) {
                left = found
                leftShared = shared
            }
        }
        summaries.reserveCapacity(for: portals.count)
        clashes = PortalClashes(old: last?.findings.old ?? [], count: portals.count)
        stays = Array(repeating: false, count: last?.findings.old.count ?? 0)
        keptRecords = KeptRecords(areTrusted: last != nil)
        manifest = try ManifestWriter(head, in: output)
        lastManifest = last == nil ? nil : try? ManifestReader(in: output)
        records = try PortalRecordsWriter(in: output)
        cache = try cacheKey.map { key throws(OutputError) in
            try SiteCacheWriter(key: key, moment: moment, in: output)
        }
    }

    /// What of some portals goes into files that tell of all of them.
    private struct Batch {
        /// The lines of the manifest.
        var lines: [Line] = []
        /// The traces for the cache.
        var traces: [ArraySlice<UInt8>] = []

        enum Line {
            case made([UInt8])
            /// The line of the last run.
            case kept(KeptPortal)
        }
    }

    /// Renders the next portals, as far as they have changed, and writes their pages.
    ///
    /// - Parameter range: Their places.
    /// - Throws: `OutputError` if a page cannot be written.
    mutating func render(_ range: Range<Int>) throws {
        let (kept, changed) = sorted(range)
        var written = try changed.concurrentMap { [pages, only] portal, clashes in
            try pages.write(portal, clashes, only: only)
        }[...]
        var batch = Batch()
        for portal in kept {
            if let portal {
                try take(portal, into: &batch)
            } else {
                try take(written.removeFirst(), into: &batch)
            }
        }
        try write(batch)
    }

    /// Tells the portals that can stay from those that have changed, and reads these; what one has in common with those
    /// before it has to be known before it is rendered.
    ///
    /// - Parameter range: The places of portals.
    /// - Returns: For each what can stay, `nil` for those that have changed; and these.
    private mutating func sorted(
        _ range: Range<Int>
    ) -> (kept: [KeptPortal?], changed: [((portal: ReadPortal, file: PortalFile?), [Clash])]) {
        let known = last?.findings.kept
        var read = range.filter { known?[$0] == nil }.concurrentMap { [portals] in portals.read($0) }[...]
        var changed: [((portal: ReadPortal, file: PortalFile?), [Clash])] = []
        let kept = range.map { index -> KeptPortal? in
            guard let portal = known?[index] else {
                let portal = read.removeFirst()
                changed.append((portal, clashes.clashes(of: portal.portal.entry)))
                return nil
            }
            guard let found = clashes.changed(of: portal) else { return portal }
            changed.append((portals.read(index), found))
            return nil
        }
        return (kept, changed)
    }

    /// Appends to manifest and cache, which know nothing of each other, on a core each.
    private func write(_ batch: Batch) throws {
        // No other job knows them.
        nonisolated(unsafe) let (manifest, cache, lastManifest) = (manifest, cache, lastManifest)
        let jobs: [@Sendable () throws -> Void] = [
            { [findings = last?.findings] in
                for line in batch.lines {
                    switch line {
                    case .made(let bytes): try manifest.append(bytes[...])
                    case .kept(let portal):
                        guard let trace = findings?.trace(of: portal) else { continue }
                        try (lastManifest?.line(of: trace.id) ?? trace.manifestLine?[...]).map(manifest.append)
                    }
                }
            }, { for trace in batch.traces { try cache?.append(trace) } },
        ]
        _ = try jobs.concurrentMap { try $0() }
    }

    /// Notes a portal whose pages need not be made again.
    private mutating func take(_ kept: KeptPortal, into batch: inout Batch) throws {
        guard let trace = last?.findings.trace(of: kept) else { return }
        batch.traces.append(kept.packed)
        guard shard?.contains(trace) ?? true else { return }
        try note(trace)
        if only?.contains(trace.id) ?? true { report.fileCount += trace.pages.count }
        guard !trace.pages.isEmpty else { return }
        batch.lines.append(.kept(kept))
        stays[kept.place] = true
        if !left.isEmpty { left[trace.id] = nil }
        if trace.pages.contains(where: { $0.name == "preview.html" }) { keptRecords.insert(trace.id) }
    }

    /// Notes what came of a portal.
    private mutating func take(_ portal: WrittenPortal, into batch: inout Batch) throws {
        batch.traces.append(portal.packed)
        let trace = portal.trace
        guard shard?.contains(trace) ?? true else { return }
        try note(trace)
        if only?.contains(trace.id) ?? true { report.add(portal.outcomes) }
        guard portal.isOfThisRun else {
            if let line = left.removeValue(forKey: trace.id).flatMap({ keep($0) }) { batch.lines.append(.made(line)) }
            return
        }
        guard let line = portal.manifestLine else { return }
        batch.lines.append(.made(line))
        left[trace.id] = nil
        let pages = PageSet(trace.pages.lazy.map(\.name))
        pagesOfPortals[trace.id] = pages
        if let record = portal.record {
            try records.append(record)
        } else if pages.hasPreview {
            keptRecords.insert(trace.id)
        }
    }

    /// Notes what pages of all portals show of one, and what is told of it.
    private mutating func note(_ trace: PortalTrace) throws {
        if shard == nil {
            if let summary = trace.summary { summaries.append(summary) }
        } else {
            try shard?.append(trace, logo: pages.logo)
        }
        problems.append(trace.problems)
        if only?.contains(trace.id) ?? true { report.portalCount += trace.state == .whole ? 1 : 0 }
    }

    /// Leaves a portal as an earlier run wrote it, and returns its line in the manifest.
    private mutating func keep(_ old: Manifest.Portal) -> [UInt8]? {
        leavesPortals = true
        // A hash that is none lets nothing be removed, so that it need not be kept.
        guard let line = old.line else { return nil }
        let pages = PageSet(old.files.keys)
        pagesOfPortals[old.id] = pages
        if pages.hasPreview {
            keptRecords.insert(old.id)
            leftRecords.insert(old.id)
        }
        return line
    }

    /// Writes what all portals share, and removes what belongs to none any more.
    ///
    /// - Returns: What was done.
    /// - Throws: `OutputError` if a file cannot be written.
    consuming func finish() throws -> SiteReport {
        for old in left.values.sorted(by: { $0.id < $1.id }) {
            if let line = keep(old) { try manifest.append(line[...]) }
        }
        var shared = try writeSharedFiles()
        // What a whole run will remove stays listed, in the manifest alone.
        leftShared = leftShared.filter { name, _ in
            SitePath.isPage(name) && !shared.contains { $0.name == name }
        }
        if only == nil {
            let names = Set(shared.map(\.name))
            let pages = LeftOverPages(pagesOfPortals: pagesOfPortals, stays: stays, shared: names, output: output)
            report.removed += try pages.remove(after: last)
        }
        if !shared.contains(where: { $0.name == PortalRecords.fileName }),
            // Whatever is no plain file is not read as records either.
            try output.kind(of: [PortalRecords.fileName]) == .file, try output.removeFile([PortalRecords.fileName])
        {
            report.removed.append(PortalRecords.fileName)
        }
        let listed = shared.map { ($0.name, $0.listed) } + leftShared.map { ($0.key, $0.value) }
        let file = try manifest.publish(listed)
        shared += [SharedFile(Manifest.fileName, file, in: output).cached].compactMap(\.self)
        if !leavesPortals, leftShared.isEmpty { try cache?.publish(shared) }
        return report
    }

    // MARK: What all portals share

    /// Writes the records and, on the other cores, the pages that all portals share, or the shard's file.
    private mutating func writeSharedFiles() throws -> [SiteCache.Shared] {
        if let old = last?.findings.old {
            let gone = old.indices.filter { !stays[$0] && old[$0].state == .whole }
            keptRecords.dropped = Set(gone.lazy.map { old[$0].id }).subtracting(leftRecords)
        }
        // No other job knows the writer.
        nonisolated(unsafe) let records = records
        var jobs: [@Sendable () throws -> SharedFile?] = [
            { [keptRecords, output] in
                try records.publish(keeping: keptRecords).map { SharedFile(PortalRecords.fileName, $0, in: output) }
            }
        ]
        if let shard {
            report.obstacles = renderer.obstacles
            let file = SharedFile(ShardFile.name, try shard.publish(), in: output)
            jobs.append { file }
        } else {
            let maker = renderer.sharedPages(of: summaries.count, logo: pages.logo)
            report.obstacles = Set(renderer.obstacles + maker.obstacles).sorted()
            // One list for all, as a list within a list would be done by a single core.
            jobs += SharedFile.jobs(of: summaries, by: maker, after: last, in: output)
        }
        let written = try jobs.concurrentMap { try $0() }.compactMap(\.self)
        report.add(written.map(\.outcome))
        return written.compactMap(\.cached)
    }
}
