/// The part of a gallery that stands on one page.
struct GalleryPart {
    /// How many cards a page has.
    static let cardLimit = 200

    let number: Int
    /// Which of all portals.
    let range: Range<Int>
    private let count: Int

    /// - Parameters:
    ///   - number: Which page, from 1.
    ///   - count: How many portals there are on all pages.
    init(number: Int, of count: Int) {
        self.number = number
        self.count = count
        let start = (number - 1) * Self.cardLimit
        range = start..<min(start + Self.cardLimit, count)
    }

    /// How many pages there are for some portals; there is always a first.
    static func pageCount(for portalCount: Int) -> Int {
        max(1, (portalCount + cardLimit - 1) / cardLimit)
    }

    /// The page's file in the site.
    var name: String { Self.name(of: number) }

    private static func name(of number: Int) -> String { number == 1 ? "index.html" : "page-\(number).html" }

    /// Whether the page has search, with the index of all portals: the first does, if there is anything to choose.
    var hasSearch: Bool { number == 1 && count > 1 }

    /// Everything but the cards and the index.
    func context(counts: GalleryCounts, source: String) -> TemplateContext {
        let place: ReviewerContext.Place = number == 1 ? .gallery : .beside("Page \(number)")
        var context = ReviewerContext(place: place, source: source, hasDocsLink: count > 0).context
        context.merge(counts.context)
        context.merge(paging)
        context.merge([
            "hasPortals": .flag(count > 0),
            "hasSearch": .flag(hasSearch),
            "isLaterPage": .flag(number > 1),
            "cards": "",
            "cardForms": .list(hasSearch ? GalleryCard.forms : []),
            "script": .text(hasSearch ? BuiltInScripts.gallery : ""),
            "index": "",
        ])
        return context
    }

    private var paging: TemplateContext {
        let last = Self.pageCount(for: count)
        let numbers = [range.lowerBound + 1, range.upperBound, count].map { Quantity.text($0) }
        var context: TemplateContext = [
            "isPaged": .flag(last > 1),
            "range": .text("Portals \(numbers[0]) to \(numbers[1]) of \(numbers[2])"),
        ]
        context.setOptional("previousURL", number > 1 ? Self.name(of: number - 1) : nil)
        context.setOptional("nextURL", number < last ? Self.name(of: number + 1) : nil)
        return context
    }
}
