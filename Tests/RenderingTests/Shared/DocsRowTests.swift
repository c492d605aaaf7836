import Diagnostics
import Portals
import TestSupport
import Testing

@testable import Rendering

/// What the docs of all portals are made from, so that they are not made again for nothing.
@Suite struct `The row of a portal in the docs` {
    private static func row(_ summary: PortalSummary) -> [UInt8] {
        var row: [UInt8] = []
        summary.appendDocsRow(to: &row)
        return row
    }

    private static func docs(_ summary: PortalSummary) throws -> [[UInt8]] {
        SharedPages(templates: try RenderedPortal.library(), origin: "portals/") { _ in nil }
            .pages(of: [summary]).prefix(SharedPages.docsCount).map(\.bytes)
    }

    private static func summary(_ changes: [(String, Value)] = [], off: Set<Feature> = []) throws -> PortalSummary {
        PortalSummary(try RenderedPortal.view(RenderedPortal.body(off: off, changing: changes)))
    }

    @Test func `is the same for all that the docs leave out`() throws {
        let plain = try Self.summary()
        let other = PortalSummary(
            try RenderedPortal.view(
                RenderedPortal.body(changing: [
                    ("customization.colors.primary", .string("#ffe600")), ("x-portico.website.name", .string("New")),
                ]),
                file: "portals/other.yml",
                logo: RenderedPortal.logo,
                problems: [Diagnostic(.fieldsUnknown, file: "portals/other.yml", message: "no such field")]
            )
        )
        #expect(plain != other)
        #expect(Self.row(plain) == Self.row(other))
        #expect(try Self.docs(plain) == Self.docs(other))
    }

    @Test func `differs with each thing that the docs say`() throws {
        let summaries =
            [
                try Self.summary(),
                try Self.summary([("name", .string("Other billing"))]),
                try Self.summary([("slug", .string("other"))]),
                try Self.summary([("customDomain", .string("pay.acme.example"))]),
                try Self.summary([("status", .string("inactive"))]),
                PortalSummary(try RenderedPortal.view(id: "other")),
                PortalSummary(try RenderedPortal.view(), state: .withoutFolder),
            ] + (try Feature.allCases.map { try Self.summary(off: [$0]) })
        #expect(Set(summaries.map(Self.row)).count == summaries.count)
        #expect(Set(try summaries.map(Self.docs)).count == summaries.count)
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `differs wherever the docs of any two portals do`(seed: UInt64) throws {
        var random = RandomSummaries(seed: seed)
        let summaries = try (0..<20).map { _ in try random.summary(1) }
        let made = try summaries.map { (row: Self.row($0), docs: try Self.docs($0)) }
        for first in made {
            for second in made where first.docs != second.docs { #expect(first.row != second.row) }
        }
    }
}
