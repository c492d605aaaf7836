import Portals
import Rendering
import Workspaces

/// One joining of shards: copies the pages of each, and ends with what all portals share.
struct JoinWriter {
    /// How many bytes a page may have; those that Portico makes have a fraction of it.
    private static let pageLimit = 64 << 20
    /// How many portals are copied before what came of them is noted.
    private static let batchSize = 64

    /// The logos on cards.
    let logos: JoinedLogos
    private let portals: JoinedPortals
    private let output: OutputFolder
    /// The lines of the manifest in the order in which they came.
    private let lines: OutputDraft
    /// Where the line of each portal is; `nil` for those without pages.
    private var places: [(start: Int, count: Int)?]
    private var records: PortalRecordsWriter
    private var pagesOfPortals: [String: PageSet] = [:]
    private var report = SiteReport()

    init(_ portals: JoinedPortals, into output: OutputFolder) throws(OutputError) {
        self.portals = portals
        self.output = output
        logos = try JoinedLogos(in: output)
        lines = try OutputDraft(in: output)
        places = Array(repeating: nil, count: portals.order.count)
        records = try PortalRecordsWriter(in: output)
    }

    /// Copies the pages of a shard.
    ///
    /// - Parameters:
    ///   - shard: The shard, which was checked.
    ///   - range: Where its portals are among all.
    ///   - progress: Is told now and then how many of them are done.
    /// - Throws: `JoinError` for a page that is not what the shard's manifest lists, `OutputError`, and
    ///   `PortalRecordsError` if the records have changed since they were checked.
    mutating func copy(_ shard: ShardFolder, _ range: Range<Int>, progress: (Int) -> Void) throws {
        let (folder, portals) = (try shard.open(), portals)
        try shard.eachPortal { portal in
            if let path = portal.summary.cardLogo?.path, let bytes = portal.logo { try logos.add(bytes, at: path) }
        }
        var batch: [(place: Int, portal: Manifest.Portal)] = []
        _ = try portals.eachListed(in: shard, range, folder) { place, portal in
            batch.append((place, portal))
            guard batch.count == Self.batchSize else { return }
            try copy(batch, from: folder, shard)
            batch = []
            progress(place - range.lowerBound + 1)
        }
        try copy(batch, from: folder, shard)
        progress(range.count)
        let old = try PortalRecordReader(in: folder)
        while let line = try old.next() { try records.append(line) }
    }

    private mutating func copy(
        _ batch: [(place: Int, portal: Manifest.Portal)],
        from folder: OutputFolder,
        _ shard: ShardFolder
    ) throws {
        let outcomes = try batch.concurrentMap { [output] _, portal in
            try Self.copy(portal, from: folder, shard, to: output)
        }
        for ((place, portal), outcomes) in zip(batch, outcomes) {
            guard let line = portal.line else { throw shard.damaged(Manifest.fileName) }
            places[place] = (lines.count, line.count)
            try lines.append(line[...])
            pagesOfPortals[portal.id] = PageSet(portal.files.keys)
            report.portalCount += portals.summaries[place].state == .whole ? 1 : 0
            report.add(outcomes)
        }
    }

    private static func copy(
        _ portal: Manifest.Portal,
        from folder: OutputFolder,
        _ shard: ShardFolder,
        to output: OutputFolder
    ) throws -> [WriteOutcome] {
        let pages = try portal.files.sorted { $0.key < $1.key }.map { name, file throws(JoinError) in
            guard file.size <= pageLimit, let bytes = try? folder.read([portal.id, name], limit: file.size),
                bytes.count == file.size, ContentHash(of: bytes).hexadecimal == file.sha256
            else { throw .page(folder: shard.path, path: "\(portal.id)/\(name)", shard: shard.shard) }
            return (name, bytes)
        }
        return try output.write(pages, toFolder: portal.id).outcomes
    }

    /// Writes what all portals share, and removes what belongs to none any more.
    ///
    /// - Parameters:
    ///   - pages: Makes the pages of all portals.
    ///   - head: The first line of the manifest.
    /// - Returns: What was done.
    /// - Throws: `OutputError` if a file cannot be written.
    consuming func finish(_ pages: SharedPages, _ head: Manifest.Head) throws -> SiteReport {
        var files = try pages.pages(of: portals.ordered).concurrentMap { [output] page in
            (name: page.name, file: try page.publish(in: output))
        }
        let shared = Set(files.map(\.name))
        report.removed = try LeftOverPages(pagesOfPortals: pagesOfPortals, shared: shared, output: output)
            .remove(after: nil)
        if let file = try records.publish(keeping: KeptRecords(areTrusted: false)) {
            files.append((PortalRecords.fileName, file))
        }
        report.add(files.map(\.file.outcome))
        let manifest = try ManifestWriter(head, in: output)
        for place in portals.order {
            guard let line = places[place] else { continue }
            try manifest.append(lines.bytes(from: line.start, count: line.count)[...])
        }
        _ = try manifest.publish(
            files.map { ($0.name, Manifest.File(sha256: $0.file.content.hexadecimal, size: $0.file.size)) }
        )
        return report
    }
}
