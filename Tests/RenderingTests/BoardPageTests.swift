import Diagnostics
import Foundation
import Portals
import TestSupport
import Testing

@testable import Rendering

@Suite struct `A review board` {
    private static func page(_ view: PortalView) throws -> ReadPage { ReadPage(try RenderedPortal.board(view)) }

    private static func problem(_ rule: Rule, _ severity: Severity, field: String? = nil) -> Diagnostic {
        let start = SourcePosition(line: 9, column: 3)
        let range = SourceRange(start: start, end: start)
        return Diagnostic(
            rule,
            severity: severity,
            file: "portals/acme.yaml",
            range: range,
            field: field,
            message: "<b>&"
        )
    }

    @Test func `says name, id, address and status, and shows the preview beside it`() throws {
        let page = try Self.page(try RenderedPortal.view())
        #expect(page.title == "Acme billing – Portico")
        #expect(page.description.hasPrefix("Review of Acme billing: "))
        #expect(page.text.contains("<h1><bdi>Acme billing</bdi></h1>"))
        let address = "portal.secure-payments.app/billing-portal/acme-billing"
        #expect(page.words.contains("acme \(address) Review Docs Preview , opens a new tab Markdown"))
        #expect(page.html.tags.contains { $0["href"] == "https://\(address)" && $0["target"] == "_blank" })
        #expect(page.text.contains("<span class=\"badge good\">Active</span>"))
        #expect(!page.text.contains("This portal is inactive"))
        let frame = try #require(page.tags("iframe").first)
        #expect(frame["src"] == "preview.html#overview")
        #expect(frame["title"] == "Preview of Acme billing")
        #expect(frame["sandbox"] == "allow-same-origin allow-popups allow-popups-to-escape-sandbox")
        #expect(page.policy.contains("frame-src 'self'; form-action 'none'"))
        #expect(page.text.contains("<script>\(BuiltInScripts.board)</script>"))
    }

    @Test func `of an inactive portal says so, and begins with what its address answers`() throws {
        let page = try Self.page(try RenderedPortal.view(RenderedPortal.body(status: "inactive")))
        #expect(page.text.contains("<span class=\"badge quiet\">Inactive</span>"))
        #expect(page.words.contains("This portal is inactive. Its address answers 404"))
        #expect(page.tags("iframe").map { $0["src"] } == ["preview.html#not-found"])
        #expect(page.html.tags.contains { $0["href"] == "preview.html#not-found" && $0["target"] == "preview" })
    }

    @Test(arguments: [[], [Feature.orderCancel], [.orderAddressEdit, .paymentInstrumentAdd], Feature.allCases])
    func `links every screen that the preview has, and no other`(off: [Feature]) throws {
        let view = try RenderedPortal.view(RenderedPortal.body(off: Set(off)))
        let page = try Self.page(view)
        let links = page.html.tags.filter { $0["target"] == "preview" }.compactMap { $0["href"] }
        #expect(links == view.screens.map { "preview.html#\($0.rawValue)" })
        let ids = ReadPage(try RenderedPortal.preview(view)).ids
        #expect(view.screens.allSatisfy { ids.contains($0.rawValue) })
    }

    @Test(arguments: Feature.allCases)
    func `says in words what customers can and can't do`(feature: Feature) throws {
        let page = try Self.page(try RenderedPortal.view(RenderedPortal.body(off: [feature])))
        let words = try page.section("Features").words.components(separatedBy: "Customers can’t")
        let label = try #require(FieldTable.portal[feature.path]?.label)
        #expect(words.count == 2)
        #expect(words.last == " \(label) \(feature.rawValue)")
        for other in Feature.allCases where other != feature { #expect(words[0].contains(" \(other.rawValue)")) }
        #expect(!words[0].contains(" \(feature.rawValue)"))
    }

    @Test func `has no list of what customers can or can't do where it would be empty`() throws {
        let all = try Self.page(try RenderedPortal.view()).section("Features").words
        #expect(all.contains("Customers can ") && !all.contains("Customers can’t"))
        let none = try RenderedPortal.view(RenderedPortal.body(off: Set(Feature.allCases)))
        let words = try Self.page(none).section("Features").words
        #expect(!words.contains("Customers can ") && words.contains("Customers can’t"))
    }

    @Test func `counts problems, and lists each with field, place and rule`() throws {
        let page = try Self.page(
            try RenderedPortal.view(problems: [
                Self.problem(.colorsContrast, .warning, field: "customization.colors.primary"),
                Self.problem(.fieldsUnknown, .error), Self.problem(.slugInvalid, .error),
                Self.problem(.fieldsReadOnly, .note),
            ])
        )
        let head = try page.part(from: "<p class=\"badges\">", to: "</p>")
        #expect(head.words == "Active 2 errors 1 warning")
        #expect(head.tags("a").map { $0["href"] } == ["#problems", "#problems"])
        #expect(page.ids.contains("problems"))
        let section = try page.section("Problems")
        #expect(section.words.contains("A field with an error is shown at its default or as it is written."))
        let items = section.parts("<li>").map(\.words)
        #expect(items.count == 4)
        #expect(items.contains("Warning customization.colors.primary: <b>& portals/acme.yaml:9:3 colors.contrast"))
        #expect(items.contains("Error <b>& portals/acme.yaml:9:3 fields.unknown"))
        #expect(items.contains("Note <b>& portals/acme.yaml:9:3 fields.read-only"))
    }

    @Test func `without problems says so`() throws {
        let page = try Self.page(try RenderedPortal.view())
        #expect(try page.section("Problems").words.hasSuffix("From the file and from the colours. No problems."))
        #expect(try page.part(from: "<p class=\"badges\">", to: "</p>").words == "Active")
    }

    @Test func `of a file that cannot be read has its problems, and neither frame nor script`() throws {
        let file = UnreadableFile(
            id: "acme",
            file: "portals/acme.yaml",
            problems: [Self.problem(.syntaxInvalid, .error), Self.problem(.fieldsMissing, .error)]
        )
        let page = ReadPage(BoardPage(templates: try RenderedPortal.library()).html(for: file))
        #expect(page.title == "acme – Portico")
        #expect(page.words.contains("This file can’t be read as a portal."))
        #expect(try page.part(from: "<p class=\"badges\">", to: "</p>").words == "2 errors")
        #expect(try page.part(from: "<p class=\"meta\">", to: "</p>").words == "portals/acme.yaml")
        #expect(try page.section("Problems").parts("<li>").count == 2)
        for name in ["script", "iframe", "table"] { #expect(page.tags(name).isEmpty) }
        for words in ["script-src", "frame-src", "preview.html", "docs.html", "portal.md", ">Active<", "specimen"] {
            #expect(!page.text.contains(words), "\(words)")
        }
        #expect(!page.words.contains("The data is a sample"))
    }

    @Test func `has every id once`() throws {
        for view in [try RenderedPortal.view(), try RenderedPortal.view(RenderedPortal.body(status: "inactive"))] {
            for text in [try RenderedPortal.board(view), try RenderedPortal.singleFile(view)] {
                let ids = ReadPage(text).ids
                #expect(Set(ids).count == ids.count)
            }
        }
    }
}
