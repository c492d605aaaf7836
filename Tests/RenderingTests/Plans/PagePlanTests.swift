import Portals
import TestSupport
import Testing

@testable import Rendering

/// Plans say what interpreting the template says, byte by byte.
@Suite struct `A plan` {
    /// Each library serves several portals, so that most are filled into what another one's shape left behind.
    @Test(arguments: 0..<8)
    func `of a random template says what the template says`(block: UInt64) throws {
        for seed in block * 8..<(block + 1) * 8 {
            var random = RandomTemplate(seed: seed)
            let library = try random.library()
            let layout = PlanLayout(random.values())
            let parts = TemplateParts()
            let planned = [random.shared(), random.shared()].map {
                PlannedTemplate("board", shared: $0, layout: layout, templates: library, commonParts: parts)
            }
            for _ in 0..<8 {
                let context = random.values()
                for template in planned {
                    let values = PageValues(context, layout: layout)
                    #expect(template.bytes(values) == template.interpreted(values), "seed \(seed)")
                }
            }
        }
    }

    @Test(arguments: 0..<6)
    func `of the built-in templates says what they say, for any portal`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        try Self.expectEqualPages(try RenderedPortal.library(), using: &generator, count: 8)
    }

    @Test(arguments: [
        ["footer": "{{#hasFooter}}\n  {{> footer-content}}\n{{/hasFooter}}\n{{uppercased(websiteName)}}\n"],
        ["header": "<header>{{{websiteName}}}\n\t{{> brand-mark}}\n</header>"],
        ["overview": "  {{> header}}\n<div id=\"{{screenId}}\">{{{websiteName}}}</div>\n  {{> footer}}\n"],
        ["preview-style": "a { color: #{{fill}} } /* {{websiteName}} */\n{{#hasLogo}}b {}{{/hasLogo}}\n"],
        ["preview": "<body>{{websiteName}}{{{screens}}}{{> footer}}</body>"],
        ["preview": "{{{screens}}}"], ["preview": "<body>\r\n\t{{& screens }}\r\n</body>"],
        ["preview": "<body>{{screens}}</body>"], ["preview": "<body>{{! no text }}{{{screens}}}</body>"],
        ["preview": "<body>{{{screens}}}</body>" + PlanSentinel.slot(0)], ["preview": "<body>{{{websiteName}}}</body>"],
        ["footer-content": "{{#activeOrders}}{{> order-row}}{{> brand-mark}}{{/activeOrders}}"],
    ])
    func `of a workspace's own template says what it says`(texts: [String: String]) throws {
        let overrides = try Overrides(texts)
        #expect(overrides.problems.isEmpty)
        var generator = SeededGenerator(seed: 7)
        try Self.expectEqualPages(overrides.library, using: &generator, count: 6)
    }

    @Test func `is not made where a value is transformed, and that part alone is interpreted`() throws {
        let overrides = try Overrides(["footer": "{{uppercased(websiteName)}}\n"])
        let plans = PreviewPlans(templates: overrides.library, sample: try RenderedPortal.sample())
        let set = plans.set(for: try RenderedPortal.view())
        let overview = try #require(set.screens[.overview])
        #expect(
            overview.obstacles == [TemplateObstacle(template: "footer", reason: "'uppercased(websiteName)'")]
        )
        #expect(set.screens[.signIn]?.obstacles == [])
        #expect(set.brand.obstacles == [])
    }

    @Test func `can be made of every built-in template`() throws {
        let plans = PreviewPlans(templates: try RenderedPortal.library(), sample: try RenderedPortal.sample())
        #expect(plans.set(for: try RenderedPortal.view()).all.flatMap(\.obstacles) == [])
    }

    @Test func `is made anew as long as there is room, and the rest is interpreted`() throws {
        var random = RandomTemplate(seed: 3)
        let library = try random.library()
        while library.budget.take(1000) {}
        let layout = PlanLayout(random.values())
        let planned = PlannedTemplate("board", shared: random.shared(), layout: layout, templates: library)
        for _ in 0..<20 {
            let values = PageValues(random.values(), layout: layout)
            #expect(planned.bytes(values) == planned.interpreted(values))
        }
    }

    @Test func `that several threads make at once is filled by each of them`() throws {
        for seed in 0..<100 as Range<UInt64> {
            var random = RandomTemplate(seed: seed)
            let library = try random.library()
            let layout = PlanLayout(random.values())
            let planned = PlannedTemplate("board", shared: random.shared(), layout: layout, templates: library)
            let values = PageValues(random.values(), layout: layout)
            let pages = Array(0..<64).concurrentMap { _ in planned.bytes(values) }
            #expect(Set(pages) == [planned.interpreted(values)], "seed \(seed)")
        }
    }

    private static func expectEqualPages(
        _ library: TemplateLibrary,
        using generator: inout SeededGenerator,
        count: Int
    ) throws {
        let sample = try RenderedPortal.sample()
        let plans = PreviewPlans(templates: library, sample: sample)
        let page = PreviewPage(templates: library, sample: sample)
        let interpreted = PreviewPage(templates: library.interpreting, sample: sample)
        for _ in 0..<count {
            let view = try randomView(using: &generator)
            #expect(page.recorded(view) == interpreted.recorded(view))
            let values = plans.values(of: view)
            #expect(values.planned != nil)
            for template in plans.set(for: view).all {
                #expect(template.bytes(values) == template.interpreted(values))
            }
        }
    }

    private static func randomView(using generator: inout SeededGenerator) throws -> PortalView {
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
        let names = [
            "customization.links.termsOfService", "customization.links.privacyPolicy", "x-portico.website.url",
            "x-portico.website.supportEmail", "x-portico.website.supportPhone", "x-portico.website.name",
        ]
        var changes: [(String, Value)] = names.filter { _ in chance(30) }.map { ($0, .null) }
        if chance(60) { changes.append(("x-portico.website.name", .string(HostileText.random(using: &generator)))) }
        changes.append(("customization.colors.primary", .string(chance(50) ? "#ffe600" : "#123456")))
        return try RenderedPortal.view(
            RenderedPortal.body(
                status: chance(20) ? "inactive" : "active",
                off: Set(Feature.allCases.filter { _ in chance(40) }),
                changing: changes
            ),
            logo: chance(50) ? RenderedPortal.logo : nil
        )
    }
}
