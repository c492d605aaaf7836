import Diagnostics
import Foundation
import Portals
import TestSupport
import Testing

@testable import Rendering

@Suite struct `The gallery` {
    private static func file(_ id: String, _ problems: Diagnostic...) -> UnreadableFile {
        UnreadableFile(id: id, file: "portals/\(id).yaml", problems: problems)
    }

    private static let error = Diagnostic(.fieldsUnknown, file: "portals/a.yaml", message: "unknown field")
    private static let warning = Diagnostic(.colorsContrast, file: "portals/a.yaml", message: "too pale")

    @Test func `counts portals, active ones and those with problems`() throws {
        let page = try RenderedPortal.gallery([
            PortalSummary(try RenderedPortal.view()),
            PortalSummary(
                try RenderedPortal.view(
                    id: "b",
                    RenderedPortal.body(status: "inactive"),
                    problems: [Self.warning, Self.error, Self.error.with(severity: .note)]
                )
            ),
            PortalSummary(Self.file("c", Self.error, Self.error)),
        ])
        let summary = "2 portals, 1 active, 2 with problems; 1 file can’t be shown"
        #expect(page.contains("<p class=\"lead\">\(summary)</p>"))
        #expect(page.contains("content=\"Every billing portal at a glance: \(summary).\""))
        for words in ["1 error<", "1 warning<", "2 errors<", "No problems", ">Active<", ">Inactive<", "unknown field"] {
            #expect(page.contains(words), "\(words)")
        }
        let filters = HTMLTags(page).texts.filter { ["1", "2", "3"].contains($0) }
        #expect(filters == ["3", "1", "1", "3", "2", "1"])
    }

    @Test func `links a board wherever there is one`() throws {
        let page = HTMLTags(
            try RenderedPortal.gallery([
                PortalSummary(try RenderedPortal.view()),
                PortalSummary(try RenderedPortal.view(id: "b"), state: .withoutFolder),
                PortalSummary(Self.file("c", Self.error)),
                PortalSummary(Self.file("../d", Self.error), state: .withoutFolder),
            ])
        )
        let links = page.tags.filter { $0.name == "a" }.compactMap { $0["href"] }
        // The forms that the search fills lead nowhere yet.
        #expect(
            links == ["#portico-main", "acme/index.html", "c/index.html", "/index.html", "/index.html", "docs.html"]
        )
        #expect(page.texts.contains("This file can’t be read"))
        #expect(page.texts.contains("portals/../d.yaml"))
    }

    @Test func `shows an unreadable file with its name and its first problem`() throws {
        let second = Diagnostic(.syntaxInvalid, file: "portals/c.yaml", message: "<b>no YAML</b>")
        let page = try RenderedPortal.gallery([
            PortalSummary(UnreadableFile(id: "c", file: "portals/c.yaml", problems: [Self.warning, second]))
        ])
        let card = try #require(page.components(separatedBy: "<li class=\"card").dropFirst().first)
        #expect(card.hasPrefix(" plain\">"))
        #expect(card.contains("<bdi>This file can’t be read</bdi></a></h2>"))
        #expect(card.contains("<p class=\"card-address mono\"><bdi>portals/c.yaml</bdi></p>"))
        #expect(card.contains("<p class=\"card-problem\">&lt;b&gt;no YAML&lt;/b&gt;"))
        #expect(!card.contains(">Active<") && !card.contains(">Inactive<"))
        #expect(card.contains("1 error<") && card.contains("1 warning<"))
    }

    @Test func `says what to do while there is no portal`() throws {
        let page = try RenderedPortal.gallery([])
        #expect(page.contains("No portals yet"))
        #expect(page.contains("portico init"))
        #expect(!page.contains("0 portals"))
        for part in ["<script", "portal-index", "docs.html", "id=\"find\""] { #expect(!page.contains(part), "\(part)") }
        #expect(!page.contains("script-src"))
    }

    @Test func `names a portal without a name by its id`() throws {
        for name in ["", " ", "\u{200B}", "\u{202E}\u{2066}"] {
            let view = try RenderedPortal.view(RenderedPortal.body(changing: [("name", .string(name))]))
            #expect(try RenderedPortal.gallery([PortalSummary(view)]).contains("<bdi>acme</bdi>"))
        }
    }

    @Test(arguments: [(SummaryLogo.byteLimit, true), (SummaryLogo.byteLimit + 1, false)])
    func `shows a logo of at most 16 KB, and the name instead of a larger one`(size: Int, isShown: Bool) throws {
        let logo = Logo(format: .png, bytes: [UInt8](repeating: 7, count: size), width: 120, height: 30)
        let page = try RenderedPortal.gallery([PortalSummary(try RenderedPortal.view(logo: logo))], logo: logo)
        let picture = HTMLTags(page).tags.first { $0.name == "img" }
        #expect((picture?["src"] == logo.dataURL) == isShown)
        #expect(picture?["alt"] == (isShown ? "" : nil))
        #expect(picture.map { [$0["width"], $0["height"]] } == (isShown ? ["72", "18"] : nil))
        #expect(page.contains("<bdi class=\"picture-name\">Acme</bdi>") == !isShown)
        #expect(page.contains("data:image/png") == isShown)
    }

    @Test(arguments: [(1, 1000), (4000, 1), (1, 1)])
    func `gives a logo of any shape a box of whole pixels`(width: Int, height: Int) throws {
        let logo = Logo(format: .png, bytes: [1], width: Double(width), height: Double(height))
        let page = try RenderedPortal.gallery([PortalSummary(try RenderedPortal.view(logo: logo))], logo: logo)
        let picture = try #require(HTMLTags(page).tags.first { $0.name == "img" })
        let (wide, high) = (Int(picture["width"] ?? "") ?? 0, Int(picture["height"] ?? "") ?? 0)
        #expect((1...100).contains(wide) && (1...18).contains(high))
    }
}
