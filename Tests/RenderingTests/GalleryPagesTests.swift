import Foundation
import Portals
import TestSupport
import Testing

@testable import Rendering

@Suite struct `The pages of the gallery` {
    private static let active = Result { PortalSummary(try RenderedPortal.view()) }

    private static func pages(_ count: Int) throws -> [(name: String, page: ReadPage)] {
        let portals = [PortalSummary](repeating: try active.get(), count: count)
        let gallery = GalleryPage(templates: try RenderedPortal.library()) { _ in nil }
        return gallery.pages(for: portals, source: "portals/").map { ($0.name, ReadPage($0.html)) }
    }

    /// The cards that are shown, the forms of the search left out.
    private static func cardCount(_ page: ReadPage) -> Int {
        (page.text.components(separatedBy: "<template").first ?? "").components(separatedBy: "<li class=\"card").count
            - 1
    }

    @Test(arguments: [
        (0, [0]), (1, [1]), (2, [2]), (199, [199]), (200, [200]), (201, [200, 1]), (400, [200, 200]),
        (401, [200, 200, 1]),
    ])
    func `hold two hundred cards each, and there is always a first`(count: Int, cards: [Int]) throws {
        let pages = try Self.pages(count)
        #expect(pages.map(\.name) == ["index.html"] + (2..<(cards.count + 1)).map { "page-\($0).html" })
        #expect(pages.map { Self.cardCount($0.page) } == cards)
        for (name, page) in pages {
            #expect(Set(page.ids).count == page.ids.count, "\(name)")
            let isPaged = page.ids.contains("pager")
            #expect(isPaged == (cards.count > 1), "\(name)")
        }
    }

    @Test(arguments: [(0, false), (1, false), (2, true), (201, true)])
    func `have search on the first alone, and only where there is anything to choose`(count: Int, has: Bool) throws {
        for (name, page) in try Self.pages(count) {
            let isExpected = has && name == "index.html"
            #expect(page.ids.contains("find") == isExpected)
            #expect(page.ids.contains("portal-index") == isExpected)
            #expect(page.ids.contains("card-forms") == isExpected)
            #expect(page.policy.contains("script-src") == isExpected)
            #expect(page.text.contains(BuiltInScripts.gallery) == isExpected)
            #expect(page.tags("script").count == (isExpected ? 2 : 0))
            let link = page.html.tags.contains {
                $0["href"] == "index.html" && $0["class"] == "button" && $0["rel"] == nil
            }
            #expect(link == (name != "index.html"))
        }
    }

    @Test func `lead on and back, and say where they are`() throws {
        let pages = try Self.pages(401)
        func links(_ page: ReadPage) -> [[String]] {
            page.tags("a").filter { $0["rel"] == "prev" || $0["rel"] == "next" }.map {
                [$0["rel"] ?? "", $0["href"] ?? ""]
            }
        }
        #expect(
            pages.map { links($0.page) } == [
                [["next", "page-2.html"]], [["prev", "index.html"], ["next", "page-3.html"]],
                [["prev", "page-2.html"]],
            ]
        )
        let ranges = ["Portals 1 to 200 of 401", "Portals 201 to 400 of 401", "Portals 401 to 401 of 401"]
        for (page, range) in zip(pages, ranges) { #expect(page.page.words.contains(range)) }
        #expect(
            pages.map(\.page.title) == ["Portals – Portico", "Portals, page 2 – Portico", "Portals, page 3 – Portico"]
        )
        #expect(pages[1].page.words.contains("Portico Portals Page 2"))
        #expect(pages[1].page.words.contains("Search all 401 portals"))
        for (_, page) in pages { #expect(page.words.contains("401 portals, 401 active, 0 with problems")) }
    }

    @Test func `count with commas between thousands`() throws {
        let pages = try Self.pages(1_401)
        #expect(pages.count == 8)
        let first = pages[0].page
        #expect(first.words.contains("1,401 portals, 1,401 active, 0 with problems"))
        #expect(first.words.contains("Portals 1 to 200 of 1,401"))
        #expect(pages[5].page.words.contains("Portals 1,001 to 1,200 of 1,401"))
        let filters = try first.part(from: "id=\"find\"", to: "<script>").html.texts.filter {
            $0.first?.isNumber ?? false
        }
        #expect(filters == ["1,401", "1,401", "0", "1,401", "0", "1,401"])
    }

    @Test(arguments: [
        (0, "0 portals"), (1, "1 portal"), (999, "999 portals"), (1000, "1,000 portals"), (12_400, "12,400 portals"),
        (1_234_567, "1,234,567 portals"),
    ])
    func `say quantities in words`(count: Int, words: String) {
        #expect(Quantity.text(count, "portal") == words)
    }

    @Test func `lead to the docs of all portals, where there is any`() throws {
        for count in [0, 1, 201] {
            for (_, page) in try Self.pages(count) {
                #expect(page.tags("a").contains { $0["href"] == "docs.html" } == (count > 0))
            }
        }
    }
}
