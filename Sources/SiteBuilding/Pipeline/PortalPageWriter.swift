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

    /// Renders portals and writes their pages.
    ///
    /// Each step is taken for all of them before the next one, as `SiteRenderer.pages(of:)` does it.
    ///
    /// - Parameters:
    ///   - portals: The portals.
    ///   - only: The ids to render; `nil` for all.
    /// - Returns: What came of each, in their order.
    /// - Throws: `OutputError` if a page cannot be written.
    func write(_ portals: ArraySlice<ChangedPortal>, only: Set<String>?) throws -> [WrittenPortal] {
        var drafts = portals.map { draft(of: $0, only: only) }
        let rendered = drafts.indices.filter { drafts[$0].isRendered }
        for (index, pages) in zip(rendered, renderer.pages(of: rendered.map { drafts[$0].entry })) {
            try write(pages, into: &drafts[index])
        }
        return drafts.indices.map { WrittenPortal(drafts[$0]) }
    }

    /// What there is to know of a portal before it is rendered.
    private func draft(of changed: ChangedPortal, only: Set<String>?) -> WrittenPortalDraft {
        let (read, clashes) = (changed.portal, changed.clashes)
        let entry = read.entry
        guard shard?.contains(entry.idText) ?? true else {
            let trace = PortalTrace(ofAnotherShard: read, clashes: clashes)
            return WrittenPortalDraft(entry: entry, isRendered: false, trace: trace)
        }
        let settled = files?.settled(entry, clashes: clashes) ?? entry
        let isRendered = only?.contains(entry.idText) ?? true
        let trace = PortalTrace(
            file: settled.file,
            stamp: read.stamp,
            content: isRendered ? read.content.map { ContentHash(of: $0) } : nil,
            logos: isRendered ? looks.map { looks in settled.logoPaths.map(looks.trace) } ?? [] : [],
            id: settled.idText,
            slug: settled.portal?.slug,
            state: settled.state,
            clashes: clashes.map(\.message),
            pages: [],
            problems: PortalProblems(settled.diagnostics),
            summary: isRendered ? nil : SiteRenderer.summary(of: settled)
        )
        return WrittenPortalDraft(entry: settled, isRendered: isRendered, trace: trace)
    }

    private func write(_ pages: PortalPages, into draft: inout WrittenPortalDraft) throws {
        draft.trace.summary = pages.summary
        guard !pages.files.isEmpty else { return }
        draft.record = pages.record
        let (outcomes, stamps) = try output.write(
            pages.files.map { ($0.path[1], $0.bytes) },
            toFolder: draft.entry.idText
        )
        draft.outcomes = outcomes
        draft.trace.pages = zip(pages.files, stamps).compactMap { file, stamp in
            stamp.map { PortalTrace.Page(name: file.path[1], content: file.hash, stamp: $0) }
        }
        // Somebody took a page away meanwhile: the next run makes it again.
        if draft.trace.pages.count < pages.files.count { draft.trace.content = nil }
    }
}

/// What is coming of a portal.
private struct WrittenPortalDraft {
    /// The portal as the others, its comments and the settings leave it.
    let entry: PortalEntry
    /// Whether this run makes its pages.
    let isRendered: Bool
    var trace: PortalTrace
    var record: PortalRecordLine?
    var outcomes: [WriteOutcome] = []
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
    /// Whether this run made its pages; otherwise they are what an earlier one left, or another shard's.
    let isRendered: Bool
    /// Its line in the manifest; `nil` if it has no pages.
    let manifestLine: [UInt8]?

    fileprivate init(_ draft: WrittenPortalDraft) {
        trace = draft.trace
        packed = draft.trace.packed[...]
        record = draft.record
        outcomes = draft.outcomes
        isRendered = draft.isRendered
        manifestLine = draft.trace.manifestLine
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
