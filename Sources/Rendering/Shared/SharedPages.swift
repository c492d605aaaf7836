package import Portals

/// Makes the pages that all portals share: `docs.md`, `docs.html`, and the gallery's.
package struct SharedPages: Sendable {
    private let origin: String
    private let docs: DocsIndex
    private let docsPage: DocsIndexPage
    private let gallery: GalleryPage

    /// Takes what the pages of any portals need.
    ///
    /// - Parameters:
    ///   - templates: The templates.
    ///   - origin: Where the portals come from.
    ///   - logo: Finds the logo that a card shows by its path; asked again for every card.
    package init(templates: TemplateLibrary, origin: String, logo: @escaping @Sendable (String) -> Logo?) {
        self.origin = origin
        docs = DocsIndex(templates: templates)
        docsPage = DocsIndexPage(templates: templates)
        gallery = GalleryPage(templates: templates, logo: logo)
    }

    /// How many portals a page of the gallery has.
    package static let cardLimit = GalleryPart.cardLimit
    /// How many pages of docs there are, which come before the gallery's.
    package static let docsCount = 2

    /// What of the templates is interpreted for every row or page.
    package var obstacles: [TemplateObstacle] {
        Set(docs.obstacles + docsPage.obstacles + gallery.obstacles).sorted()
    }

    /// Returns every page; each is made when it is written.
    ///
    /// - Parameters:
    ///   - summaries: All portals in their order.
    ///   - counts: How many they are of each kind; `nil` has them counted.
    /// - Returns: `docs.md`, `docs.html`, and the pages of the gallery.
    package func pages<Summaries: RandomAccessCollection & Sendable>(
        of summaries: Summaries,
        counts: SharedCounts? = nil
    ) -> [SharedPage]
    where Summaries.Element == PortalSummary, Summaries.Index == Int {
        let portals = SummaryList(summaries)
        let counts = counts?.counts ?? GalleryCounts(portals)
        return [markdown(of: portals, counts), docsPage.page(for: portals.whole, count: counts.whole, source: origin)]
            + gallery.pages(for: portals, counts: counts, source: origin)
    }

    /// Returns `docs.md` alone.
    ///
    /// - Parameter summaries: All portals in their order.
    /// - Returns: The page.
    package func markdown<Summaries: RandomAccessCollection & Sendable>(of summaries: Summaries) -> SharedPage
    where Summaries.Element == PortalSummary, Summaries.Index == Int {
        let portals = SummaryList(summaries)
        return markdown(of: portals, GalleryCounts(portals))
    }

    private func markdown(of portals: SummaryList, _ counts: GalleryCounts) -> SharedPage {
        docs.page(for: portals.whole, count: counts.whole, source: origin, links: .below(""))
    }
}

/// How many portals there are of each kind that pages tell apart, counted once for all pages.
package struct SharedCounts: Sendable {
    let counts: GalleryCounts

    /// Counts portals.
    ///
    /// - Parameter summaries: All of them.
    package init(_ summaries: PackedSummaries) {
        counts = GalleryCounts(SummaryList(summaries))
    }

    /// The counts as bytes.
    package var bytes: [UInt8] {
        var writer = PackedBytesWriter()
        for count in [counts.all, counts.active, counts.inactive, counts.withProblems] { writer.append(count) }
        return writer.bytes
    }
}
