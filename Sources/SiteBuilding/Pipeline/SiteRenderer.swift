import Portals
import Rendering
import Workspaces

/// Renders the files of a site in memory.
struct SiteRenderer {
    let source: SiteSource
    let contents: SiteContents

    private let preview: PreviewPage
    private let board: BoardPage
    private let docs: PortalDocs
    private let docsPage: DocsPage

    init(source: SiteSource, contents: SiteContents) {
        self.source = source
        self.contents = contents
        preview = PreviewPage(templates: source.templates, sample: source.sample)
        board = BoardPage(templates: source.templates)
        docs = PortalDocs(templates: source.templates)
        docsPage = DocsPage(templates: source.templates)
    }

    /// What of the templates is interpreted for each portal, as far as portals were rendered.
    var obstacles: [TemplateObstacle] {
        let ofPortals = preview.obstacles + board.obstacles + docs.obstacles + docsPage.obstacles
        return Set(contents == .site ? ofPortals + shared.obstacles : ofPortals).sorted()
    }

    /// Returns what a portal gives: the board alone if it could not be read, nothing if it has no folder.
    func pages(of entry: PortalEntry) -> PortalPages {
        let view = Self.view(of: entry)
        let (files, record) = files(of: entry, view)
        return PortalPages(files: files, record: record, summary: Self.summary(of: entry, view))
    }

    private func files(of entry: PortalEntry, _ view: PortalView?) -> ([SiteFile], PortalRecordLine?) {
        let folder = entry.idText
        func file(_ name: String, _ bytes: [UInt8]) -> SiteFile {
            SiteFile(folder, name, bytes: bytes, source: entry.file)
        }
        switch (entry.state, view, contents) {
        case (.whole, let view?, .docs): return ([file("portal.md", Array(docs.markdown(for: view).utf8))], nil)
        case (.whole, let view?, .site):
            let markdown = docs.markdown(for: view)
            let (page, record) = preview.recorded(view)
            let files = [
                file("portal.md", Array(markdown.utf8)),
                file("preview.html", page),
                file("index.html", board.page(for: view)),
                file("docs.html", docsPage.page(for: view, markdown: markdown)),
            ]
            return (files, PortalRecordLine(record))
        case (.unreadable, _, .site):
            return ([file("index.html", board.page(for: Self.unreadable(entry)))], nil)
        default: return ([], nil)
        }
    }

    /// Returns the record of what a portal's preview shows; `nil` if it has none.
    func record(of entry: PortalEntry) -> PortalRecordLine? {
        guard entry.state == .whole, let view = Self.view(of: entry) else { return nil }
        return PortalRecordLine(preview.record(of: view))
    }

    /// Returns the board of a portal as one file that holds its screens; the problems alone if it could not be read.
    func singleFile(of entry: PortalEntry) -> [UInt8] {
        guard let view = Self.view(of: entry) else { return board.page(for: Self.unreadable(entry), isAlone: true) }
        return board.page(for: view, holding: preview.screens(for: view))
    }

    /// Returns the files that all portals share.
    ///
    /// - Parameter summaries: What is shown of each portal, in their order.
    /// - Returns: The files.
    func sharedFiles(of summaries: [PortalSummary]) -> [SiteFile] {
        let pages = contents == .site ? shared.pages(of: summaries) : [shared.markdown(of: summaries)]
        return pages.concurrentMap { SiteFile($0.name, bytes: $0.bytes) }
    }

    private var shared: SharedPages {
        let logos = source.entries.map { ($0.portal?.logoPath ?? "", $0.logo) }
        let byPath = Dictionary(logos) { $0 ?? $1 }.compactMapValues(\.self)
        return SharedPages(templates: source.templates, origin: source.origin) { byPath[$0] }
    }

    private static func view(of entry: PortalEntry) -> PortalView? {
        entry.portal.map {
            PortalView(portal: $0, file: entry.file, logo: entry.logo, problems: entry.diagnostics)
        }
    }

    private static func unreadable(_ entry: PortalEntry) -> UnreadableFile {
        UnreadableFile(id: entry.idText, file: entry.file, problems: entry.diagnostics)
    }

    static func summary(of entry: PortalEntry) -> PortalSummary { summary(of: entry, view(of: entry)) }

    private static func summary(of entry: PortalEntry, _ view: PortalView?) -> PortalSummary {
        let state: PortalSummary.State =
            switch entry.state {
            case .whole: .whole
            case .unreadable: .unreadable
            case .withoutFolder: .withoutFolder
            }
        return view.map { PortalSummary($0, state: state) } ?? PortalSummary(unreadable(entry), state: state)
    }
}

/// What rendering a portal gives.
struct PortalPages {
    /// Its files.
    let files: [SiteFile]
    /// What its preview shows; `nil` if it has none.
    let record: PortalRecordLine?
    /// What is shown of it beside the others.
    let summary: PortalSummary
}

/// Which files of a site are written.
package enum SiteContents: Sendable {
    /// Everything.
    case site
    /// The Markdown docs alone.
    case docs
}
