import Portals
import TestSupport
import Testing

@testable import Rendering

@Suite struct `The security policy of a page` {
    private static let least = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    private static let end = "; form-action 'none'; base-uri 'none'"

    @Test func `allows inline style and data images, and nothing else unless it is named`() {
        #expect(ContentPolicy().text == Self.least + Self.end)
        #expect(ContentPolicy(allowsFrames: true).text == Self.least + "; frame-src 'self'" + Self.end)
    }

    @Test(arguments: [
        ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="), ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        ("é\n", "7dOoY4cqBCOesprUvBL8iSs9SuV8x+eGo2l4FvjhQcI="),
    ])
    func `tells a script by the hash of its bytes`(script: String, hash: String) {
        let script = ContentPolicy(script: script, allowsFrames: true).text
        #expect(script == "\(Self.least); script-src 'sha256-\(hash)'; frame-src 'self'\(Self.end)")
    }

    @Test func `is the same on board and gallery as the script that they have`() throws {
        let view = try RenderedPortal.view()
        let board = ReadPage(try RenderedPortal.board(view))
        #expect(board.policy == ContentPolicy(script: BuiltInScripts.board, allowsFrames: true).text)
        let gallery = ReadPage(try RenderedPortal.gallery([PortalSummary(view), PortalSummary(view)]))
        #expect(gallery.policy == ContentPolicy(script: BuiltInScripts.gallery).text)
        for (page, script) in [(board, BuiltInScripts.board), (gallery, BuiltInScripts.gallery)] {
            #expect(page.text.contains("<script>\(script)</script>"))
            #expect(page.tags("script").filter { $0["type"] == nil }.count == 1)
        }
    }

    @Test func `comes before anything it could forbid, on every kind of page`() throws {
        let view = try RenderedPortal.view()
        let pages = [
            try RenderedPortal.board(view), try RenderedPortal.singleFile(view), try RenderedPortal.docsPage(view),
            try RenderedPortal.gallery([PortalSummary(view)]), try RenderedPortal.preview(view),
        ]
        for text in pages {
            let page = ReadPage(text)
            #expect(page.html.tags.filter { $0["http-equiv"] != nil }.count == 1)
            let first = page.html.tags.prefix { $0["http-equiv"] == nil }
            #expect(first.map(\.name) == ["html", "head", "meta", "meta"])
            #expect(page.html.tags.first?["lang"] == "en")
            #expect(page.html.tags.contains { $0["name"] == "robots" && $0["content"] == "noindex" })
            #expect(page.html.tags.contains { $0["name"] == "referrer" && $0["content"] == "no-referrer" })
            #expect(!page.description.isEmpty)
        }
    }

    @Test func `lets a page have an icon that is drawn inside it`() throws {
        let view = try RenderedPortal.view()
        let icons = try [RenderedPortal.board(view), RenderedPortal.docsPage(view), RenderedPortal.preview(view)].map {
            try #require(ReadPage($0).tags("link").first)
        }
        for icon in icons {
            #expect(icon["rel"] == "icon")
            let address = try #require(icon["href"])
            #expect(address.hasPrefix("data:image/svg+xml,%3Csvg%20") && address.hasSuffix("%3C/svg%3E"))
            #expect(!address.contains { "<>\"# \n".contains($0) })
        }
        #expect(icons[0]["href"] == icons[1]["href"])
        // A portal's own pages have its colours.
        for color in [view.palette.head, view.palette.headAccent] {
            #expect(icons[2]["href"]?.contains("'%23\(color)'") == true)
        }
    }
}
