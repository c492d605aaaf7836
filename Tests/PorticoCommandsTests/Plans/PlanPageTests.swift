import Foundation
import Portals
import Rendering
import SiteBuilding
import TestSupport
import Testing
import Workspaces

@testable import PorticoCommands
@testable import Publishing

@Suite struct `A plan as a page` {
    private static func frame() throws -> SiteFrame {
        let folder = try TestWorkspace.plain()
        return try SiteFrame(OpenedWorkspace(at: folder.path, environment: nil, usesOverrides: true))
    }

    /// What is shown of a plan whose portals have no pictures.
    private static func html(_ plan: PublishPlan) throws -> PlanHTML {
        let states = plan.changed.map { plan in
            let now = plan.remote.map { BeforeAndAfter.Side(portal: $0, logo: nil) }
            return (plan.id, BeforeAndAfter(now: now, after: .init(portal: plan.local.portal, logo: nil), notes: []))
        }
        return PlanHTML(
            plan: plan,
            states: PlanStates(states: Dictionary(states) { first, _ in first }),
            frame: try frame()
        )
    }

    private static func page(_ plan: PublishPlan) throws -> String {
        String(decoding: try html(plan).bytes, as: UTF8.self)
    }

    /// What a pattern finds on a side of a pair.
    private static func found(_ pattern: Regex<(Substring, Substring)>, on side: ScreenPair.Side) -> [String] {
        guard case .screen(_, let page) = side else { return [] }
        return page.matches(of: pattern).map { String($0.output.1) }
    }

    private static func features(_ feature: String) -> [(String, Value)] {
        [("features", .object(ValueObject([(feature, .boolean(false))])))]
    }

    @Test func `shows what changes everywhere once, and what a screen has of its own beside it`() throws {
        let colors = Value.object(ValueObject([("colors", .object(ValueObject([("primary", .string("3f7d5c"))])))]))
        let file = try MadePlan.portal("a", Self.features("orderCancel") + [("customization", colors)])
        let section = try #require(
            try Self.html(MadePlan.plan(files: [file], held: [MadePlan.portal("a")])).sheet.sections.first
        )
        #expect(
            section.pairs.map(\.title) == [
                "Overview, and 13 more in the same way", "Order",
                "2 screens no longer exist: Cancel order, Order cancelled",
            ]
        )
        #expect(
            section.pairs.map { $0.differences.map(\.text) } == [
                ["Primary: buttons, links, chosen tab"], ["‘Cancel order’ is gone"], [],
            ]
        )
        #expect(section.pairs.flatMap { $0.differences.map(\.number) } == [1, 2])
        #expect(section.lists.map(\.title) == ["12 more screens change like Overview"])
        let marks = section.pairs.map { pair in
            [pair.now, pair.after].map { Self.found(/data-portico-mark="([0-9])"/, on: $0) }
        }
        #expect(marks == [[["1"], ["1"]], [["2"], []], [[], []]])
    }

    @Test(arguments: [
        ("inactive", "active", ["not-found", "overview"]), ("active", "inactive", ["overview", "not-found"]),
    ])
    func `of a portal that opens or closes shows what its address answers`(
        now: String,
        after: String,
        screens: [String]
    ) throws {
        let (held, file) = try (
            MadePlan.portal("a", [("status", .string(now))]), MadePlan.portal("a", [("status", .string(after))])
        )
        let section = try #require(try Self.html(MadePlan.plan(files: [file], held: [held])).sheet.sections.first)
        let pair = try #require(section.pairs.first)
        #expect(pair.title == "Every screen" && section.pairs.count == 1 && section.screenCount == "all")
        let found = [pair.now, pair.after].map { Self.found(/class="screen[^"]*" id="([a-z-]+)"/, on: $0) }
        #expect(found == screens.map { [$0] })
    }

    @Test func `of a new portal shows that there is none yet`() throws {
        let page = try Self.page(try MadePlan.plan(files: [MadePlan.portal("a")], held: []))
        #expect(page.contains("<div class=\"frame tile\"><p>No portal yet</p></div>"))
        #expect(page.matches(of: /<iframe\s/).count == 1)
    }

    @Test func `folds pairs from six portals on, but not those that need allowing`() throws {
        let ids = (1...6).map { "p\($0)" }
        let held = try ids.map { try MadePlan.portal($0) }
        let files = try ids.enumerated().map { index, id in
            let features =
                ["authenticateWithPassword", "orderCancel", "orderAddressEdit"]
                + Feature.allCases.suffix(3).map(\.rawValue)
            return try MadePlan.portal(id, Self.features(features[index]))
        }
        let sections = try Self.html(MadePlan.plan(files: files, held: held)).sheet.sections
        #expect(sections.map { $0.foldTitle == nil } == [true, false, false, false, false, false])
        #expect(sections.map(\.needs) == [["password-off"], [], [], [], [], []])
    }

    @Test func `of a thousand portals stays within its limits and says what it left out`() throws {
        let ids = (1...1000).map { "portal-\($0)" }
        let held = try ids.map { try MadePlan.portal($0) }
        let files = try ids.map {
            try MadePlan.portal(
                $0,
                [("name", .string("Changed \($0)")), ("unknown-\($0)", .string("x"))] + Self.features("orderCancel")
            )
        }
        let page = try Self.page(MadePlan.plan(files: files, held: held))
        #expect(page.utf8.count < 8 << 20)
        #expect(page.matches(of: /<div class="pair">/).count <= PlanHTML.pairLimit)
        #expect(page.contains("this page holds at most 60 pairs and 5 MB of them."))
        #expect(
            page.contains("more portals stand in the table alone, because the page would get too long.")
                || page.matches(of: /<section class="portal"/).count == 1000
        )
    }

    @Test func `lets no hostile text leave its place`() throws {
        var generator = SeededGenerator(seed: 72)
        for _ in 0..<25 {
            let page = try Self.page(try MadePlan.hostile(&generator))
            #expect(PageSafety.faults(inHTML: page) == [])
            #expect(page.utf8.count < 8 << 20)
        }
    }

    @Test func `has the same bytes each time`() throws {
        let plan = try MadePlan.plan(
            files: [MadePlan.portal("a", Self.features("orderCancel")), MadePlan.portal("b")],
            held: [MadePlan.portal("a")]
        )
        #expect(try Self.page(plan) == Self.page(plan))
    }
}
