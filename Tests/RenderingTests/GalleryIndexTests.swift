import Diagnostics
import Foundation
import Portals
import TestSupport
import Testing

@testable import Rendering

@Suite struct `The index of the search` {
    private static func portals(_ text: () -> String) throws -> [PortalSummary] {
        let error = Diagnostic(.fieldsUnknown, file: text(), message: text())
        let warning = Diagnostic(.colorsContrast, file: text(), message: text())
        func view(_ id: String, _ status: String, _ problems: [Diagnostic]) throws -> PortalView {
            let body = RenderedPortal.body(
                status: status,
                changing: [
                    ("name", .string(text())), ("slug", .string(text())), ("x-portico.website.name", .string(text())),
                ]
            )
            return try RenderedPortal.view(id: id, body, file: text(), problems: problems)
        }
        return [
            PortalSummary(try view("acme", "active", [])),
            PortalSummary(try view("fern", "inactive", [error, warning])),
            PortalSummary(UnreadableFile(id: "kestrel", file: text(), problems: [warning, error])),
            PortalSummary(try view("clash", "active", [error]), state: .withoutFolder),
            PortalSummary(UnreadableFile(id: text(), file: text(), problems: [error]), state: .withoutFolder),
        ]
    }

    private static func rows(_ json: String) throws -> [[Any]] {
        try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[Any]])
    }

    @Test func `has a row for every card, in the order in which the script takes it apart`() throws {
        let rows = try Self.rows(GalleryIndex.json(of: try Self.portals { "calm" }))
        #expect(rows.map { $0.prefix(1).compactMap { $0 as? String } } == [["a"], ["i"], ["u"], ["c"], ["c"]])
        #expect(rows.map { $0[1] as? String } == ["acme", "fern", "kestrel", "clash", "calm"])
        #expect(rows.map { $0[2] as? String } == ["calm", "calm", "This file can’t be read", "calm", "calm"])
        let address = "portal.secure-payments.app/billing-portal/calm"
        #expect(rows.map { $0[3] as? String } == [address, address, "calm", "calm", "calm"])
        #expect(rows.map { $0[5] as? Int } == [0, 1, 1, 1, 1])
        #expect(rows.map { $0[6] as? Int } == [0, 1, 1, 0, 0])
        let colors = "ffffff000000dbdbdb0044d40044d4ffffff0044d4"
        #expect(rows.map { $0[7] as? String } == [colors, colors, "", "", ""])
        #expect(rows.map(\.count) == [8, 8, 9, 9, 9])
        #expect(rows.map { $0.count > 8 ? $0[8] as? String : nil } == [nil, nil, "calm", "calm", "calm"])
    }

    @Test(arguments: 0..<40)
    func `can stand in a script element, and says what the cards say`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &+ 7000)
        let portals = try Self.portals { HostileText.random(using: &generator) }
        let page = ReadPage(try RenderedPortal.gallery(portals))
        let json = try page.part(from: "id=\"portal-index\">", to: "</script>").text
        #expect(json == GalleryIndex.json(of: portals))
        #expect(!json.unicodeScalars.contains { "<>&\u{2028}\u{2029}".unicodeScalars.contains($0) })
        let rows = try Self.rows(json)
        let list = try page.part(from: "id=\"cards\"", to: "</ul>\n")
        let cards = list.parts("<li class=\"card")
        #expect(rows.count == portals.count)
        #expect(cards.count == portals.count)
        for (row, card) in zip(rows, cards) {
            let texts = Set(card.html.texts.map(Self.scalars))
            for place in [2, 3] { #expect(texts.contains(Self.scalars(row[place] as? String ?? "?"))) }
            let hasBoard = row[0] as? String != "c"
            #expect(card.tags("a").first?["href"] == (hasBoard ? "\(row[1])/index.html" : nil))
            let colors = row[7] as? String ?? ""
            let style = card.tags("div").first { $0["class"] == "picture" }?["style"] ?? ""
            #expect(style.replacing(/[^#]*#([0-9a-f]{6})/) { "\($0.1)" } == colors)
            if row.count > 8 { #expect(texts.contains(Self.scalars(row[8] as? String ?? "?"))) }
            if !colors.isEmpty { #expect(texts.contains(Self.scalars(row[4] as? String ?? "?"))) }
            let counts = [(row[5], "error"), (row[6], "warning")].map { ($0 as? Int ?? 0, $1) }.filter { $0.0 > 0 }
            let words = counts.isEmpty ? ["No problems"] : counts.map { Quantity.text($0, $1) }
            for word in words { #expect(texts.contains(Self.scalars(word)), "\(word)") }
        }
    }

    private static func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    @Test func `is followed by nothing but forms that hold no text of a portal`() throws {
        let page = ReadPage(try RenderedPortal.gallery(try Self.portals { "calm" }))
        let forms = try page.part(from: "<template id=\"card-forms\">", to: "</template>")
        let cards = forms.parts("<li class=\"card")
        #expect(cards.map(\.words) == ["Update Portal Active No problems", "Portal No problems", "Portal No problems"])
        #expect(cards.map { $0.tags("a").count } == [1, 1, 0])
        #expect(cards.map { $0.tags("div").contains { $0["class"] == "picture" } } == [true, false, false])
        for card in cards {
            let counts = try card.part(from: "<span class=\"counts\">", to: "</p>")
            #expect(counts.tags("span").map { $0["class"] } == ["badge bad", "badge warning", "small"])
        }
    }

    @Test func `escapes what JSON and HTML ask for`() throws {
        let text =
            (0...0x7F as ClosedRange<UInt8>).map { String(Unicode.Scalar($0)) }.joined() + "\u{2028}é’\u{2029}\u{20AC}"
        var json: [UInt8] = []
        JSONText.append(Array(text.utf8)[...], to: &json)
        #expect(try JSONDecoder().decode(String.self, from: Data(json)) == text)
        #expect(!json.contains { $0 < 0x20 || [UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&")].contains($0) })
        #expect(
            !String(decoding: json, as: UTF8.self).unicodeScalars.contains { ["\u{2028}", "\u{2029}"].contains($0) }
        )
    }
}
