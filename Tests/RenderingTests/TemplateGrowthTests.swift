import Diagnostics
import Testing

@testable import Rendering

@Suite struct `A template that never ends` {
    @Test(arguments: [
        ["footer": "{{> footer}}"],
        ["footer": "{{> header}}", "header": "{{> footer}}"],
        ["icon-box": "{{> no-orders}}"],
        ["icon-chevron": "{{> order-row}}"],
        ["glyph": "{{#hasLogo}}{{> instrument}}{{/hasLogo}}"],
        ["footer": "\u{600}{{! {{> footer}} }}"],
        ["footer": "{{^hasLogo}}{{> gate-footer}}{{/hasLogo}}", "gate-footer": "{{> footer}}"],
    ])
    func `is refused`(texts: [String: String]) throws {
        let result = try Overrides(texts)
        #expect(result.diagnostics.contains { $0.rule == .templateRecursive })
        #expect(result.diagnostics.allSatisfy { texts.keys.map { "templates/\($0).mustache" }.contains($0.file) })
        #expect(try !result.preview().isEmpty)
    }

    @Test func `is told how it comes back to itself`() throws {
        let result = try Overrides(["footer": "\n {{> header}}", "header": "{{> footer}}"])
        let words = "the partial includes itself ("
        #expect(
            result.problems.contains { $0.contains(words) && $0.contains("footer → header → footer); remove one step") }
        )
        let built = try Overrides(["icon-box": "x {{> no-orders}}"])
        #expect(built.problems.first?.hasPrefix("templates/icon-box.mustache:1:3: ") == true)
    }

    private static let doubling: [String: String] = {
        let names = BuiltInTemplates.texts.keys.sorted().filter { $0.hasPrefix("icon-") || $0.hasPrefix("no-") }
        let all = ["footer"] + names
        return Dictionary(
            uniqueKeysWithValues: zip(all, all.dropFirst() + [""]).map { name, next in
                (name, next.isEmpty ? "x" : String(repeating: "{{> \(next)}}", count: 9))
            }
        )
    }()

    @Test(arguments: [
        doubling,
        // The same, hidden behind a mistake in another file.
        doubling.merging(["glyph": "{{unknown}}"]) { first, _ in first },
        [
            "footer": String(repeating: "{{#instruments}}", count: 20) + "x"
                + String(repeating: "{{/instruments}}", count: 20)
        ],
        // Text after the last tag counts as well.
        [
            "icon-mail": String(repeating: "x", count: 250_000),
            "footer": String(repeating: "{{#instruments}}", count: 6) + "{{> icon-mail}}"
                + String(repeating: "{{/instruments}}", count: 6),
        ],
        // And what fills a tag.
        ["footer": String(repeating: "{{logoDataURL}}", count: 400)],
        ["preview": String(repeating: "{{{screens}}}", count: 400)],
    ])
    func `or grows without end is refused soon, and the built-in ones are used`(texts: [String: String]) throws {
        let result = try Overrides(texts)
        #expect(result.problems.contains { $0.contains("grows beyond 4 MB") })
        #expect(result.diagnostics.contains { $0.rule == .templateRecursive })
        #expect(try result.preview(logo: RenderedPortal.logo) == Overrides([:]).preview(logo: RenderedPortal.logo))
    }

    @Test func `is no template that includes a partial ten times`() throws {
        let result = try Overrides(["footer": String(repeating: "{{> icon-mail}}\n", count: 10)])
        #expect(result.problems == [])
    }

    @Test func `that would take swift-mustache long to read is refused before it is read`() throws {
        let texts = ["overview": String(repeating: "{{websiteName}}", count: 16_000)]
        let result = try Overrides(texts)
        #expect(
            result.problems == [
                "templates/overview.mustache: the template has 16000 tags in 234 KB; shorten it"
            ]
        )
        #expect(result.diagnostics.map(\.rule) == [.fileTooLarge])
        let ordinary = try Overrides(["overview": String(repeating: "{{websiteName}}", count: 1000)])
        #expect(ordinary.diagnostics.isEmpty)
    }
}
