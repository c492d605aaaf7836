import Foundation
import Portals
import TestSupport
import Testing

@testable import Rendering

@Suite struct `The index of the docs as a page` {
    private static func page(_ views: [PortalView]) throws -> ReadPage {
        let library = try RenderedPortal.library()
        return ReadPage(
            DocsIndexPage(templates: library).html(for: views.map { PortalSummary($0) }, source: "portals/")
        )
    }

    private static func views() throws -> [PortalView] {
        let off = RenderedPortal.body(
            status: "inactive",
            off: [.orderCancel, .paymentInstrumentAdd],
            changing: [("name", .string("Voltline")), ("slug", .string("not an address"))]
        )
        return [try RenderedPortal.view(), try RenderedPortal.view(id: "voltline", off)]
    }

    @Test func `has a row for every portal, headed by its name`() throws {
        let page = try Self.page(try Self.views())
        #expect(page.title == "Docs of all portals – Portico")
        #expect(page.words.contains("2 portals"))
        let tables = page.parts("<table")
        #expect(tables.count == 2)
        let address = "portal.secure-payments.app/billing-portal/"
        #expect(
            try Self.rows(tables[0]) == [
                ["Portal", "Address", "Status"], ["Acme billing", address + "acme-billing", "Active"],
                ["Voltline", address + "not an address", "Inactive"],
            ]
        )
        let heads = tables.flatMap { $0.tags("th") }
        #expect(
            heads.map { $0["scope"] } == ["col", "col", "col", "row", "row"] + .init(repeating: "col", count: 7) + [
                "row", "row",
            ]
        )
        let links = page.tags("a").compactMap { $0["href"] }.filter { $0.hasSuffix("/docs.html") }
        #expect(links == ["acme/docs.html", "voltline/docs.html", "acme/docs.html", "voltline/docs.html"])
        let open = page.tags("a").filter { $0["target"] == "_blank" }.compactMap { $0["href"] }
        #expect(open == ["https://\(address)acme-billing"])
    }

    @Test func `says of every feature whether customers have it`() throws {
        let table = try #require(try Self.page(try Self.views()).parts("<table").last)
        let labels = Feature.allCases.map { FieldTable.portal[$0.path]?.label ?? "" }
        let off: Set<Feature> = [.orderCancel, .paymentInstrumentAdd]
        #expect(
            try Self.rows(table) == [
                ["Portal"] + labels, ["Acme billing"] + labels.map { _ in "Yes" },
                ["Voltline"] + Feature.allCases.map { off.contains($0) ? "No" : "Yes" },
            ]
        )
    }

    private static func rows(_ table: ReadPage) throws -> [[String]] {
        table.parts("<tr>").map { row in
            row.text.components(separatedBy: "<t").filter { $0.hasPrefix("h") || $0.hasPrefix("d") }.map {
                ReadPage("<t" + ($0.components(separatedBy: "</t").first ?? "")).words
            }
        }
    }

    @Test func `links its two tables, which scroll by keyboard`() throws {
        let page = try Self.page(try Self.views())
        let contents = try page.part(from: "<nav class=\"contents\"", to: "</nav>")
        let links = contents.tags("a").compactMap { $0["href"]?.dropFirst() }.map(String.init)
        #expect(links == ["portals", "features"])
        let boxes = page.html.tags.filter { $0["role"] == "region" }
        #expect(boxes.map { $0["aria-labelledby"] } == links)
        #expect(boxes.map { $0["tabindex"] } == ["0", "0"])
        for id in links { #expect(page.tags("h2").contains { $0["id"] == id }) }
        #expect(Set(page.ids).count == page.ids.count)
    }

    @Test func `has no table where there is no portal`() throws {
        let page = try Self.page([])
        #expect(page.tags("table").isEmpty)
        #expect(!page.text.contains("class=\"contents\""))
        #expect(page.words.contains("No portals yet."))
        #expect(page.policy == ContentPolicy().text)
    }

    @Test(arguments: ["<b>x</b>", "</td><td>", "x | y", "\"><script>alert(1)</script>", "a\u{301}<"])
    func `keeps its cells whatever the names are`(name: String) throws {
        let view = try RenderedPortal.view(RenderedPortal.body(changing: [("name", .string(name))]))
        let page = try Self.page([view])
        #expect(page.tags("td").count == 2 + Feature.allCases.count)
        #expect(page.tags("script").isEmpty)
        let names = page.html.texts.filter { Array($0.unicodeScalars) == Array(name.unicodeScalars) }
        #expect(names.count == 2)
    }
}
