package import Diagnostics
package import Portals
package import Rendering
import Synchronization
package import Workspaces

/// The site of a workspace, in memory: pages are made when they are asked for, and kept until what they show changes.
///
/// Any number of threads ask for pages, also while another looks at the workspace: they get what the look before left.
package final class LiveSite: Sendable {
    /// How many bytes of pages are kept at most, so that a server of many portals stays small.
    static let pageByteLimit = 32 << 20

    private let place: LivePlace
    /// Held for as long as a look takes, so that one follows the other.
    private let looking = Mutex<Void>(())
    private let state: Mutex<LiveState>
    private let pages: Mutex<PageCache>

    /// Reads a workspace; no page is made yet.
    ///
    /// - Parameters:
    ///   - workspace: The folder that holds `portico.yaml`.
    ///   - environment: The environment to show; `nil` for the one of the settings.
    ///   - usesOverrides: Whether the workspace's own templates are read.
    /// - Throws: `Workspace.OpenError` if there is no workspace; `TemplateLibrary.BuiltInTemplateError`, which no user
    ///   can mend. Everything else is a problem of the site or of a portal.
    package convenience init(workspace: String, environment: String?, usesOverrides: Bool) throws {
        try self.init(
            LivePlace(workspace: workspace, environment: environment, usesOverrides: usesOverrides),
            pageByteLimit: Self.pageByteLimit
        )
    }

    init(_ place: LivePlace, pageByteLimit: Int) throws {
        self.place = place
        state = Mutex(try LiveLook.first(at: place))
        pages = Mutex(PageCache(byteLimit: pageByteLimit))
    }

    /// Looks at the workspace again, and reads what changed.
    ///
    /// A file that can't be read keeps its last preview and board. While the workspace as a whole can't be read, the
    /// site stays as it is, and `problems` says why.
    ///
    /// - Parameter sparing: Paths relative to the workspace that are being written just now: they stay as last seen.
    /// - Returns: What differs from before.
    package func look(sparing: Set<String> = []) -> LiveChange {
        looking.withLock { _ in
            let old = state.withLock { $0 }
            let (new, change) = LiveLook(place, after: old, sparing: sparing).result()
            state.withLock { $0 = new }
            if !change.isEmpty { pages.withLock { $0.dropOutdated { Self.source(of: $0, in: new) } } }
            return change
        }
    }

    /// Returns a page of the site: the bytes that `render` would write.
    ///
    /// Of a file that can't be read, `preview.html` and `index.html` are those of the last portal that could be, if
    /// there was one in this run.
    ///
    /// - Parameter path: The names that lead to it; `[]` is the gallery.
    /// - Returns: The page; `nil` if there is none.
    package func page(_ path: [String]) -> LivePage? {
        let path = path.isEmpty ? ["index.html"] : path
        let state = state.withLock { $0 }
        guard let source = Self.source(of: path, in: state) else { return nil }
        if let kept = pages.withLock({ $0.page(path, from: source) }) { return kept }
        var wanted: LivePage?
        for (name, bytes) in Self.make(path, in: state) {
            let page = LivePage(bytes: bytes, version: String(ContentHash(of: bytes).hexadecimal.prefix(32)))
            let made = path.dropLast() + [name]
            if made.last == path.last { wanted = page }
            pages.withLock { $0.keep(page, at: Array(made), from: source) }
        }
        return wanted
    }

    /// Returns a portal; `nil` if no folder of the site has the name.
    ///
    /// - Parameter id: The name of its folder.
    /// - Returns: The portal with its logo.
    package func portal(_ id: String) -> LivePortal? {
        let state = state.withLock { $0 }
        guard let (file, lastGood) = state.file(ofFolder: id) else { return nil }
        let files = state.portals.anew(with: state.shared.settings)
        return LivePortal(
            id: id,
            file: file.entry.file,
            entry: file.entry.with(logo: file.source.logo == nil ? nil : files.logo(of: file.entry)),
            lastGood: lastGood.map { $0.with(logo: files.logo(of: $0)) }
        )
    }

    /// Every portal file, in the gallery's order.
    package var portals: [LivePortal.Head] {
        state.withLock { $0 }.files.map { file in
            LivePortal.Head(
                id: file.entry.idText,
                name: file.summary.name,
                file: file.entry.file,
                isReadable: file.entry.portal != nil,
                hasPages: file.entry.state != .withoutFolder
            )
        }
    }

    /// What is wrong with settings, templates and the sample customer, and what keeps the workspace from being read.
    package var problems: [Diagnostic] { state.withLock { $0 }.problems }

    /// Whether the workspace as a whole can't be read, so that the site shows what was read before.
    package var isOutdated: Bool { !state.withLock { $0 }.trouble.isEmpty }

    /// What `portico.yaml` says, as the site shows it.
    package var settings: Settings { state.withLock { $0 }.shared.settings }

    /// The folders in which logos are that portals name, relative to the workspace; some may not be there.
    package var logoFolders: Set<String> {
        Set(
            state.withLock { $0 }.files.lazy.flatMap(\.source.logos).map { LogoStamps.split($0.path).folder }
        )
    }

    /// Renders a portal that was changed and not saved, and keeps nothing of it.
    ///
    /// - Parameters:
    ///   - id: The name of its folder.
    ///   - portal: The portal as it is to be shown, in the environment that is shown.
    ///   - logo: Its logo, checked; `nil` if it has none.
    ///   - hasRaster: Whether a picture that the service takes is to be saved beside the logo.
    /// - Returns: Its pages; `nil` if no folder of the site has the name.
    package func draft(_ id: String, _ portal: Portal, logo: Logo?, hasRaster: Bool = false) -> LiveDraft? {
        let state = state.withLock { $0 }
        guard let (file, lastGood) = state.file(ofFolder: id) else { return nil }
        let files = state.portals.anew(with: state.shared.settings)
        let problems = files.problems(ofDraft: portal, logo: logo, of: lastGood ?? file.entry)
            .filter { !(hasRaster && $0.rule == .logoNoRaster) }
        let made = state.shared.renderer.draft(portal, file: file.entry.file, logo: logo, problems: problems)
        return LiveDraft(preview: made.preview, board: made.board, problems: problems)
    }

    /// Renders the board of a portal that was changed and not saved as one file that holds its screens.
    ///
    /// - Parameters:
    ///   - id: The name of its folder.
    ///   - portal: The portal as it is to be shown, in the environment that is shown.
    ///   - logo: Its logo, checked; `nil` if it has none.
    /// - Returns: The page; `nil` if no folder of the site has the name.
    package func singleFile(_ id: String, _ portal: Portal, logo: Logo?) -> [UInt8]? {
        let state = state.withLock { $0 }
        guard let (file, lastGood) = state.file(ofFolder: id) else { return nil }
        let problems = state.portals.problems(ofDraft: portal, logo: logo, of: lastGood ?? file.entry)
        return state.shared.renderer.singleFile(portal, file: file.entry.file, logo: logo, problems: problems)
    }

    // MARK: Comparing

    /// Compares the screens of two portals, or of two versions of one.
    ///
    /// - Parameters:
    ///   - left: One side.
    ///   - right: The other side.
    /// - Returns: What differs, and the pages that show it.
    package func screens(from left: PortalView, to right: PortalView) -> ComparedScreens {
        ComparedScreens(from: left, to: right, maker: state.withLock { $0 }.shared.renderer.pairMaker)
    }

    /// Returns a logo of the workspace; `nil` if there is none that can be used.
    ///
    /// - Parameter path: The path relative to the workspace; untrusted.
    /// - Returns: The logo, checked.
    package func logo(at path: String) -> Logo? {
        let state = state.withLock { $0 }
        return state.portals.anew(with: state.shared.settings).logo(at: path)
    }

    // MARK: Pages

    /// What a page is made from; `nil` if there is no such page for certain.
    private static func source(of path: [String], in state: LiveState) -> PageCache.Source? {
        switch path.count {
        case 1: PageCache.Source(shared: state.shared.revision, own: state.galleryRevision)
        case 2:
            state.file(ofFolder: path[0]).map {
                PageCache.Source(shared: state.shared.revision, own: $0.file.revision)
            }
        default: nil
        }
    }

    /// Makes a page, and those that come with it.
    private static func make(_ path: [String], in state: LiveState) -> [(name: String, bytes: [UInt8])] {
        let files = state.portals.anew(with: state.shared.settings)
        if path.count == 1 {
            return state.shared.renderer.sharedPages(of: state.files.count) { files.logo(at: $0) }
                .pages(of: state.files.map(\.summary))
                .filter { $0.name == path[0] }
                .map { ($0.name, $0.bytes) }
        }
        guard let part = SiteRenderer.SitePart(page: path[1]), let (file, lastGood) = state.file(ofFolder: path[0])
        else { return [] }
        let entry = part == .docs ? file.entry : lastGood ?? file.entry
        guard entry.idText.hasSameBytes(as: path[0]) else { return [] }
        let logo = lastGood == nil && file.source.logo == nil ? nil : files.logo(of: entry)
        return state.shared.renderer.pages(part, of: entry.with(logo: logo))
    }
}

extension SiteRenderer.SitePart {
    /// The part of a portal's pages to which a page belongs; `nil` if there is no page of the name.
    fileprivate init?(page name: String) {
        switch name {
        case "docs.html", "portal.md": self = .docs
        case "preview.html": self = .preview
        case "index.html": self = .board
        default: return nil
        }
    }
}
