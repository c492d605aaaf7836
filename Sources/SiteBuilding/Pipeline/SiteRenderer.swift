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
        Set(preview.obstacles + board.obstacles + docs.obstacles + docsPage.obstacles).sorted()
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
            let notes = PortalNotes(view.portal)
            let markdown = docs.bytes(for: view, notes: notes)
            let (page, record) = preview.recorded(view)
            let previewFile = file("preview.html", page)
            let files = [
                file("portal.md", markdown),
                previewFile,
                file("index.html", board.page(for: view, notes: notes)),
                file("docs.html", docsPage.page(for: view, markdown: String(decoding: markdown, as: UTF8.self))),
            ]
            return (files, PortalRecordLine(record, preview: previewFile.hash))
        case (.unreadable, _, .site):
            return ([file("index.html", board.page(for: Self.unreadable(entry)))], nil)
        default: return ([], nil)
        }
    }

    /// Returns the preview of a portal and the record of what it shows; `nil` if it has none.
    func preview(of entry: PortalEntry) -> (page: [UInt8], line: PortalRecordLine)? {
        guard entry.state == .whole, let view = Self.view(of: entry) else { return nil }
        let (page, record) = preview.recorded(view)
        return PortalRecordLine(record, preview: ContentHash(of: page)).map { (page, $0) }
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
        let readable = summaries.filter { $0.state == .whole }
        var kinds = [SharedFile.docs]
        if contents == .site {
            kinds.append(.docsPage)
            kinds += (1...GalleryPage.count(for: summaries)).map(SharedFile.galleryPage)
        }
        return kinds.concurrentMap { kind in
            switch kind {
            case .docs:
                let index = DocsIndex(templates: source.templates).markdown(for: readable, source: source.origin)
                return SiteFile("docs.md", bytes: Array(index.utf8))
            case .docsPage:
                let table = DocsIndexPage(templates: source.templates).page(for: readable, source: source.origin)
                return SiteFile("docs.html", bytes: table)
            case .galleryPage(let number):
                let gallery = GalleryPage(templates: source.templates)
                let page = gallery.page(number, for: summaries, source: source.origin)
                return SiteFile(page.name, bytes: page.bytes)
            }
        }
    }

    private enum SharedFile {
        case docs
        case docsPage
        case galleryPage(Int)
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
