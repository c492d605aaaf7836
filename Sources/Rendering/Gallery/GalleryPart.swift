/// The part of a gallery that stands on one page.
struct GalleryPart {
    let number: Int
    private let all: [PortalSummary]
    private let range: Range<Int>

    init(number: Int, of portals: [PortalSummary]) {
        self.number = number
        all = portals
        let start = (number - 1) * GalleryPage.cardLimit
        range = start..<min(start + GalleryPage.cardLimit, portals.count)
    }

    static func pageCount(for portalCount: Int) -> Int {
        max(1, (portalCount + GalleryPage.cardLimit - 1) / GalleryPage.cardLimit)
    }

    static func name(of number: Int) -> String { number == 1 ? "index.html" : "page-\(number).html" }

    /// Whether the page has search, with the index of all portals: the first does, if there is anything to choose.
    var hasSearch: Bool { number == 1 && all.count > 1 }

    func context(counts: GalleryCounts, source: String) -> TemplateContext {
        let place: ReviewerContext.Place = number == 1 ? .gallery : .beside("Page \(number)")
        var context = ReviewerContext(place: place, source: source, hasDocsLink: !all.isEmpty).context
        context.merge(counts.context)
        context.merge(paging)
        context.merge([
            "hasPortals": .flag(!all.isEmpty),
            "hasSearch": .flag(hasSearch),
            "isLaterPage": .flag(number > 1),
            "portals": .list(all[range].map { GalleryCard($0).context }),
            "cardForms": .list(hasSearch ? GalleryCard.forms : []),
            "script": .text(hasSearch ? BuiltInScripts.gallery : ""),
            "index": .text(hasSearch ? GalleryIndex.json(of: all) : ""),
        ])
        return context
    }

    private var paging: TemplateContext {
        let last = Self.pageCount(for: all.count)
        let numbers = [range.lowerBound + 1, range.upperBound, all.count].map { Quantity.text($0) }
        var context: TemplateContext = [
            "isPaged": .flag(last > 1),
            "range": .text("Portals \(numbers[0]) to \(numbers[1]) of \(numbers[2])"),
        ]
        context.setOptional("previousURL", number > 1 ? Self.name(of: number - 1) : nil)
        context.setOptional("nextURL", number < last ? Self.name(of: number + 1) : nil)
        return context
    }
}
