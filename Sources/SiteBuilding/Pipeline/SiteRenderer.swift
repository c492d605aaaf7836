import Diagnostics
import Portals
import Rendering
import Workspaces

/// Renders the files of a site in memory.
struct SiteRenderer {
    private let frame: SiteFrame
    let contents: SiteContents
    /// Whether one portal is rendered and no other.
    private let isAlone: Bool

    private let preview: PreviewPage
    private let board: BoardPage
    private let docs: PortalDocs
    private let docsPage: DocsPage
    private let logoHashes = LogoHashes()

    init(source: SiteSource, contents: SiteContents) {
        self.init(source.frame, contents: contents)
    }

    /// Takes what all pages share.
    ///
    /// - Parameters:
    ///   - frame: It.
    ///   - contents: Which files are rendered.
    ///   - isAlone: Whether one portal will be rendered and no other, so that its pages are interpreted, and made on all
    ///     cores.
    init(_ frame: SiteFrame, contents: SiteContents, isAlone: Bool = false) {
        let templates = isAlone ? frame.templates.interpreting : frame.templates
        self.frame = frame
        self.contents = contents
        self.isAlone = isAlone
        preview = PreviewPage(templates: templates, sample: frame.sample)
        board = BoardPage(templates: templates)
        docs = PortalDocs(templates: templates, access: frame.access)
        docsPage = DocsPage(templates: templates)
    }

    /// What compares screens with the same templates and sample customer.
    var pairMaker: ScreenPairMaker { ScreenPairMaker(preview: preview) }

    /// What of the templates is interpreted for each portal, as far as portals were rendered.
    var obstacles: [TemplateObstacle] {
        Set(preview.obstacles + board.obstacles + docs.obstacles + docsPage.obstacles).sorted()
    }

    /// Returns what a portal gives: the board alone if it could not be read, nothing if it has no folder.
    ///
    /// - Parameter entry: The portal.
    /// - Returns: Its pages.
    func pages(of entry: PortalEntry) -> PortalPages { pages(of: [entry])[0] }

    /// Returns what each of some portals gives.
    ///
    /// A step is taken for all of them before the next one, so that its code and templates stay in the core's caches.
    ///
    /// - Parameter entries: The portals.
    /// - Returns: Their pages, in the order of the portals.
    func pages(of entries: [PortalEntry]) -> [PortalPages] {
        // By their places: an iterator would copy each entry, which costs more than many a step.
        let views = entries.indices.map { view(of: entries[$0]) }
        let summaries = entries.indices.map { Self.summary(of: entries[$0], views[$0]) }
        let files = files(of: entries, views)
        return entries.indices.map { index in
            PortalPages(files: files[index].files, record: files[index].record, summary: summaries[index])
        }
    }

    private typealias RenderedFiles = (files: [SiteFile], record: PortalRecordLine?)

    /// Returns the files of each portal, whatever state it is in.
    private func files(of entries: [PortalEntry], _ views: [PortalView?]) -> [RenderedFiles] {
        let whole = entries.indices.filter { entries[$0].state == .whole && contents == .site }
        var pagesOfWhole = allPages(of: whole.compactMap { views[$0] }).makeIterator()
        return entries.indices.map { index in
            func alone(_ name: String, _ bytes: [UInt8]) -> RenderedFiles {
                ([SiteFile(entries[index].idText, name, bytes: bytes)], nil)
            }
            switch (entries[index].state, views[index], contents) {
            case (.whole, _?, .site):
                guard let pages = pagesOfWhole.next() else { preconditionFailure("each whole portal has its pages") }
                return pages
            case (.whole, let view?, .docs): return alone("portal.md", Array(docs.markdown(for: view).utf8))
            case (.unreadable, _, .site): return alone("index.html", board.page(for: Self.unreadable(entries[index])))
            default: return ([], nil)
            }
        }
    }

    /// A portal of which every page can be made.
    private typealias WholePortal = (view: PortalView, notes: PortalNotes)

    /// Returns every page of each portal.
    private func allPages(of views: [PortalView]) -> [RenderedFiles] {
        guard !views.isEmpty else { return [] }
        let portals = views.map { ($0, PortalNotes($0.portal)) }
        // A preview alone is worth all cores; of the rest there is one part for each of two.
        let previews = pages(.preview, of: portals)
        let parts = [SitePart.docs, .board]
        let others = isAlone ? parts.concurrentMap { pages($0, of: portals) } : parts.map { pages($0, of: portals) }
        return portals.indices.map { index in
            (others[0][index].files + previews[index].files + others[1][index].files, previews[index].record)
        }
    }

    /// Pages of a portal that are made by one job.
    enum SitePart {
        case docs
        case preview
        case board
    }

