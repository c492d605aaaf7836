import Portals
import Rendering
import Workspaces

/// Renders the files of a site in memory.
struct SiteRenderer {
    let source: SiteSource
    let contents: SiteContents

    private let preview: PreviewPage
    private let docs: PortalDocs

    init(source: SiteSource, contents: SiteContents) {
        self.source = source
        self.contents = contents
        preview = PreviewPage(templates: source.templates, sample: source.sample)
        docs = PortalDocs(templates: source.templates)
    }

    /// Returns the files of a portal; empty if it has no folder or could not be read.
    func files(of entry: PortalEntry) -> [SiteFile] {
        guard entry.state == .whole, let view = Self.view(of: entry) else { return [] }
        let folder = view.portal.id.description
        var files = [SiteFile(folder, "portal.md", text: docs.markdown(for: view), source: entry.file)]
        if contents == .site {
            files.append(SiteFile(folder, "preview.html", text: preview.html(for: view), source: entry.file))
        }
        return files
    }

    /// Returns the files that all portals share.
    func sharedFiles() -> [SiteFile] {
        let summaries = source.entries.map(Self.summary)
        let readable = summaries.filter { $0.state == .whole }
        let index = DocsIndex(templates: source.templates).markdown(for: readable, source: source.origin)
        var files = [SiteFile("docs.md", text: index)]
        if contents == .site {
            let gallery = GalleryPage(templates: source.templates).html(for: summaries, source: source.origin)
            files.append(SiteFile("index.html", text: gallery))
        }
        return files
    }

    private static func view(of entry: PortalEntry) -> PortalView? {
        entry.portal.map {
            PortalView(portal: $0, file: entry.file, logo: entry.logo, problems: entry.diagnostics)
        }
    }

    private static func summary(of entry: PortalEntry) -> PortalSummary {
        switch entry.state {
        case .whole:
            if let view = view(of: entry) { return PortalSummary(view) }
        case .withoutFolder:
            if let view = view(of: entry) { return PortalSummary(view, state: .withoutFolder) }
            return PortalSummary(
                id: entry.idText,
                file: entry.file,
                state: .withoutFolder,
                problems: entry.diagnostics
            )
        case .unreadable: break
        }
        return PortalSummary(id: entry.idText, file: entry.file, state: .unreadable, problems: entry.diagnostics)
    }
}

/// Which files of a site are written.
package enum SiteContents: Sendable {
    /// Everything.
    case site
    /// The Markdown docs alone.
    case docs
}
