import Portals
import Rendering
package import Workspaces

/// Writes a site: portal after portal, of which only a batch is in memory, then what all share, the manifest last.
package struct SiteBuilder: Sendable {
    /// The version of Portico, for the manifest.
    private let version: String
    /// What tells this build of Portico from others of the same version.
    private let build: String
    /// When the run began, in nanoseconds since 1970.
    private let moment: Int64
    /// Whether every file is read, also one that looks unchanged.
    private let isVerifying: Bool
    /// Whether the report says what of the templates can't be planned, for which plans have to be made.
    private let judgesTemplates: Bool

    /// Makes a builder for one run.
    ///
    /// - Parameters:
    ///   - version: The version of Portico.
    ///   - build: What tells this build of Portico from others of the same version: what one made is made again by
    ///     another.
    ///   - moment: When the run began, before anything was read, in nanoseconds since 1970.
    ///   - isVerifying: Whether every file is read, also one that looks unchanged by its size and time.
    ///   - judgesTemplates: Whether the report says what of the templates is interpreted anew for each portal.
    package init(
        version: String,
        build: String,
        moment: Int64,
        isVerifying: Bool = false,
        judgesTemplates: Bool = true
    ) {
        self.version = version
        self.build = build
        self.moment = moment
        self.isVerifying = isVerifying
        self.judgesTemplates = judgesTemplates
    }

    /// Writes the pages that differ from what is there, and removes those whose portal is gone.
    ///
    /// A portal of which nothing changed, neither what its pages were made from nor the pages, is not even read. A page
    /// is replaced whole or not at all. The manifest comes last, so that a run that is killed is merely unfinished: the
    /// next one goes on. Temporary files that such a run left go.
    ///
    /// - Parameters:
    ///   - frame: What all pages share.
    ///   - portals: The portals.
    ///   - only: The ids to render; `nil` for all. The rest of the site stays as it is.
    ///   - shard: The shard to render, for `SiteJoiner`, and not the whole site; `nil` for that. It goes with files of
    ///     a workspace and without `only`.
    ///   - output: The output folder.
    ///   - progress: Is told now and then how many portals of how many are done.
    /// - Returns: What was done.
    /// - Throws: `OutputError` if a file cannot be written.
    package func build(
        _ frame: SiteFrame,
        portals: SitePortals,
        only: Set<String>?,
        shard: Shard? = nil,
        into output: OutputFolder,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> SiteReport {
        // A run that ended early left a file here, and maybe others beside pages.
        if try output.removeOwnStaleTemporaryFiles() { try output.removeStaleTemporaryFiles() }
        let key = key(frame, shard)
        let last = LastRun(of: output, key: key, portals: portals, moment: moment, isVerifying: isVerifying)
        if only == nil, let last, let report = unchanged(frame, shard, last) { return report }
        let changed = last.map { $0.findings.kept.count { $0 == nil } } ?? portals.count
        let isAlone = !judgesTemplates && (changed == 1 || only?.count == 1)
        let renderer = SiteRenderer(frame, contents: .site, isAlone: isAlone)
        let pages = PortalPageWriter(
            renderer: renderer,
            portals: portals,
            shard: shard,
            output: output,
            moment: moment
        )
        let tally = try SiteTally(
            renderer: renderer,
            logo: pages.logo,
            count: portals.count,
            only: only,
            shard: try shard.map { try ShardFileWriter($0, frame, version: version, in: output) },
            output: output,
            head: Manifest.Head(version: Manifest.version, portico: version, inputs: frame.inputs?.hexadecimal),
            cacheKey: key,
            moment: moment,
            last: last,
            problems: SiteProblems(shared: frame.diagnostics)
        )
        var writer = SiteWriter(portals: portals, only: only, last: last, pages: pages, tally: tally)
        var start = 0
        while start < portals.count {
            let end = Self.batchEnd(start, portals.count, last)
            try writer.render(start..<end)
            progress(end, portals.count)
            start = end
        }
        return try writer.finish()
    }

    /// How many portals are rendered before what came of them is looked at.
    private static let batchSize = 256
    /// How many portals are in a batch at most, counting those that need not be rendered.
    private static let batchLimit = 4096

    /// Where the batch that begins at a portal ends.
    private static func batchEnd(_ start: Int, _ count: Int, _ last: LastRun?) -> Int {
        guard let last else { return min(start + batchSize, count) }
        var end = start
        var rendered = 0
        while end < min(start + batchLimit, count), rendered < batchSize {
            if last.findings.kept[end] == nil { rendered += 1 }
            end += 1
        }
        return end
    }

    /// What the cache of a site has to be made with to be of use; `nil` where nothing can be kept.
    private func key(_ frame: SiteFrame, _ shard: Shard?) -> ContentHash? {
        guard let inputs = frame.inputs else { return nil }
        var writer = PackedBytesWriter()
        for text in [version, build, frame.origin] { writer.append(text) }
        writer.append(inputs)
        if let shard { writer.append(shard.description) }
        return ContentHash(of: writer.bytes)
    }

    /// What is to be told if nothing has to be done; `nil` otherwise.
    private func unchanged(_ frame: SiteFrame, _ shard: Shard?, _ last: LastRun) -> SiteReport? {
        guard last.findings.isUnchanged, last.keepsAllShared else { return nil }
        var report = SiteReport()
        report.problems = SiteProblems(shared: frame.diagnostics)
        for trace in last.findings.old where shard?.contains(trace.id) ?? true {
            report.portalCount += trace.state == .whole ? 1 : 0
            report.fileCount += trace.pages.count
            report.problems.append(trace.problems)
        }
        report.fileCount += last.shared.count { $0.key != Manifest.fileName }
        return report
    }
}
