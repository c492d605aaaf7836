import Portals
import TestSupport
import Testing

@testable import Rendering

@Suite struct `The pages that all portals share` {
    private static func packed(_ summaries: [PortalSummary]) -> PackedSummaries {
        summaries.reduce(into: PackedSummaries()) { $0.append($1) }
    }

    /// The part of a page that its template makes.
    private static func body(_ page: SharedPage) throws -> String {
        let html = page.html
        let start = try #require(html.utf8Range(of: "</head>\n"))
        #expect(html.hasSuffix("</html>\n"))
        return String(decoding: html.utf8.dropFirst(start).dropLast("</html>\n".utf8.count), as: UTF8.self)
    }

    /// Compares bytes, because texts that differ in bytes can be equal.
    private static func expectEqual(_ page: String, _ wanted: String, _ name: String, _ seed: UInt64) {
        #expect(Array(page.utf8) == Array(wanted.utf8), "\(name), seed \(seed)")
    }

    private static func expectInterpretedPages(_ library: TemplateLibrary, seed: UInt64, count: Int) throws {
        var random = RandomSummaries(seed: seed)
        let summaries = try random.summaries(count)
        let source = random.text()
        let interpreted = try InterpretedPages(library: library, logo: RandomSummaries.logo)
        let pages = SharedPages(templates: library, origin: source, logo: RandomSummaries.logo)
            .pages(of: packed(summaries))
        #expect(pages.prefix(3).map(\.name) == ["docs.md", "docs.html", "index.html"])
        expectEqual(pages[0].html, interpreted.markdown(summaries, source: source), "docs.md", seed)
        expectEqual(try body(pages[1]), interpreted.docs(summaries, source: source), "docs.html", seed)
        for (index, page) in pages.dropFirst(2).enumerated() {
            let wanted = try interpreted.gallery(index + 1, summaries, source: source)
            expectEqual(try body(page), wanted, page.name, seed)
        }
    }

    @Test(arguments: [0, 1, 2, 3, 30, 250], 0..<4 as Range<UInt64>)
    func `say what their templates say for any portals`(count: Int, seed: UInt64) throws {
        try Self.expectInterpretedPages(try RenderedPortal.library(), seed: seed &+ UInt64(count), count: count)
    }

    @Test(arguments: [
        ["docs-index-row": "{{% CONTENT_TYPE:TEXT}}\n| {{status}} {{#cells}}{{value}}{{/cells}} | {{link}} |\n"],
        ["docs-index-features-row": "{{% CONTENT_TYPE:TEXT}}\n{{link}} & {{{address}}}\n"],
        [
            "docs-index-page-row":
                "  <tr><td>{{{name}}}\n{{> sign-pass}}</td>{{^hasPortalURL}}{{address}}{{/hasPortalURL}}\n"
        ],
        ["docs-index-page-features-row": "{{#cells}}{{#isOn}}{{name}}{{/isOn}}{{/cells}}\n", "sign-pass": "x"],
        ["portal-card": "<li>{{uppercased(title)}} {{head}}{{#hasLogo}}{{logoDataURL}}{{/hasLogo}}</li>\n"],
        ["portal-card": "\n  {{> sign-pass}}\n<li>{{firstProblem}}\n", "sign-pass": "<i>\n</i>\n"],
        [
            "gallery":
                "<body>\n{{#hasPortals}}<ul>\n{{{cards}}}\n</ul>{{{index}}}{{/hasPortals}}\n{{{cards}}}\n</body>\n"
        ],
        ["docs-index-page": "<body>{{uppercased(count)}}\n{{#hasPortals}}\n{{{portalRows}}}\n{{/hasPortals}}</body>\n"],
        ["docs-index": "{{% CONTENT_TYPE:TEXT}}\n{{count}}\n{{#hasPortals}}\n{{featureRows}}\n{{/hasPortals}}\n"],
    ])
    func `say what a workspace's own templates say`(texts: [String: String]) throws {
        let overrides = try Overrides(texts)
        #expect(overrides.problems == [])
        for seed in 0..<3 as Range<UInt64> {
            try Self.expectInterpretedPages(overrides.library, seed: seed &+ 100, count: 25)
        }
    }

