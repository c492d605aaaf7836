import Diagnostics
import Portals
import TestSupport
import Testing

@testable import Rendering

@Suite struct `The gallery` {
    private static func page(_ portals: [PortalSummary]) throws -> String {
        GalleryPage(templates: try RenderedPortal.library()).html(for: portals, source: "portals/")
    }

    private static let error = Diagnostic(.fieldsUnknown, file: "portals/a.yaml", message: "unknown field")
    private static let warning = Diagnostic(.colorsContrast, file: "portals/a.yaml", message: "too pale")

    @Test func `counts portals, active ones and those with problems`() throws {
        let page = try Self.page([
            PortalSummary(try RenderedPortal.view()),
            PortalSummary(
                try RenderedPortal.view(
                    id: "b",
                    RenderedPortal.body(status: "inactive"),
                    problems: [Self.warning, Self.error, Self.error.with(severity: .note)]
                )
            ),
            PortalSummary(id: "c", file: "portals/c.yaml", state: .unreadable, problems: [Self.error, Self.error]),
        ])
        #expect(page.contains("3 portals, 1 active, 2 with problems"))
        for words in ["1 error<", "1 warning<", "2 errors<", "No problems", "Active", "Inactive", "unknown field"] {
            #expect(page.contains(words), "\(words)")
        }
    }

    @Test func `links a preview only where there is one`() throws {
        let page = HTMLTags(
            try Self.page([
                PortalSummary(try RenderedPortal.view()),
                PortalSummary(try RenderedPortal.view(id: "b"), state: .withoutFolder),
                PortalSummary(id: "c", file: "portals/c.yaml", state: .unreadable, problems: [Self.error]),
                PortalSummary(id: "../d", file: "portals/d.yaml", state: .withoutFolder, problems: [Self.error]),
            ])
        )
        #expect(page.tags.compactMap { $0["href"] } == ["acme/preview.html", "acme/portal.md", "docs.md"])
        #expect(page.texts.contains("This file can’t be read"))
    }

    @Test func `says what to do while there is no portal`() throws {
        let page = try Self.page([])
        #expect(page.contains("No portals yet"))
        #expect(page.contains("portico init"))
        #expect(!page.contains("0 portals"))
    }

    @Test func `names a portal without a name by its id`() throws {
        for name in ["", " ", "\u{200B}", "\u{202E}\u{2066}"] {
            let view = try RenderedPortal.view(RenderedPortal.body(changing: [("name", .string(name))]))
            #expect(try Self.page([PortalSummary(view)]).contains("<bdi>acme</bdi>"))
        }
    }
}
