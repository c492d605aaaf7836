import Portals
import TestSupport
import Testing

@testable import Rendering

/// The built-in templates without plans, as one portal alone is rendered.
enum InterpretingLibrary {
    static func make() throws -> TemplateLibrary { try RenderedPortal.library().interpreting }

    /// The pages of a portal.
    static func pages(of view: PortalView, _ library: TemplateLibrary) throws -> [[UInt8]] {
        let notes = PortalNotes(view.portal)
        let markdown = PortalDocs(templates: library).bytes(for: view, notes: notes)
        let (preview, record) = PreviewPage(templates: library, sample: try RenderedPortal.sample()).recorded(view)
        let docsPage = DocsPage(templates: library)
        return [
            preview, Array(record.screens.map { "\($0)" }.sorted().joined().utf8), markdown,
            BoardPage(templates: library).page(for: view, notes: notes),
            docsPage.page(for: view, docs: docsPage.html(of: markdown)),
        ]
    }
}

@Suite struct `Without plans` {
    @Test(arguments: 0..<6 as Range<UInt64>)
    func `the pages of a portal say the same`(seed: UInt64) throws {
        var random = RandomSummaries(seed: seed)
        let library = try InterpretingLibrary.make()
        for number in 0..<4 {
            let view = try random.view(number)
            #expect(
                try InterpretingLibrary.pages(of: view, library)
                    == InterpretingLibrary.pages(of: view, try RenderedPortal.library())
            )
        }
    }

    @Test(arguments: [0, 1, 30], 0..<3 as Range<UInt64>)
    func `the pages that all portals share say the same`(count: Int, seed: UInt64) throws {
        var random = RandomSummaries(seed: seed)
        let summaries = try random.summaries(count)
        let source = random.text()
        let pages = try [InterpretingLibrary.make(), RenderedPortal.library()].map { library in
            SharedPages(templates: library, origin: source, logo: RandomSummaries.logo).pages(of: summaries).map(
                \.bytes
            )
        }
        #expect(pages[0] == pages[1])
    }

    @Test func `nothing is told to be in the way of one`() throws {
        let library = try InterpretingLibrary.make()
        let pages = SharedPages(templates: library, origin: "") { _ in nil }
        #expect(pages.obstacles.isEmpty)
        #expect(BoardPage(templates: library).obstacles.isEmpty)
    }
}
