import Diagnostics
import Portals
import TestSupport
import Testing

@testable import Rendering

/// No value leaves its place in HTML: properties over random hostile texts.
@Suite struct `Hostile values in pages` {
    private static let sampleFields = [
        "name", "firstName", "email", "company", "street", "apartment", "city", "region", "regionCode", "postalCode",
    ]

    /// The same sample, every text of it made by a closure.
    private static func sample(_ text: () -> String) throws -> SampleContext {
        func object(_ names: [String], _ rest: [(String, Value)] = []) -> Value {
            .object(ValueObject(names.map { ($0, .string(text())) } + rest))
        }
        let item = object(["name", "note", "unit"], [("price", .string("12.50")), ("quantity", .string("3"))])
        let number = text()
        let order = object(["name", "summary"], [("number", .string(number)), ("items", .array([item, item]))])
        let card = object(["brand", "lastFour"], [("default", .boolean(true)), ("expires", .string("2026-01"))])
        let old = object(["brand", "lastFour"], [("expires", .string("2025-01"))])
        let invoice = object(["number", "subject"], [("order", .string(number)), ("items", .array([item]))])
        let body = ValueObject([
            // Countries are sorted; this one stays the last.
            ("customer", object(sampleFields, [("country", .string("Zz\(text())"))])),
            ("tax", object(["name"])),
            ("orders", .array([order])),
            ("instruments", .array([card, old])),
            ("invoices", .array([invoice])),
        ])
        return try RenderedPortal.sample { _ = $0.override(by: body) }
    }

    private static func body(_ text: () -> String) -> ValueObject {
        RenderedPortal.body(
            status: "inactive",
            changing: [
                ("name", .string(text())), ("slug", .string(text())), ("websiteId", .string(text())),
                ("x-portico.website.name", .string(text())), ("x-portico.notes", .string(text())),
                ("customization.logoId", .string(text())), ("customization.links", .string(text())),
                ("x-portico.website.url", .string("javascript:" + text())),
                ("x-portico.website.supportEmail", .string(text() + "@")),
                ("customization.colors.primary", .string("#" + text())),
            ]
        )
    }

    @Test(arguments: 0..<30)
    func `leave every tag of a preview as it is`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let harmless = HTMLTags(
            try RenderedPortal.preview(try RenderedPortal.view(Self.body { "calm" }), sample: Self.sample { "calm" })
        )
        let view = try RenderedPortal.view(Self.body { HostileText.random(using: &generator) })
        let sample = try Self.sample { HostileText.random(using: &generator) }
        let page = try RenderedPortal.preview(view, sample: sample)
        let hostile = HTMLTags(page)
        let difference = hostile.skeleton.difference(from: harmless.skeleton)
        #expect(difference.isEmpty, "\(difference)")
        #expect(hostile.styles == harmless.styles)
        #expect(!hostile.tags.contains { $0.name == "script" })
        #expect(!page.unicodeScalars.contains { $0.isUnfitForDisplay && $0 != "\n" })
    }

    @Test(arguments: 0..<30)
    func `leave every tag of the gallery as it is`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &+ 1000)
        func page(_ text: () -> String) throws -> String {
            let problem = Diagnostic(.fieldsUnknown, file: text(), message: text())
            let view = try RenderedPortal.view(Self.body(text), file: text(), problems: [problem])
            let file = UnreadableFile(id: "broken", file: text(), problems: [problem])
            let homeless = UnreadableFile(id: text(), file: text(), problems: [problem])
            let portals = [PortalSummary(view), PortalSummary(file), PortalSummary(homeless, state: .withoutFolder)]
            return try RenderedPortal.gallery(portals, source: text())
        }
        let harmless = HTMLTags(try page { "calm" })
        let hostile = HTMLTags(try page { HostileText.random(using: &generator) })
        let difference = hostile.skeleton.difference(from: harmless.skeleton)
        #expect(difference.isEmpty, "\(difference)")
        #expect(hostile.styles == harmless.styles)
    }

    /// Marks that join a special character to a user-perceived one, before and after it.
    @Test(arguments: ["\"", "'", "<", ">", "&"], ["\u{301}", "\u{600}", "\u{200D}", "\u{1F3FD}", "\u{20DD}"])
    func `are escaped also where marks cling to them`(special: String, mark: String) throws {
        let name = "a\(mark)\(special)script\(special)\(mark) onload=x"
        let body = RenderedPortal.body(changing: [("x-portico.website.name", .string(name))])
        let view = try RenderedPortal.view(body, logo: RenderedPortal.logo)
        let tags = HTMLTags(try RenderedPortal.preview(view)).tags
        let label = try #require(tags.first { $0["class"] == "logo" }?["aria-label"])
        #expect(Array(label.unicodeScalars) == Array(name.unicodeScalars))
        #expect(!tags.contains { $0.name == "script" || $0["onload"] != nil })
    }

    @Test(arguments: 0..<30)
    func `say what they said when they are unescaped`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &+ 2000)
        let name = HostileText.random(using: &generator)
        let body = RenderedPortal.body(changing: [("x-portico.website.name", .string(name))])
        let view = try RenderedPortal.view(body)
        let page = HTMLTags(try RenderedPortal.preview(view))
        let title = page.texts.first { $0 != "\n" }
        #expect(title.map { Array($0.unicodeScalars) } == Array(view.brandName.unicodeScalars))
    }

    @Test func `never show the internal name to a customer`() throws {
        let names = ["Zebra internal", "<b>Zebra&\"'</b>", "Zebra\u{301}"]
        for name in names {
            let body = RenderedPortal.body(status: "inactive", changing: [("name", .string(name))])
            let page = try RenderedPortal.preview(try RenderedPortal.view(body, logo: RenderedPortal.logo))
            #expect(!page.contains("Zebra"))
        }
    }

    @Test func `ask the network for nothing and run nothing`() throws {
        let page = HTMLTags(try RenderedPortal.preview(try RenderedPortal.view(logo: RenderedPortal.logo)))
        let policy = page.tags.first { $0["http-equiv"] == "Content-Security-Policy" }?["content"]
        #expect(
            policy
                == "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"
        )
        let loading = ["script", "iframe", "object", "embed", "link", "base", "img", "video", "audio"]
        let icon = page.tags.filter { loading.contains($0.name) || $0["src"] != nil }
        #expect(icon.map(\.name) == ["link"])
        #expect(icon.first?["href"]?.hasPrefix("data:image/svg+xml,") == true)
        #expect(!page.tags.contains { tag in tag.attributes.contains { $0.name.hasPrefix("on") } })
        for tag in page.tags where tag.name == "a" && tag["href"]?.hasPrefix("http") ?? false {
            #expect(tag["target"] == "_blank")
            #expect(tag["rel"] == "noopener noreferrer")
        }
    }
}
