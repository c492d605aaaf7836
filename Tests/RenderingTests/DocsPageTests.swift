import Diagnostics
import Foundation
import Portals
import TestSupport
import Testing

@testable import Rendering

@Suite struct `The docs of a portal as a page` {
    private static func page(_ view: PortalView) throws -> ReadPage { ReadPage(try RenderedPortal.docsPage(view)) }

    private static func chapters(_ page: ReadPage) throws -> [[String]] {
        let list = try page.part(from: "<nav class=\"contents\"", to: "</nav>")
        return zip(list.tags("a").compactMap { $0["href"] }, list.parts("<a ").map(\.words)).map { [$0, $1] }
    }

    /// The headings of level 2 in the docs, as links and words.
    private static func headings(_ page: ReadPage) throws -> [[String]] {
        try page.part(from: "<div class=\"prose\">", to: "</main>").parts("<h2>").map { heading in
            let line = ReadPage(String(heading.text.prefix { $0 != "\n" }))
            return ["#" + (line.ids.first ?? ""), line.words]
        }
    }

    @Test(arguments: [nil, "# A\n\n## B\n\n<b>c</b>\n"] as [String?])
    func `have a table of contents of their chapters`(notes: String?) throws {
        let body = RenderedPortal.body(changing: [("x-portico.notes", notes.map { .string($0) } ?? .null)])
        let page = try Self.page(try RenderedPortal.view(body))
        let chapters = try Self.chapters(page)
        let names = [
            "Address", "Signing in", "What customers can do", "Colours and logo", "Links", "Screens", "Identity",
        ]
        #expect(chapters.map { $0[1] } == names + (notes == nil ? [] : ["Notes"]))
        #expect(chapters.map { $0[0] }.prefix(3) == ["#address", "#signing-in", "#what-customers-can-do"])
        #expect(try chapters == Self.headings(page))
        #expect(Set(page.ids).count == page.ids.count)
    }

    @Test func `say what portal.md says, without its title and its comment`() throws {
        let view = try RenderedPortal.view()
        let page = try Self.page(view)
        #expect(page.tags("h1").count == 1)
        #expect(page.title == "Docs of Acme billing – Portico")
        let prose = try page.part(from: "<div class=\"prose\">", to: "</main>")
        #expect(!prose.text.contains("Made by Portico") && !prose.words.contains("Acme billing "))
        for node in MarkdownNodes(try RenderedPortal.docs(view)).nodes.dropFirst(4) where node.kind == "code" {
            #expect(prose.text.contains("<code>\(node.text)</code>"), "\(node.text)")
        }
        #expect(page.html.tags.contains { $0["href"] == "docs.html" && $0["aria-current"] == "page" })
        #expect(page.policy == ContentPolicy().text)
        #expect(page.tags("script").isEmpty)
    }

    @Test func `warn of an inactive portal, and count problems on the board`() throws {
        let page = try Self.page(
            try RenderedPortal.view(
                RenderedPortal.body(status: "inactive"),
                problems: [Diagnostic(.slugInvalid, file: "a", message: "b")]
            )
        )
        #expect(page.words.contains("This portal is inactive. Its address answers 404."))
        #expect(page.html.tags.contains { $0["href"] == "index.html#problems" })
        #expect(try !Self.page(try RenderedPortal.view()).words.contains("is inactive"))
    }

    @Test(arguments: 0..<30)
    func `keep their contents whatever the notes are`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &+ 8000)
        let notes = (0..<4).map { _ in "\n\n# \(HostileText.random(using: &generator))\n\n" }.joined()
        let body = RenderedPortal.body(changing: [("x-portico.notes", .string(notes)), ("name", .string(notes))])
        let page = try Self.page(try RenderedPortal.view(body))
        #expect(try Self.chapters(page) == Self.headings(page))
        #expect(try Self.chapters(page).count == 8)
        #expect(Set(page.ids).count == page.ids.count)
        #expect(page.tags("script").isEmpty && page.tags("img").isEmpty && page.tags("iframe").isEmpty)
        let own = ["portico-main", "portico-contents"]
        #expect(page.ids.filter { $0.hasPrefix("portico-") } == own)
    }

    @Test(arguments: [
        ("<script>alert(1)</script>\n\n## A\n", ["#a"]),
        ("# T\n\n<img src=x onerror=y>\n\n## [x](javascript:y)\n", ["#x"]),
        ("## Portico main\n\n## Portico main\n", ["#section-portico-main", "#section-portico-main-2"]),
        ("no headings\n", []), ("", []), ("### deep\n", []), ("<div>\n## A\n</div>\n", []),
        ("## </a></h2><script>\n", ["#section"]), ("> ## A\n\n- ## B\n", ["#a", "#b"]),
    ])
    func `are harmless also where a workspace's own template says otherwise`(template: String, links: [String]) throws {
        let overrides = try Overrides(["portal-docs": template])
        #expect(overrides.problems == [])
        let view = try RenderedPortal.view()
        let markdown = PortalDocs(templates: overrides.library).markdown(for: view)
        let page = ReadPage(DocsPage(templates: overrides.library).html(for: view, markdown: markdown))
        #expect(page.tags("script").isEmpty)
        #expect(!page.html.tags.contains { $0["onerror"] != nil || $0["href"]?.hasPrefix("javascript:") ?? false })
        #expect(Set(page.ids).count == page.ids.count)
        #expect(page.ids.contains("portico-contents") == !links.isEmpty)
        if !links.isEmpty { #expect(try Self.chapters(page).map { $0[0] } == links) }
    }
}
