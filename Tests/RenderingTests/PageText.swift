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
        String(decoding: page(for: view, markdown: markdown), as: UTF8.self)
    }
}

extension DocsIndexPage {
    func html(for portals: [PortalSummary], source: String) -> String {
        String(decoding: page(for: portals, source: source), as: UTF8.self)
    }
}

extension GalleryPage.Page {
    var html: String { String(decoding: bytes, as: UTF8.self) }
}

extension ScreenDigests {
    init(html: String) { self.init(html: ArraySlice(html.utf8)) }
}

extension GalleryPage {
    func pages(for portals: [PortalSummary], source: String) -> [Page] {
        (1...Self.count(for: portals)).map { page($0, for: portals, source: source) }
    }
}
