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
        manifest = try ManifestWriter(head, in: output)
        records = try PortalRecordsWriter(in: output)
        cache = try cacheKey.map { key throws(OutputError) in
            try SiteCacheWriter(key: key, moment: moment, in: output)
        }
    }

    /// A portal on its way.
    private enum Item: Sendable {
        case kept(KeptPortal, PortalFile, PortalFiles)
        case read(ReadPortal, PortalFile?)
    }

    /// Renders the next portals, as far as they have changed, and writes their pages.
    ///
    /// - Parameter range: Their places.
    /// - Throws: `OutputError` if a page cannot be written.
    mutating func render(_ range: Range<Int>) throws {
        let items = Array(range).concurrentMap { [portals, last] index in Self.item(index, of: portals, last) }
        // What a portal has in common with those before it has to be known before it is rendered.
        let settled = items.map { item in (item, clashes.clashes(of: Self.keys(of: item))) }
        let written = try settled.concurrentMap { [pages, only] item, clashes in
            switch item {
            case .kept(let kept, _, _) where kept.trace.clashes.elementsEqual(clashes.map(\.message)):
                return WrittenPortal(kept)
            case .kept(_, let file, let files): return try pages.write((files.read(file), file), clashes, only: only)
            case .read(let portal, let file): return try pages.write((portal, file), clashes, only: only)
            }
        }
        for portal in written { try take(portal) }
    }

    private static func item(_ index: Int, of portals: SitePortals, _ last: LastRun?) -> Item {
        switch portals {
        case .read(let entries): return .read(ReadPortal(entry: entries[index], content: nil), nil)
        case .files(let files):
            let file = files.all[index]
            if let kept = last?.findings.kept[index] { return .kept(kept, file, files) }
            return .read(files.read(file), file)
        }
    }

    private static func keys(of item: Item) -> ClashKeys {
        switch item {
        case .kept(let kept, _, _): kept.trace.clashKeys
        case .read(let portal, _): portal.entry.clashKeys
        }
    }

    /// Notes what came of a portal.
    private mutating func take(_ portal: WrittenPortal) throws {
        guard shard?.contains(portal.trace) ?? true else {
            try cache?.append(portal.packed)
            return
        }
        if shard == nil {
            try summaries.append(packed: portal.trace.summary)
        } else {
            try shard?.append(portal.trace, logo: pages.logo)
        }
        problems.append(portal.trace.problems)
        if only?.contains(portal.trace.id) ?? true {
            report.add(portal.outcomes)
            report.portalCount += portal.trace.state == .whole ? 1 : 0
        }
        try cache?.append(portal.packed)
        guard portal.isOfThisRun else {
            if let old = left.removeValue(forKey: portal.trace.id) { try keep(old) }
            return
        }
        guard let line = portal.manifestLine else { return }
        try manifest.append(line)
        left[portal.trace.id] = nil
        let pages = PageSet(portal.trace.pages.map(\.name))
        pagesOfPortals[portal.trace.id] = pages
        if let record = portal.record {
            try records.append(record)
        } else if pages.hasPreview {
            keptPreviews.insert(portal.trace.id)
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
        var shared = if let shard { try writeShardFile(shard) } else { try writeSharedPages() }
        // What a whole run will remove stays listed, in the manifest alone.
        leftShared = leftShared.filter { name, _ in
            SitePath.isPage(name) && !shared.contains { $0.name == name }
        }
        let leavesNothing = left.isEmpty && leftShared.isEmpty
        for old in left.values.sorted(by: { $0.id < $1.id }) { try keep(old) }
        if only == nil {
            let names = Set(shared.map(\.name))
            report.removed += try LeftOverPages(pagesOfPortals: pagesOfPortals, shared: names, output: output)
                .remove(after: last)
        }
        let isTrusted = last != nil
        if let file = try records.publish(keeping: keptPreviews, isTrusted: isTrusted) {
            report.add([file.outcome])
            shared.append(file: PortalRecords.fileName, file, in: output)
        } else if try output.kind(of: [PortalRecords.fileName]) == .file,
            // Whatever is no plain file is not read as records either.
            try output.removeFile([PortalRecords.fileName])
        {
            report.removed.append(PortalRecords.fileName)
        }
        let listed = shared.map { ($0.name, $0.listed) } + leftShared.map { ($0.key, $0.value) }
        shared.append(file: Manifest.fileName, try manifest.publish(listed), in: output)
        if leavesNothing { try cache?.publish(shared) }
        return report
    }

    // MARK: What all portals share

    private mutating func writeShardFile(_ shard: ShardFileWriter) throws -> [SiteCache.Shared] {
        let file = try shard.publish()
        report.obstacles = renderer.obstacles
        report.add([file.outcome])
        var shared: [SiteCache.Shared] = []
        shared.append(file: ShardFile.name, file, in: output)
        return shared
    }

    private mutating func writeSharedPages() throws -> [SiteCache.Shared] {
        let inputs = SharedInputs(summaries)
        let maker = renderer.sharedPages(logo: pages.logo)
        let made = maker.pages(of: summaries)
        let written: [(file: SiteCache.Shared?, outcome: WriteOutcome)] = try Array(made.indices)
            .concurrentMap { [output, last] index in
                let page = made[index]
                let hash = inputs.hash(ofPage: index)
                if let kept = last?.kept(page.name), kept.inputs == hash { return (kept, .unchanged) }
                let file = try page.publish(in: output)
                let stamp = output.stamps(of: [page.name], in: "")[0]
                return (
                    stamp.map { SiteCache.Shared(name: page.name, inputs: hash, content: file.content, stamp: $0) },
                    file.outcome
                )
            }
        report.obstacles = Set(renderer.obstacles + maker.obstacles).sorted()
        report.add(written.map(\.outcome))
        return written.compactMap(\.file)
    }
}

extension [SiteCache.Shared] {
    /// Adds a file that says what was written.
    fileprivate mutating func append(file name: String, _ file: HashedDraft.Published, in output: OutputFolder) {
        guard let stamp = output.stamps(of: [name], in: "")[0] else { return }
        append(SiteCache.Shared(name: name, inputs: nil, content: file.content, stamp: stamp))
    }
}
