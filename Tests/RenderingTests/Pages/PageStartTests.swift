import Foundation
import TestSupport
import Testing

@testable import Rendering

@Suite struct `The start of a page` {
    @Test func `gives every page the hash that it has as a whole`() {
        let start = PageStart(style: Array("p { color: red }\n".utf8))
        var opening: [UInt8] = []
        start.append(to: &opening)
        #expect(opening.count == start.count)
        var random = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            var page =
                opening
                + (0..<Int.random(in: 0...300, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(start.hash(of: page) == ContentHash(of: page))
            page[Int.random(in: 0..<opening.count, using: &random)] ^= 1
            #expect(start.hash(of: page) == ContentHash(of: page))
            page = Array(page.prefix(Int.random(in: 0...opening.count, using: &random)))
            #expect(start.hash(of: page) == ContentHash(of: page))
        }
    }

    @Test(arguments: ["", "a { color: #{{fill}} }", "b { color: red }"])
    func `is that of all pages of a kind, whatever the portal`(style: String) throws {
        let library = style.isEmpty ? try RenderedPortal.library() : try Overrides(["preview-style": style]).library
        let preview = PreviewPage(templates: library, sample: try RenderedPortal.sample())
        let (board, docs) = (BoardPage(templates: library), DocsPage(templates: library))
        for view in [try RenderedPortal.view(logo: RenderedPortal.logo), .specimen] {
            let pages = [
                preview.page(for: view), board.page(for: view),
                docs.page(for: view, docs: docs.html(of: Array("# A".utf8))),
            ]
            #expect(preview.hash(of: pages[0]) == ContentHash(of: pages[0]))
            #expect(board.hash(of: pages[1]) == ContentHash(of: pages[1]))
            #expect(docs.hash(of: pages[2]) == ContentHash(of: pages[2]))
        }
    }

    @Test func `lets programs that read 32 KB of a page find its title and description`() throws {
        let view = try RenderedPortal.view(logo: RenderedPortal.logo)
        let pages = [
            try RenderedPortal.preview(view), try RenderedPortal.board(view), try RenderedPortal.singleFile(view),
            try RenderedPortal.docsPage(view), try RenderedPortal.gallery([PortalSummary(view)]),
            String(decoding: PlanPage(templates: try RenderedPortal.library()).page(for: .specimen), as: UTF8.self),
            String(decoding: SandboxPages(templates: try RenderedPortal.library()).control, as: UTF8.self),
        ]
        for page in pages {
            let start = String(decoding: page.utf8.prefix(32_768), as: UTF8.self)
            let title = try #require(page.firstMatch(of: /<title>[^<]+<\/title>/)).output
            #expect(start.contains(title))
            #expect(start.contains("<meta name=\"description\" content=\""))
        }
    }

    @Test func `lets a brand's style have the last word`() throws {
        let own = "p { color: red }"
        let page = try Overrides(["preview-brand": own]).preview()
        let styles = page.matches(of: /<style>\n((?:[^<]|\n)*)<\/style>/).map { String($0.1) }
        #expect(styles.count == 2)
        #expect(styles.last?.contains(own) == true)
    }
}
