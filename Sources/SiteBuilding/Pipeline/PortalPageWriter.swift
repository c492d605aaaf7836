import Portals
import Rendering
import Workspaces

/// Renders portals and writes their pages; several threads do so at once.
struct PortalPageWriter: Sendable {
    private let renderer: SiteRenderer
    private let files: PortalFiles?
    private let looks: LogoLooks?
    private let output: OutputFolder
    /// The shard whose portals are rendered; `nil` for all.
    private let shard: Shard?
    /// Finds the logo that a card shows, by its path.
    let logo: @Sendable (String) -> Logo?

    init(renderer: SiteRenderer, portals: SitePortals, shard: Shard?, output: OutputFolder, moment: Int64) {
        self.renderer = renderer
        self.output = output
        self.shard = shard
        switch portals {
        case .files(let files):
            self.files = files
            looks = LogoLooks(files, moment: moment)
            logo = { files.logo(at: $0) }
        case .read(let entries):
            files = nil
            looks = nil
            let logos = Dictionary(entries.map { ($0.portal?.logoPath ?? "", $0.logo) }) { $0 ?? $1 }
            logo = { logos[$0] ?? nil }
        }
    }

    /// Renders a portal and writes its pages.
    ///
    /// - Parameters:
    ///   - read: The portal, and its file if it has one of its own.
    ///   - clashes: What it has in common with portals before it.
    ///   - only: The ids to render; `nil` for all.
    /// - Returns: What came of it.
    /// - Throws: `OutputError` if a page cannot be written.
    func write(
        _ read: (portal: ReadPortal, file: PortalFile?),
        _ clashes: [Clash],
        only: Set<String>?
    ) throws -> WrittenPortal {
        guard shard?.contains(read.portal.entry.idText) ?? true else {
            return WrittenPortal(PortalTrace(ofAnotherShard: read, clashes: clashes), record: nil, outcomes: [])
        }
        let entry = files?.settled(read.portal.entry, clashes: clashes) ?? read.portal.entry
        var trace = PortalTrace(
            file: entry.file,
            stamp: read.file?.stamp,
            content: nil,
            logos: [],
            id: entry.idText,
            slug: entry.portal?.slug,
            state: entry.state,
            clashes: clashes.map(\.message),
            pages: [],
            problems: PortalProblems(entry.diagnostics),
            summary: nil
        )
        guard only?.contains(entry.idText) ?? true else {
            trace.summary = SiteRenderer.summary(of: entry)
            return WrittenPortal(notRendered: trace)
        }
        trace.content = read.portal.content.map { ContentHash(of: $0) }
        trace.logos = looks.map { looks in entry.logoPaths.map(looks.trace) } ?? []
        let pages = renderer.pages(of: entry)
        trace.summary = pages.summary
        guard !pages.files.isEmpty else { return WrittenPortal(trace, record: nil, outcomes: []) }
        let names = pages.files.map { $0.path[1] }
        let (folder, outcomes) = try output.write(
            pages.files.map { ($0.path[1], $0.bytes) },
            toFolder: entry.idText
        )
        let stamps = folder.stamps(of: names, in: "")
        trace.pages = pages.files.indices.compactMap { index in
            stamps[index].map { PortalTrace.Page(name: names[index], content: pages.files[index].hash, stamp: $0) }
        }
        // Somebody took a page away meanwhile: the next run makes it again.
        if trace.pages.count < names.count { trace.content = nil }
        return WrittenPortal(trace, record: pages.record, outcomes: outcomes)
    }
}

/// What came of a portal.
struct WrittenPortal: Sendable {
    let trace: PortalTrace
    /// The trace for the cache.
    let packed: ArraySlice<UInt8>
    /// What its preview shows, if this run rendered it.
    let record: PortalRecordLine?
    /// What became of its pages.
    let outcomes: [WriteOutcome]
    /// Whether its pages are as they are to be, and not what an earlier run left.
    let isOfThisRun: Bool
    /// Its line in the manifest; `nil` if it has no pages.
    let manifestLine: [UInt8]?

    /// A portal that was rendered.
    init(_ trace: PortalTrace, record: PortalRecordLine?, outcomes: [WriteOutcome]) {
        self.trace = trace
        packed = trace.packed[...]
        self.record = record
        self.outcomes = outcomes
        isOfThisRun = true
        manifestLine = trace.manifestLine
    }

    /// A portal that was not asked for.
    init(notRendered trace: PortalTrace) {
        self.trace = trace
        packed = trace.packed[...]
        record = nil
        outcomes = []
        isOfThisRun = false
        manifestLine = nil
    }
}

extension PortalTrace {
    /// The portal's line in the manifest; `nil` if it has no pages.
    var manifestLine: [UInt8]? {
        guard !pages.isEmpty else { return nil }
        return Manifest.line(
            id: id,
            source: file,
            content: content,
            logos: logos.compactMap { logo in logo.content.map { (logo.path, $0) } },
            files: pages.map { ($0.name, $0.content, $0.stamp.size) }
        )
    }
}

extension PortalTrace.Page {
    /// The page as the manifest lists it.
    var listed: Manifest.File { Manifest.File(sha256: content.hexadecimal, size: stamp.size) }
}
