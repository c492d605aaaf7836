import Diagnostics
import Portals
import Rendering
import TestSupport
import Testing
import Workspaces

@testable import SiteBuilding

@Suite struct `What a run leaves of a portal` {
    private static func stamp(_ random: inout SeededGenerator) -> FileStamp {
        FileStamp(
            size: Int.random(in: 0...Int.max, using: &random),
            inode: UInt64.random(in: 0...UInt64.max, using: &random),
            modified: Int64.random(in: Int64.min...Int64.max, using: &random),
            changed: Int64.random(in: -5...5, using: &random)
        )
    }

    private static func trace(_ random: inout SeededGenerator) -> PortalTrace {
        let texts = ["", "acme", "Käse", "a\u{0}b", "portals/acme.yaml"]
        func text() -> String { texts.randomElement(using: &random) ?? "" }
        func hash() -> ContentHash { ContentHash(of: Array(text().utf8)) }
        let range = SourceRange(start: SourcePosition(line: 1, column: 2), end: SourcePosition(line: 3, column: 4))
        let fix = Fix(title: text(), edits: [TextEdit(range: range, replacement: text())])
        let problems = [
            Diagnostic(.idClash, file: text(), message: text()),
            Diagnostic(
                .slugCaseClash,
                severity: .error,
                file: text(),
                range: range,
                field: "slug",
                message: text(),
                fix: fix
            ),
        ]
        return PortalTrace(
            file: text(),
            stamp: Bool.random(using: &random) ? stamp(&random) : nil,
            content: Bool.random(using: &random) ? hash() : nil,
            logos: [.init(path: text(), stamp: stamp(&random), content: nil, hasRaster: true)],
            id: text(),
            slug: Bool.random(using: &random) ? text() : nil,
            state: [.whole, .unreadable, .withoutFolder].randomElement(using: &random) ?? .whole,
            clashes: [text(), text()],
            pages: SitePath.portalPages.map { .init(name: $0, content: hash(), stamp: stamp(&random)) },
            problems: PortalProblems(Array(problems.prefix(Int.random(in: 0...2, using: &random)))),
            summary: Bool.random(using: &random)
                ? PortalSummary(UnreadableFile(id: text(), file: text(), problems: problems)) : nil
        )
    }

    @Test func `is read as it was written, and any damage is noticed or harmless`() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<300 {
            let trace = Self.trace(&random)
            let packed = trace.packed
            let read = try PortalTrace(packed: packed[...])
            #expect(read.packed == packed)
            #expect(read.stamp == trace.stamp && read.content == trace.content && read.logos == trace.logos)
            #expect(read.pages == trace.pages && read.clashes == trace.clashes && read.state == trace.state)
            #expect(read.summary == trace.summary)
            #expect(try read.problems.unpacked == trace.problems.unpacked)
            #expect(throws: PackedBytesError.self) { try PortalTrace(packed: packed.dropLast()) }
            #expect(throws: PackedBytesError.self) { try PortalTrace(packed: packed[...] + [0]) }
            var damaged = packed
            damaged[Int.random(in: damaged.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            _ = try? (try? PortalTrace(packed: damaged[...]))?.problems.unpacked
        }
    }

    @Test func `tells problems in the order of files, those of no portal where they belong`() {
        func problem(_ file: String, _ message: String) -> Diagnostic {
            Diagnostic(.idClash, file: file, message: message)
        }
        var problems = SiteProblems(shared: [
            problem("portico.yaml", "3"), problem("portals/b.yaml", "1b"), problem("a", "0"),
        ])
        problems.append(PortalProblems([problem("portals/a.yaml", "1")]))
        problems.append(PortalProblems([]))
        problems.append(PortalProblems([problem("portals/c.yaml", "2")]))
        #expect(problems.map(\.message) == ["0", "1", "1b", "2", "3"])
        #expect(problems.count(of: .error) == 5 && problems.count(of: .warning) == 0)
    }
}
