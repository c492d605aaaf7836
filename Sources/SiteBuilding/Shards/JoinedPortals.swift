import Portals
import Rendering
import Workspaces

/// The portals of all shards, held against each other: no file, folder or slug is claimed twice, but for what a single
/// run would have shown as well.
struct JoinedPortals: Sendable {
    /// What pages of all portals show, shard after shard.
    let summaries: PackedSummaries
    /// Where the portals of each shard are among the summaries.
    let ranges: [Range<Int>]
    /// The places of the summaries in the order of the portals' files.
    let order: [Int]

    /// Reads what the shards say of their portals.
    ///
    /// - Parameter shards: The shards in their order.
    /// - Throws: `JoinError`.
    init(_ shards: [ShardFolder]) throws {
        var summaries = PackedSummaries()
        var ranges: [Range<Int>] = []
        var remarks: [Remark] = []
        var logos = LogoAgreement()
        for shard in shards {
            let start = summaries.count
            try shard.eachPortal { portal in
                summaries.append(portal.summary)
                remarks.append(Remark(slug: portal.slug, clashes: portal.clashes))
                try logos.add(portal, of: shard)
            }
            ranges.append(start..<summaries.count)
        }
        try logos.checkEachIsThere()
        let files = summaries.map(\.file)
        order = summaries.indices.sorted { files[$0].utf8.lexicographicallyPrecedes(files[$1].utf8) }
        (self.summaries, self.ranges) = (summaries, ranges)
        try check(remarks, shards)
    }

    /// The summaries in the order of the portals' files.
    var ordered: OrderedSummaries { OrderedSummaries(summaries: summaries, order: order) }

    /// How many clashes are told at most.
    private static let clashLimit = 20

    /// What a shard says of a portal besides its summary.
    private struct Remark {
        let slug: String?
        let clashes: [String]
    }

    /// Finds what portals have in common, as a single run does; each shard has to have found the same.
    private func check(_ remarks: [Remark], _ shards: [ShardFolder]) throws(JoinError) {
        var clashes: [ShardClash] = []
        var finder = ClashFinder()
        var last: (place: Int, file: String)?
        for place in order where clashes.count < Self.clashLimit {
            let summary = summaries[place]
            let here = ShardClash.Place(folder: shard(of: place, shards).path, file: summary.file)
            if let last, last.file.hasSameBytes(as: here.file) {
                clashes.append(.file(here, shard(of: last.place, shards).path))
                continue
            }
            last = (place, here.file)
            let found = finder.clashes(of: ClashKeys(file: here.file, id: summary.id, slug: remarks[place].slug))
            let known = Set(remarks[place].clashes.map(KeyBytes.init))
            for clash in found where !known.contains(KeyBytes(clash.message)) {
                let owner = order.first { summaries[$0].file.hasSameBytes(as: clash.owner) } ?? place
                let there = ShardClash.Place(folder: shard(of: owner, shards).path, file: clash.owner)
                clashes.append(.unknown(here, there, message: clash.message))
            }
            if known.count > found.count || remarks[place].clashes.count > found.count { clashes.append(.gone(here)) }
            let hasFolder = (try? PortalID(summary.id)) != nil && !found.contains { $0.kind == .id }
            if clashes.isEmpty, hasFolder != (summary.state != .withoutFolder) {
                throw shard(of: place, shards).damaged(ShardFile.name)
            }
        }
        if !clashes.isEmpty { throw .clashes(clashes) }
    }

    private func shard(of place: Int, _ shards: [ShardFolder]) -> ShardFolder {
        var candidates = ranges.indices
        while candidates.count > 1 {
            let middle = candidates.lowerBound + candidates.count / 2
            candidates =
                ranges[middle].lowerBound <= place
                ? middle..<candidates.upperBound : candidates.lowerBound..<middle
        }
        return shards[candidates.lowerBound]
    }
}

