import Foundation
import Portals
import TestSupport
import Testing

@testable import Rendering

/// Colours, links and notes of a board.
@Suite struct `What a board shows of a brand` {
    private static func page(_ changes: (String, Value)...) throws -> ReadPage {
        ReadPage(try RenderedPortal.board(try RenderedPortal.view(RenderedPortal.body(changing: changes))))
    }

    private static let brands = [
        ("0044d4", "ffffff"), ("ffd400", "14161a"), ("86b59b", "f5eee3"), ("000000", "000000"), ("ffffff", "ffffff"),
        ("808080", "777777"),
    ]

    @Test(arguments: brands)
    func `is every painted pair, with its ratio and the shade that is painted`(primary: String, secondary: String)
        throws
    {
        let page = try Self.page(
            ("customization.colors.primary", .string(primary)),
            ("customization.colors.secondary", .string(secondary))
        )
        let palette = BrandPalette(
            primary: try #require(HexColor(primary)),
            secondary: try #require(HexColor(secondary))
        )
        let rows = try page.section("Colours").parts("<tr>").dropFirst()
        #expect(rows.count == palette.paintedPairs.count)
        for (row, pair) in zip(rows, palette.paintedPairs) {
            let words = row.words
            #expect(words.contains("#\(pair.configured) on #\(pair.background) \(contrastText(pair.configuredRatio))"))
            #expect(words.contains(" \(pair.requirement == .text ? "4.5:1" : "3:1") #"))
            let ending =
                pair.passes ? "Pass As configured" : "Fails #\(pair.painted) \(contrastText(pair.paintedRatio))"
            #expect(words.hasSuffix(ending), "\(words)")
            #expect(contrastRatio(of: pair.painted, on: pair.background) >= pair.requirement.rawValue || pair.passes)
            let chip = try #require(row.tags("span").first?["style"])
            #expect(chip.hasPrefix("background:#\(pair.background);color:#"))
        }
    }

    @Test func `is named where it is painted`() throws {
        let rows = try Self.page().section("Colours").parts("<th scope=\"row\"").map { page in
            page.words.components(separatedBy: " 4.5:1").first?.components(separatedBy: " 3:1").first ?? ""
        }
        #expect(
            rows == [
                "Aa Button label on the primary colour", "Aa Button label, pointed at one step darker",
                "Aa Links and quiet buttons on the page and its grey panels",
                "Focus ring, borders, chosen options on the page and its grey panels",
                "Aa Header and sign-in text on the secondary colour", "Orders Selected tab, focus ring in the header",
            ]
        )
    }

    @Test func `is seen as people with another colour vision see it`() throws {
        let page = try Self.page(
            ("customization.colors.primary", .string("86b59b")),
            ("customization.colors.secondary", .string("f5eee3"))
        )
        let tiles = try page.section("Colour blindness").parts("<li>")
        #expect(
            tiles.map { $0.words.replacing("Orders Invoices Save Link Due ", with: "") } == [
                "Unchanged #86b59b #f5eee3", "Protanopia #b4ae9a #f1eee2", "Deuteranopia #aca89c #f3efe3",
                "Tritanopia #7db5ad #f9eceb",
            ]
        )
        for (tile, vision) in zip(tiles, ColorVision.allCases) {
            let style = try #require(tile.tags("span").first?["style"])
            let palette = try RenderedPortal.view(
                RenderedPortal.body(changing: [
                    (
                        "customization.colors",
                        .object(
                            ValueObject([
                                ("primary", .string("86b59b")), ("secondary", .string("f5eee3")),
                            ])
                        )
                    )
                ])
            ).palette
            #expect(style.contains("--text:#\(vision.seen(palette.textShade));"))
            #expect(style.contains("--edge:#\(vision.seen(palette.edge));"))
        }
    }

    @Test func `are its links, each with its host told apart`() throws {
        let rows = try Self.page().section("Links").parts("<div>")
        #expect(
            rows.map(\.words) == [
                "Terms of service acme.example /terms?a=1&b=2", "Privacy policy acme.example /privacy",
                "Refund policy acme.example /refunds", "Website acme.example", "Support by email help@acme.example",
                "Support by phone +1 (555) 010-0100",
            ]
        )
        #expect(
            rows.flatMap { $0.tags("a") }.map { $0["href"] } == [
                "https://acme.example/terms?a=1&b=2", "https://acme.example/privacy", "https://acme.example/refunds",
                "https://acme.example",
            ]
        )
        for link in rows.flatMap({ $0.tags("a") }) {
            #expect(link["target"] == "_blank" && link["rel"] == "noopener noreferrer")
        }
    }

    @Test(arguments: [
        Value.null, .string("javascript:alert(1)"), .string("//evil.example"), .string("data:text/html,x"),
    ])
    func `are links that are missing, also where one leads nowhere good`(value: Value) throws {
        let page = try Self.page(
            ("customization.links.termsOfService", value),
            ("customization.links.privacyPolicy", value),
            ("customization.links.refundPolicy", value),
            ("x-portico.website.url", value),
            ("x-portico.website.supportEmail", .null),
            ("x-portico.website.supportPhone", .null)
        )
        let section = try page.section("Links")
        let leftOut = "Not set, so the footer leaves it out"
        #expect(
            section.parts("<div>").map(\.words) == [
                "Terms of service \(leftOut)", "Privacy policy \(leftOut)", "Refund policy \(leftOut)",
                "Website Not set",
                "Support Not set",
            ]
        )
        #expect(section.tags("a").isEmpty)
        #expect(section.parts("class=\"missing\"").count == 5)
    }

    @Test func `are its notes as HTML, headings two levels down, without HTML and images`() throws {
        let notes =
            "# Who\n\nOwned by *EU*.\n\n```\ncode\n```\n\n*a* <script>x</script> ![i](https://x.example/i.png)\n"
        let section = try Self.page(("x-portico.notes", .string(notes))).section("Notes")
        #expect(section.text.contains("<h3>Who</h3>\n<p>Owned by <em>EU</em>.</p>\n<pre tabindex=\"0\"><code>code\n"))
        #expect(
            section.text.contains("<em>a</em> &lt;script&gt;x&lt;/script&gt; <a href=\"https://x.example/i.png\">i</a>")
        )
        #expect(section.tags("img").isEmpty && section.tags("script").isEmpty)
    }

    @Test(arguments: [nil, "", " \n"] as [String?])
    func `are no notes where there are none`(notes: String?) throws {
        let page = try Self.page(("x-portico.notes", notes.map { .string($0) } ?? .null))
        #expect(!page.text.contains(">Notes</h2>"))
    }
}
