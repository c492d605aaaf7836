import Portals
import Rendering
import Workspaces

/// What a run tells of all portals together: takes what came of each, in their order, and ends with the files that all
/// of them share.
///
/// A class, so that a job of its own can go on with it while the next portals are read.
final class SiteTally {
    /// The portals that were rendered and are not taken yet.
    private var rendered: RenderedPortals?
    /// What is wrong, with the portals so far.
    private var problems: SiteProblems

    private let renderer: SiteRenderer
    private let logo: @Sendable (String) -> Logo?
    private let only: Set<String>?
    private let output: OutputFolder
    private let last: LastRun?
    /// What an earlier run wrote of portals that this one leaves as they are, by id.
    private var left: [String: Manifest.Portal] = [:]
    /// What an earlier run wrote for all portals, and this one leaves if it writes no such file.
    private var leftShared: [String: Manifest.File] = [:]

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
        logo: @escaping @Sendable (String) -> Logo?,
        count: Int,
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
        self.logo = logo
        self.only = only
        self.output = output
        self.last = last
        self.problems = problems
        self.shard = shard
        if only != nil {
            var found: [String: Manifest.Portal] = [:]
            if let shared = try? ManifestReader.read(in: output, { found[$0.id] = $0 }) {
                left = found
                leftShared = shared
            }
        }
        summaries.reserveCapacity(for: count)
        stays = Array(repeating: false, count: last?.findings.old.count ?? 0)
        keptRecords = KeptRecords(areTrusted: last != nil)
        manifest = try ManifestWriter(head, in: output)
        lastManifest = last == nil ? nil : try? ManifestReader(in: output)
        records = try PortalRecordsWriter(in: output)
        cache = try cacheKey.map { key throws(OutputError) in
            try SiteCacheWriter(key: key, moment: moment, in: output)
        }
    }

    /// Some portals, one behind the other.
    struct RenderedPortals {
        /// For each what can stay; `nil` for those that have changed.
        let kept: [KeptPortal?]
        /// What came of these, group by group.
        let written: [[WrittenPortal]]
        /// These themselves: letting go of them takes as long as the rest.
        let read: [ChangedPortal]
    }

    /// Leaves portals for `settle()`; there are none left from before.
    func append(_ rendered: RenderedPortals) { self.rendered = rendered }

    /// Takes the portals that were left for it.
    ///
    /// - Throws: `OutputError` if a file that tells of them cannot be written.
    func settle() throws {
        guard let rendered else { return }
        self.rendered = nil
        var batch = Batch()
        var written = rendered.written.joined().makeIterator()
        for portal in rendered.kept {
            if let portal {
                try take(portal, into: &batch)
                continue
            }
            guard let portal = written.next() else { preconditionFailure("what has changed was written") }
            try take(portal, into: &batch)
        }
        try write(batch)
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
    private func take(_ kept: KeptPortal, into batch: inout Batch) throws {
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
    private func take(_ portal: WrittenPortal, into batch: inout Batch) throws {
        batch.traces.append(portal.packed)
        let trace = portal.trace
        guard shard?.contains(trace) ?? true else { return }
        try note(trace)
        if only?.contains(trace.id) ?? true { report.add(portal.outcomes) }
        guard portal.isRendered else {
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
    private func note(_ trace: PortalTrace) throws {
        if shard == nil {
            if let summary = trace.summary { summaries.append(summary) }
        } else {
            try shard?.append(trace, logo: logo)
        }
        problems.append(trace.problems)
        if only?.contains(trace.id) ?? true { report.portalCount += trace.state == .whole ? 1 : 0 }
    }

    /// Leaves a portal as an earlier run wrote it, and returns its line in the manifest.
    private func keep(_ old: Manifest.Portal) -> [UInt8]? {
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
    func finish() throws -> SiteReport {
        try settle()
        report.problems = problems
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
    private func writeSharedFiles() throws -> [SiteCache.Shared] {
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
            let maker = renderer.sharedPages(of: summaries.count, logo: logo)
            report.obstacles = Set(renderer.obstacles + maker.obstacles).sorted()
            // One list for all, as a list within a list would be done by a single core.
            jobs += SharedFile.jobs(of: summaries, by: maker, after: last, in: output)
        }
        let written = try jobs.concurrentMap { try $0() }.compactMap(\.self)
        report.add(written.map(\.outcome))
        return written.compactMap(\.cached)
    }
}
