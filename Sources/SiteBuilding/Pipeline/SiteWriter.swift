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

    private var clashes = ClashFinder()
    private var summaries = PackedSummaries()
    private var manifest: ManifestWriter
    /// The manifest of the last run, if it is known to be as that wrote it.
    private let lastManifest: ManifestReader?
    private var records: PortalRecordsWriter
    private var cache: SiteCacheWriter?
    /// What is written of a shard instead of what all portals share; `nil` for a whole site.
    private var shard: ShardFileWriter?
    /// The pages that the site has of each portal, by the portal's id.
    private var pagesOfPortals: [String: PageSet] = [:]
    /// The portals with a preview that this run did not render.
    private var keptPreviews: Set<String> = []
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
        clashes.reserveCapacity(for: portals.count)
        pagesOfPortals.reserveCapacity(portals.count)
        manifest = try ManifestWriter(head, in: output)
        lastManifest = last == nil ? nil : try? ManifestReader(in: output)
        records = try PortalRecordsWriter(in: output)
        cache = try cacheKey.map { key throws(OutputError) in
            try SiteCacheWriter(key: key, moment: moment, in: output)
        }
    }

    /// A portal on its way.
    private enum Step: Sendable {
        case keep(KeptPortal)
        case render((portal: ReadPortal, file: PortalFile?), [Clash])
    }

    /// Renders the next portals, as far as they have changed, and writes their pages.
    ///
    /// - Parameter range: Their places.
    /// - Throws: `OutputError` if a page cannot be written.
    mutating func render(_ range: Range<Int>) throws {
        let steps = steps(range)
        let changed = steps.compactMap { step in
            if case .render(let portal, let clashes) = step { (portal, clashes) } else { nil }
        }
        var written = try changed.concurrentMap { [pages, only] portal, clashes in
            try pages.write(portal, clashes, only: only)
        }[...]
        for step in steps {
            switch step {
            case .keep(let portal): try take(portal)
            case .render: try take(written.removeFirst())
            }
        }
    }

    /// Reads the portals that have changed; what one has in common with those before it has to be known before it is
    /// rendered.
    private mutating func steps(_ range: Range<Int>) -> [Step] {
        let kept = last?.findings.kept
        var read = range.filter { kept?[$0] == nil }.concurrentMap { [portals] in portals.read($0) }[...]
        return range.map { index in
            guard let old = kept?[index] else {
                let portal = read.removeFirst()
                return .render(portal, clashes.clashes(of: portal.portal.entry.clashKeys))
            }
            let found = clashes.clashes(of: old.trace.clashKeys)
            let isSame = old.trace.clashes.elementsEqual(found.lazy.map(\.message))
            return isSame ? .keep(old) : .render(portals.read(index), found)
        }
    }

    /// Notes a portal whose pages need not be made again.
    private mutating func take(_ kept: KeptPortal) throws {
        let trace = kept.trace
        try cache?.append(kept.packed)
        guard shard?.contains(trace) ?? true else { return }
        try note(trace, trace.pages.map { _ in .unchanged })
        guard !trace.pages.isEmpty, let line = lastManifest?.line(of: trace.id) ?? trace.manifestLine else { return }
        try noteOfThisRun(trace, line, record: nil)
    }

    /// Notes what came of a portal.
    private mutating func take(_ portal: WrittenPortal) throws {
        try cache?.append(portal.packed)
        guard shard?.contains(portal.trace) ?? true else { return }
        try note(portal.trace, portal.outcomes)
        guard portal.isOfThisRun else {
            if let old = left.removeValue(forKey: portal.trace.id) { try keep(old) }
            return
        }
        guard let line = portal.manifestLine else { return }
        try noteOfThisRun(portal.trace, line, record: portal.record)
    }

    /// Notes what pages of all portals show of one, and what is told of it.
    private mutating func note(_ trace: PortalTrace, _ outcomes: [WriteOutcome]) throws {
        if shard == nil {
            if let summary = trace.summary { summaries.append(summary) }
        } else {
            try shard?.append(trace, logo: pages.logo)
        }
        problems.append(trace.problems)
        if only?.contains(trace.id) ?? true {
            report.add(outcomes)
            report.portalCount += trace.state == .whole ? 1 : 0
        }
    }

    /// Notes a portal with pages that are as they are to be.
    private mutating func noteOfThisRun(_ trace: PortalTrace, _ line: [UInt8], record: PortalRecordLine?) throws {
        try manifest.append(line)
        if !left.isEmpty { left[trace.id] = nil }
        let pages = PageSet(trace.pages.lazy.map(\.name))
        pagesOfPortals[trace.id] = pages
        if let record {
            try records.append(record)
        } else if pages.hasPreview {
            keptPreviews.insert(trace.id)
        }
    }

    /// Leaves a portal as an earlier run wrote it.
    private mutating func keep(_ old: Manifest.Portal) throws {
        // A hash that is none lets nothing be removed, so that it need not be kept.
        guard let line = old.line else { return }
        try manifest.append(line)
        let pages = PageSet(old.files.keys)
        pagesOfPortals[old.id] = pages
        if pages.hasPreview { keptPreviews.insert(old.id) }
    }

    /// Writes what all portals share, and removes what belongs to none any more.
    ///
    /// - Returns: What was done.
    /// - Throws: `OutputError` if a file cannot be written.
    consuming func finish() throws -> SiteReport {
        let leavesPortals = !left.isEmpty
        for old in left.values.sorted(by: { $0.id < $1.id }) { try keep(old) }
        var shared = try writeSharedFiles()
        // What a whole run will remove stays listed, in the manifest alone.
        leftShared = leftShared.filter { name, _ in
            SitePath.isPage(name) && !shared.contains { $0.name == name }
        }
        if only == nil {
            let names = Set(shared.map(\.name))
            report.removed += try LeftOverPages(pagesOfPortals: pagesOfPortals, shared: names, output: output)
                .remove(after: last)
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

    /// A file that was written, or left because it is as it is to be.
    private struct SharedFile: Sendable {
        /// The file for the next run; `nil` if somebody took it away meanwhile.
        var cached: SiteCache.Shared?
        let outcome: WriteOutcome

        init(_ name: String, inputs: ContentHash? = nil, _ file: HashedDraft.Published, in output: OutputFolder) {
            cached = output.stamps(of: [name], in: "")[0].map {
                SiteCache.Shared(name: name, inputs: inputs, content: file.content, stamp: $0)
            }
            outcome = file.outcome
        }

        init(kept file: SiteCache.Shared) {
            cached = file
            outcome = .unchanged
        }
    }

    private typealias SharedFileJob = @Sendable () throws -> SharedFile?

    /// Writes the records and, on the other cores, the pages that all portals share, or the shard's file.
    private mutating func writeSharedFiles() throws -> [SiteCache.Shared] {
        // No other job knows the writer.
        nonisolated(unsafe) let records = records
        var jobs: [SharedFileJob] = [
            { [keptPreviews, last, output] in
                try records.publish(keeping: keptPreviews, isTrusted: last != nil)
                    .map { SharedFile(PortalRecords.fileName, $0, in: output) }
            }
        ]
        if let shard {
            report.obstacles = renderer.obstacles
            let file = SharedFile(ShardFile.name, try shard.publish(), in: output)
            jobs.append { file }
        } else {
            let maker = renderer.sharedPages(of: summaries.count, logo: pages.logo)
            jobs += pageJobs(maker.pages(of: summaries))
            report.obstacles = Set(renderer.obstacles + maker.obstacles).sorted()
        }
        let written = try jobs.concurrentMap { try $0() }.compactMap(\.self)
        report.add(written.map(\.outcome))
        return written.compactMap(\.cached)
    }

    private func pageJobs(_ pages: [SharedPage]) -> [SharedFileJob] {
        let inputs = SharedInputs(summaries)
        return pages.enumerated().map { [output, last] index, page in
            {
                let hash = inputs.hash(ofPage: index)
                if let kept = last?.kept(page.name), kept.inputs == hash { return SharedFile(kept: kept) }
                return SharedFile(page.name, inputs: hash, try page.publish(in: output), in: output)
            }
        }
    }
}
