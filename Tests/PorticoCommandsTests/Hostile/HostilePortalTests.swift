import Foundation
import TestSupport
import Testing

/// Hostile portal files: each group is one workspace, because a broken file must not spoil the others.
@Suite struct HostilePortalTests {
    @Test(arguments: HostileFields.texts)
    func `text in any field stays text`(text: String) throws {
        try check(HostileFields.portals(with: text, isControl: false))
    }

    // By number, because the text itself would disturb the log.
    @Test(arguments: HostileFields.controlTexts.indices)
    func `control characters in any field do no harm`(index: Int) throws {
        try check(HostileFields.portals(with: HostileFields.controlTexts[index], isControl: true))
    }

    @Test func `ids that are no folder of their own get none`() throws {
        try check(HostileIdentities.ids)
    }

    @Test func `odd ids that are legal get their folder`() throws {
        try check(HostileIdentities.legalIDs)
    }

    @Test func `file names that are no id get no folder`() throws {
        try check(HostileIdentities.stems)
    }

    @Test(arguments: [0, 1, 4, 15])
    func `text in any field of a board in one file stays text`(index: Int) throws {
        let portals = HostileFields.portals(with: HostileFields.texts[index], isControl: false)
        let stage = try HostileStage(portals.map { HostileFile("portals/\($0.file)", $0.content) })
        for path in ["name", "slug", "x-portico.website.name", "x-portico.notes"] {
            let place = try #require(HostileFields.fields.firstIndex { $0.path == path })
            try stage.renderSingle("field-\(place)")
        }
        try stage.renderSingle("key-top")
    }

    @Test func `a file that cannot be read has a single file, too`() throws {
        let text = "name: <script>alert(1)</script>\nslug: [\"<img src=x onerror=y>\"\n"
        try HostileStage([HostileFile("portals/broken.yaml", text)]).renderSingle("broken")
    }

    @Test func `slugs stay in their address`() throws {
        try check(HostileIdentities.slugs)
    }

    @Test func `texts that are hard to read end in a problem or a page`() throws {
        try check(HostileTexts.files)
    }

    @Test func `each hard text alone costs little`() throws {
        for portal in HostileTexts.files where portal.file.hasPrefix("bomb") || portal.file.hasPrefix("deep") {
            let run = try HostileStage([HostileFile("portals/\(portal.file)", portal.content)]).render(
                label: portal.file
            )
            #expect([0, 1].contains(run.status))
        }
    }

    /// Renders portals together and holds each against what is expected of it.
    private func check(_ portals: [HostilePortal]) throws {
        let intact = HostileFile("portals/zz-intact.yaml", "name: Intact\nslug: zz-intact\nwebsiteId: zz-main\n")
        let stage = try HostileStage(portals.map { HostileFile("portals/\($0.file)", $0.content) } + [intact])
        let run = try stage.render()
        let problems = try ReportedProblems(run)
        let pages = try stage.pages()
        for portal in portals {
            let fault = portal.expectation.fault(problems.rules(of: "portals/\(shown(portal.file))"))
            #expect(fault == nil, "\(portal.file.debugDescription): \(fault ?? "")")
            guard let page = portal.page else { continue }
            #expect(Set(Self.pages(of: page)).isSubset(of: pages.keys), "\(portal.file): no pages")
        }
        let expected = portals.compactMap(\.page).flatMap(Self.pages)
        let others = Set(pages.keys).subtracting(expected + ["index.html", "docs.html", "docs.md"])
            .subtracting(Self.pages(of: "zz-intact"))
        #expect(
            others.subtracting(portals.filter { $0.page == nil }.flatMap(Self.pagesOfStem)).isEmpty,
            "\(others.sorted())"
        )
        #expect(pages["zz-intact/preview.html"] != nil)
    }

    /// The pages of a whole portal.
    private static func pages(of folder: String) -> [String] {
        ["index.html", "preview.html", "docs.html", "portal.md"].map { "\(folder)/\($0)" }
    }

    /// A file that may or may not be whole has at most the folder that its stem names.
    private static func pagesOfStem(_ portal: HostilePortal) -> [String] {
        guard !portal.file.hasPrefix("id-"), let dot = portal.file.lastIndex(of: ".") else { return [] }
        return pages(of: String(portal.file[..<dot]))
    }

    /// File names as JSON reports them: as they are.
    private func shown(_ name: String) -> String { name }
}
