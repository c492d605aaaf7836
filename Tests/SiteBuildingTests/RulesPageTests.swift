import Diagnostics
import SiteBuilding
import TestSupport
import Testing
import Workspaces

/// docs/rules.md explains each rule, and its examples are true.
@Suite struct RulesPageTests {
    private static func rules(of blocks: [RulesPage.Block]) throws -> [Diagnostic] {
        let folder = try RulesPage.workspace(of: blocks)
        return try SiteSource(Workspace(at: folder.path, environment: nil, usesOverrides: true)).problems
    }

    @Test func `every rule has one section, and every section a rule`() throws {
        let ids = try RulesPage().sections.map(\.id)
        #expect(ids.sorted() == Rule.all.map(\.id).sorted())
    }

    @Test(arguments: try RulesPage().sections)
    func `a section says what, why and how to mend`(section: RulesPage.Section) throws {
        let rule = try #require(Rule.named(section.id))
        let head = "**\(rule.title)**: \(rule.severity.rawValue)"
        #expect(section.prose.first?.hasPrefix(head) == true, "\(section.prose.first ?? "") is not \(head)")
        for part in ["*What.* ", "*Why.* ", "*Mend.* "] {
            #expect(section.prose.count { $0.hasPrefix(part) } == 1, "\(part)")
        }
        #expect(!section.broken.isEmpty && !section.mended.isEmpty)
    }

    @Test(arguments: try RulesPage().sections.filter { Rule.named($0.id)?.needsNetwork != true })
    func `the example breaks its rule, and the better one does not`(section: RulesPage.Section) throws {
        let broken = try Self.rules(of: section.broken)
        #expect(broken.contains { $0.rule.id == section.id }, "\(broken.map(\.text))")
        let mended = try Self.rules(of: section.mended)
        #expect(!mended.contains { $0.rule.id == section.id }, "\(mended.map(\.text))")
    }

    @Test(arguments: try RulesPage().sections)
    func `what the page says of --fix is true`(section: RulesPage.Section) throws {
        let isFixed = try Self.rules(of: section.broken).contains { $0.rule.id == section.id && $0.fix != nil }
        #expect(isFixed == (section.prose.first?.contains("`--fix`") == true))
    }
}