    @Test func `are made of whatever a template makes of its rows`() throws {
        let summaries = try ["a", "b", "c"].map { PortalSummary(try RenderedPortal.view(id: $0)) }
        func html(_ text: String) throws -> String {
            let overrides = try Overrides(["docs-index-page": text])
            #expect(overrides.problems == [])
            let pages = SharedPages(templates: overrides.library, origin: "portals/") { _ in nil }
            return try Self.body(pages.pages(of: summaries)[1])
        }
        let rows = try html("{{{portalRows}}}")
        #expect(rows.hasSuffix("</tr>"))
        #expect(try html("{{portalRows}}") == HTMLText.escape(rows))
        #expect(try html("{{{uppercased(portalRows)}}}") == rows.uppercased())
        #expect(try html("{{{reversed(portalRows)}}}") == String(rows.reversed()))
        #expect(try html("{{#empty(portalRows)}}none{{/empty(portalRows)}}|") == "|")
    }

    @Test func `name what of a workspace's templates is interpreted for every row`() throws {
        let texts = ["portal-card": "{{uppercased(title)}}", "docs-index-row": "{{lowercased(link)}}"]
        let overrides = try Overrides(texts)
        let pages = SharedPages(templates: overrides.library, origin: "") { _ in nil }
        #expect(
            pages.obstacles == [
                TemplateObstacle(template: "docs-index-row", reason: "'lowercased(link)'"),
                TemplateObstacle(template: "portal-card", reason: "'uppercased(title)'"),
            ]
        )
        let builtIn = SharedPages(templates: try RenderedPortal.library(), origin: "") { _ in nil }
        #expect(builtIn.obstacles == [])
    }

    @Test func `keep rows and cells apart from the keys of the page around them`() throws {
        let problems = try Overrides(["portal-card": "{{countAll}}", "docs-index-page-row": "{{count}}"]).problems
        #expect(problems.count == 2)
        #expect(problems.allSatisfy { $0.contains("nothing is called") })
    }

    @Test func `come in pieces, however many portals there are`() throws {
        var random = RandomSummaries(seed: 9)
        let few = try random.summaries(100)
        let summaries = (0..<30).flatMap { _ in few }
        let pages = SharedPages(templates: try RenderedPortal.library(), origin: "", logo: RandomSummaries.logo)
            .pages(of: summaries)
        #expect(pages.count == 2 + 15)
        for page in pages {
            var sizes: [Int] = []
            var bytes: [UInt8] = []
            try page.write {
                sizes.append($0.count)
                bytes += $0
            }
            #expect(bytes == page.bytes)
            #expect(sizes.allSatisfy { (1...2 * PageBuffer.pieceSize).contains($0) }, "\(page.name)")
        }
        #expect(pages[1].bytes.count > 10 * PageBuffer.pieceSize)
    }

    @Test func `end with what their reader throws`() throws {
        struct Full: Error {}
        var random = RandomSummaries(seed: 2)
        let summaries = try random.summaries(2000)
        let pages = SharedPages(templates: try RenderedPortal.library(), origin: "") { _ in nil }
        var count = 0
        #expect(throws: Full.self) {
            try pages.markdown(of: summaries).write { _ in
                count += 1
                throw Full()
            }
        }
        #expect(count == 1)
    }

    @Test func `lead nowhere where the docs are in no folder that is known`() throws {
        var random = RandomSummaries(seed: 21)
        let summaries = try random.summaries(40).filter { $0.state == .whole }
        let library = try RenderedPortal.library()
        let interpreted = try InterpretedPages(library: library, logo: RandomSummaries.logo)
        for links in [DocsLinks.nowhere, .below("../docs/")] {
            let index = DocsIndex(templates: library).markdown(for: summaries, source: "portals/", links: links)
            #expect(index == interpreted.markdown(summaries, source: "portals/", links: links))
        }
    }
}

extension String {
    /// How many bytes there are up to the end of a part.
    fileprivate func utf8Range(of part: String) -> Int? {
        let (all, wanted) = (Array(utf8), Array(part.utf8))
        return all.indices.first { all[$0...].starts(with: wanted) }.map { $0 + wanted.count }
    }
}