    /// Returns some of the pages of each portal.
    private func pages(_ part: SitePart, of portals: [WholePortal]) -> [RenderedFiles] {
        func file(_ portal: WholePortal, _ name: String, _ bytes: [UInt8], _ hash: ContentHash) -> SiteFile {
            SiteFile(portal.view.portal.id.description, name, bytes: bytes, hash: hash)
        }
        switch part {
        case .docs:
            let texts = portals.map { docs.bytes(for: $0.view, notes: $0.notes) }
            let contents = texts.map(docsPage.html)
            let pages = zip(portals, contents).map { docsPage.page(for: $0.view, docs: $1) }
            return portals.indices.map { index in
                let (portal, markdown, page) = (portals[index], texts[index], pages[index])
                let files = [
                    file(portal, "portal.md", markdown, ContentHash(of: markdown)),
                    file(portal, "docs.html", page, docsPage.hash(of: page)),
                ]
                return (files, nil)
            }
        case .preview:
            let recorded = preview.recorded(portals.map(\.view))
            let hashes = recorded.map { preview.hash(of: $0.page) }
            return portals.indices.map { index in
                let (page, record) = recorded[index]
                let line = PortalRecordLine(record, preview: hashes[index])
                return ([file(portals[index], "preview.html", page, hashes[index])], line)
            }
        case .board:
            let pages = portals.map { board.page(for: $0.view, notes: $0.notes) }
            return zip(portals, pages).map { portal, page in
                ([file(portal, "index.html", page, board.hash(of: page))], nil)
            }
        }
    }

    /// Returns some of the pages of a portal, by their names, the same as `pages(of:)`.
    ///
    /// - Parameters:
    ///   - part: Which.
    ///   - entry: The portal.
    /// - Returns: The pages; none where the portal has no such ones.
    func pages(_ part: SitePart, of entry: PortalEntry) -> [(name: String, bytes: [UInt8])] {
        switch (entry.state, view(of: entry), part) {
        // Not by way of the record, which takes time and nobody asks for.
        case (.whole, let view?, .preview): [("preview.html", preview.page(for: view))]
        case (.whole, let view?, _):
            pages(part, of: [(view, PortalNotes(view.portal))]).flatMap(\.files).map { ($0.path[1], $0.bytes) }
        case (.unreadable, _, .board): [("index.html", board.page(for: Self.unreadable(entry)))]
        default: []
        }
    }

    /// Returns preview and board of a portal that is in no file as it is here.
    func draft(_ portal: Portal, file: String, logo: Logo?, problems: [Diagnostic]) -> (
        preview: [UInt8], board: [UInt8]
    ) {
        let view = PortalView(portal: portal, file: file, logo: logo, problems: problems)
        return (preview.page(for: view), board.page(for: view, notes: PortalNotes(portal)))
    }

    /// Returns the board of a portal that is in no file as it is here, as one file that holds its screens.
    func singleFile(_ portal: Portal, file: String, logo: Logo?, problems: [Diagnostic]) -> [UInt8] {
        let view = PortalView(portal: portal, file: file, logo: logo, problems: problems)
        return board.page(for: view, holding: preview.screens(for: view))
    }

    /// Returns the preview of a portal and the record of what it shows; `nil` if it has none.
    func preview(of entry: PortalEntry) -> (page: [UInt8], line: PortalRecordLine)? {
        guard entry.state == .whole, let view = view(of: entry) else { return nil }
        let (page, record) = preview.recorded(view)
        return PortalRecordLine(record, preview: preview.hash(of: page)).map { (page, $0) }
    }

    /// Returns the board of a portal as one file that holds its screens; the problems alone if it could not be read.
    func singleFile(of entry: PortalEntry) -> [UInt8] {
        guard let view = view(of: entry) else { return board.page(for: Self.unreadable(entry), isAlone: true) }
        return board.page(for: view, holding: preview.screens(for: view))
    }

    /// Returns what makes the pages that all portals share.
    ///
    /// - Parameters:
    ///   - count: How many portals share them.
    ///   - logo: Finds the logo that a card shows, by its path.
    /// - Returns: The maker of the pages.
    func sharedPages(of count: Int, logo: @escaping @Sendable (String) -> Logo?) -> SharedPages {
        let templates = isAlone && count == 1 ? frame.templates.interpreting : frame.templates
        return SharedPages(templates: templates, origin: frame.origin, logo: logo)
    }

    /// Returns `docs.md` of all portals.
    func docsIndex(of summaries: [PortalSummary]) -> SiteFile {
        let pages = SharedPages(templates: frame.templates, origin: frame.origin) { _ in nil }
        return SiteFile("docs.md", bytes: pages.markdown(of: summaries).bytes)
    }

    private func view(of entry: PortalEntry) -> PortalView? {
        Self.view(of: entry, logo: entry.logo.map(logoHashes.hashed))
    }

    private static func view(of entry: PortalEntry, logo: HashedLogo?) -> PortalView? {
        entry.portal.map { portal in
            PortalView(
                portal: portal,
                file: entry.file,
                logo: logo,
                problems: entry.diagnostics,
                palette: entry.palette ?? BrandPalette(portal)
            )
        }
    }

    private static func unreadable(_ entry: PortalEntry) -> UnreadableFile {
        UnreadableFile(id: entry.idText, file: entry.file, problems: entry.diagnostics)
    }

    /// Returns what is shown of a portal beside the others.
    static func summary(of entry: PortalEntry) -> PortalSummary {
        summary(of: entry, view(of: entry, logo: entry.logo.map { HashedLogo($0) }))
    }

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
