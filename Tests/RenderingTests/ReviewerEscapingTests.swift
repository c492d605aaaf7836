import Diagnostics
import Portals
import TestSupport
import Testing

@testable import Rendering

/// No value leaves its place on reviewers' pages: properties over random hostile texts.
@Suite struct `Hostile values on reviewers' pages` {
    private static func view(_ text: () -> String) throws -> PortalView {
        let body = RenderedPortal.body(
            status: "inactive",
            changing: [
                ("name", .string(text())), ("slug", .string("/" + text())), ("websiteId", .string(text())),
                ("x-portico.website.name", .string(text())), ("customization.logoId", .string(text())),
                ("customization.links", .string(text())), ("x-portico.website.url", .string("javascript:" + text())),
                ("x-portico.website.supportEmail", .null), ("x-portico.website.supportPhone", .null),
                ("customization.colors.primary", .string("#" + text())),
            ]
        )
        let problem = Diagnostic(.fieldsUnknown, file: text(), field: text(), message: text())
        return try RenderedPortal.view(body, file: text(), problems: [problem])
    }

    /// The kinds of page, each made of a portal of such texts.
    enum Kind: String, CaseIterable {
        case board, unreadable, docs, index, gallery

        func page(_ text: () -> String) throws -> ReadPage {
            let view = try `Hostile values on reviewers' pages`.view(text)
            let library = try RenderedPortal.library()
            switch self {
            case .board: return ReadPage(try RenderedPortal.board(view))
            case .unreadable:
                let file = UnreadableFile(id: text(), file: text(), problems: view.problems)
                return ReadPage(BoardPage(templates: library).html(for: file))
            case .docs: return ReadPage(try RenderedPortal.docsPage(view))
            case .index:
                return ReadPage(DocsIndexPage(templates: library).html(for: [PortalSummary(view)], source: text()))
            case .gallery:
                return ReadPage(try RenderedPortal.gallery([PortalSummary(view), PortalSummary(view)], source: text()))
            }
        }
    }

    @Test(arguments: Kind.allCases, 0..<20)
    func `leave every tag as it is`(kind: Kind, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &+ 5000)
        let calm = try kind.page { "calm" }
        let hostile = try kind.page { HostileText.random(using: &generator) }
        let difference = hostile.html.skeleton.difference(from: calm.html.skeleton)
        #expect(difference.isEmpty, "\(difference)")
        #expect(hostile.html.styles == calm.html.styles)
        #expect(hostile.policy == calm.policy)
        #expect(hostile.ids == calm.ids)
        #expect(!hostile.text.unicodeScalars.contains { $0.isUnfitForDisplay && $0 != "\n" })
        let addresses = { (page: ReadPage) in page.html.tags.map { [$0["href"], $0["src"], $0["target"], $0["rel"]] } }
        #expect(addresses(hostile) == addresses(calm))
    }

    @Test(arguments: [
        "</title><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "&lt;b&gt; &amp;",
        "a\u{301}\u{600}<b>", "{{name}}{{{script}}}", "</script><script>alert(1)", "<!--", "*b* [x](y) `c`",
    ])
    func `say what they said in title, description and labels`(name: String) throws {
        let view = try RenderedPortal.view(RenderedPortal.body(changing: [("name", .string(name))]))
        let board = ReadPage(try RenderedPortal.board(view))
        #expect(Self.scalars(board.title) == Self.scalars("\(name) – Portico"))
        #expect(Self.scalars(board.description).starts(with: Self.scalars("Review of \(name): ")))
        #expect(Self.scalars(board.tags("iframe").first?["title"] ?? "") == Self.scalars("Preview of \(name)"))
        let docs = ReadPage(try RenderedPortal.docsPage(view))
        #expect(Self.scalars(docs.title) == Self.scalars("Docs of \(name) – Portico"))
        #expect(Self.scalars(docs.description).starts(with: Self.scalars("What the billing portal \(name) is")))
        for page in [board, docs] {
            let names = page.html.texts.filter { Self.scalars($0) == Self.scalars(name) }
            #expect(names.count == 2, "in the bar and as the heading")
            #expect(page.tags("script").count == (page.policy.contains("script-src") ? 1 : 0))
        }
    }

    private static func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    @Test(arguments: ["ä", "<b>", "\u{202E}evil", "a\nb"])
    func `are told of unreadable files in title and bar as they can be shown`(id: String) throws {
        let file = UnreadableFile(id: id, file: "portals/\(id).yaml", problems: [])
        let page = ReadPage(BoardPage(templates: try RenderedPortal.library()).html(for: file))
        #expect(page.title == "\(id.displayText) – Portico")
        #expect(page.html.texts.filter { $0 == id.displayText }.count == 2)
        #expect(page.words.contains("portals/\(id).yaml".displayText))
    }
}
