@testable import Rendering

// Pages as texts, which tests read more easily than bytes.

extension PreviewPage {
    func html(for view: PortalView) -> String { String(decoding: page(for: view), as: UTF8.self) }
}

extension BoardPage {
    func html(for view: PortalView) -> String { String(decoding: page(for: view), as: UTF8.self) }

    func html(for view: PortalView, holding screens: [ScreenPage]) -> String {
        String(decoding: page(for: view, holding: screens), as: UTF8.self)
    }

    func html(for file: UnreadableFile) -> String { String(decoding: page(for: file), as: UTF8.self) }
}

extension DocsPage {
    func html(for view: PortalView, markdown: String) -> String {
        String(decoding: page(for: view, docs: html(of: Array(markdown.utf8))), as: UTF8.self)
    }
}

extension DocsIndexPage {
    func html(for portals: [PortalSummary], source: String) -> String {
        page(for: SummaryList(portals), count: portals.count, source: source).html
    }
}

extension SharedPage {
    var html: String { String(decoding: bytes, as: UTF8.self) }
}

extension ScreenDigests {
    init(html: String) { self.init(html: ArraySlice(html.utf8)) }
}

extension GalleryPage {
    func pages(for portals: [PortalSummary], source: String) -> [SharedPage] {
        let list = SummaryList(portals)
        return pages(for: list, counts: GalleryCounts(list), source: source)
    }
}

extension GalleryIndex {
    static func json(of portals: [PortalSummary]) -> String { rows(of: SummaryList(portals)).text }
}