extension JoinedPortals {
    /// Walks through the portals that the manifest of a shard lists, which have to be those that its file has.
    ///
    /// - Parameters:
    ///   - shard: The shard.
    ///   - range: Where its portals are among the summaries.
    ///   - folder: Its folder.
    ///   - body: Takes a portal and its place among the summaries.
    /// - Returns: The files beside the portals' folders.
    /// - Throws: `JoinError`, and what `body` throws.
    func eachListed(
        in shard: ShardFolder,
        _ range: Range<Int>,
        _ folder: OutputFolder,
        _ body: (Int, Manifest.Portal) throws -> Void
    ) throws -> [String: Manifest.File] {
        let damage = shard.damaged(Manifest.fileName)
        guard let manifest = try? ManifestReader(in: folder) else { throw damage }
        var rest = range.lazy.filter { summaries[$0].state != .withoutFolder }.makeIterator()
        while let portal = try damage.instead(of: { () throws(ManifestReader.Damage) in try manifest.nextPortal() }) {
            guard let place = rest.next(), Self.isListed(summaries[place], as: portal) else { throw damage }
            try body(place, portal)
        }
        let files = try damage.instead { () throws(ManifestReader.Damage) in try manifest.files() }
        guard rest.next() == nil, Set(files.keys) == [ShardFile.name, PortalRecords.fileName] else { throw damage }
        return files
    }

    private static func isListed(_ summary: PortalSummary, as portal: Manifest.Portal) -> Bool {
        let pages = summary.state == .whole ? SitePath.portalPages : ["index.html"]
        return portal.id.hasSameBytes(as: summary.id) && portal.source.hasSameBytes(as: summary.file)
            && Set(portal.files.keys) == Set(pages)
    }

    /// Checks what the manifest of a shard says: of which portals there are pages and records, and that the files beside
    /// them are what it lists.
    ///
    /// - Throws: `JoinError`.
    func checkListed(in shard: ShardFolder, _ range: Range<Int>) throws {
        let folder = try shard.open()
        var previews: Set<String> = []
        let files = try eachListed(in: shard, range, folder) { place, portal in
            if summaries[place].state == .whole { previews.insert(portal.id) }
        }
        for (name, file) in files.sorted(by: { $0.key < $1.key }) {
            guard folder.stamps(of: [name], in: "")[0]?.size == file.size,
                (try? folder.hash(of: [name]))?.hexadecimal == file.sha256
            else { throw shard.damaged(name) }
        }
        do throws(PortalRecordsError) {
            let records = try PortalRecordReader(in: folder)
            while let line = try records.next() {
                if previews.remove(line.id.description) == nil { throw records.failure(.noRecord) }
            }
        } catch {
            throw shard.damaged(PortalRecords.fileName, line: error.line)
        }
        guard previews.isEmpty else { throw shard.damaged(PortalRecords.fileName) }
    }
}

extension JoinError {
    /// Returns what `body` returns, and throws this error in the place of what it throws.
    fileprivate func instead<Value, Failure: Error>(
        of body: () throws(Failure) -> Value
    ) throws(JoinError) -> Value {
        do throws(Failure) {
            return try body()
        } catch {
            throw self
        }
    }
}

/// Summaries in another order than that in which they were packed.
struct OrderedSummaries: RandomAccessCollection, Sendable {
    let summaries: PackedSummaries
    let order: [Int]

    var startIndex: Int { 0 }
    var endIndex: Int { order.count }

    subscript(index: Int) -> PortalSummary { summaries[order[index]] }
}

/// Sees to it that the logos on cards are the same in all shards, and that each is there.
private struct LogoAgreement {
    private struct Seen {
        let digest: ContentHash
        let shard: ShardFolder
        var isThere: Bool
    }

    private var seen: [KeyBytes: Seen] = [:]

    /// Adds what a portal says.
    mutating func add(_ portal: ShardReader.Portal, of shard: ShardFolder) throws(JoinError) {
        guard let logo = portal.summary.cardLogo else { return }
        let path = KeyBytes(logo.path)
        var known = seen[path] ?? Seen(digest: logo.digest, shard: shard, isThere: false)
        guard known.digest == logo.digest else {
            if known.shard.shard == shard.shard { throw shard.damaged(ShardFile.name) }
            throw .different(known.shard.path, shard.path, what: "the logo \(logo.path)")
        }
        known.isThere = known.isThere || portal.logo != nil
        seen[path] = known
    }

    func checkEachIsThere() throws(JoinError) {
        let absent = seen.filter { !$0.value.isThere }.min { $0.key.text < $1.key.text }
        if let absent { throw absent.value.shard.damaged(ShardFile.name) }
    }
}
