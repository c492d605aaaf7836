import Diagnostics
import TestSupport
import Testing

@testable import Workspaces

@Suite struct SourceExcerptTests {
    private static func excerpt(_ text: String, _ start: (Int, Int), _ end: (Int, Int)) -> SourceExcerpt? {
        let range = SourceRange(
            start: SourcePosition(line: start.0, column: start.1),
            end: SourcePosition(line: end.0, column: end.1)
        )
        return SourceExcerpt(of: range, in: SourceText(Array(text.utf8)))
    }

    private static func parts(_ excerpt: SourceExcerpt?) -> [String]? {
        excerpt.map { [$0.before, $0.marked, $0.after] }
    }

    @Test func `the line is cut around the place`() {
        #expect(Self.parts(Self.excerpt("a: 1\nb: née # x\r\nc", (2, 4), (2, 7))) == ["b: ", "née", " # x"])
        #expect(Self.parts(Self.excerpt("a: 1\nb: 2", (2, 5), (2, 5))) == ["b: 2", "", ""])
        #expect(Self.excerpt("a: 1\nb: 2", (2, 1), (2, 2))?.line == 2)
    }

    @Test func `a place of several lines is marked in its first`() {
        #expect(Self.parts(Self.excerpt("a: [1,\n  2]\n", (1, 4), (2, 5))) == ["a: ", "[1,", ""])
    }

    @Test func `a line that is blank or not there has nothing to show`() {
        #expect(Self.excerpt("a:\n \t\n", (2, 1), (2, 1)) == nil)
        #expect(Self.excerpt("a:\n", (2, 1), (2, 1)) == nil)
        #expect(Self.excerpt("a:", (9, 1), (9, 1)) == nil)
    }

    @Test func `what is kept of a long line is whole scalars around the place`() throws {
        for lead in 0..<4 {
            let text = String(repeating: "x", count: lead) + String(repeating: "語", count: 3000)
            let excerpt = try #require(Self.excerpt(text, (1, 1500), (1, 2600)))
            for part in [excerpt.before, excerpt.marked, excerpt.after] {
                #expect((1000...1024).contains(part.utf8.count))
                #expect(part.allSatisfy { $0 == "語" })
            }
        }
    }

    @Test func `any place of any text is cut without a trap`() {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                [0x0A, 0x0D, 0x20, 0x61, 0xC3, 0xA9, 0xE8, 0xAA, 0x9E].randomElement(using: &random) ?? 0
            }.map(UInt8.init)
            let text = SourceText(bytes)
            func position() -> SourcePosition {
                SourcePosition(line: .random(in: 1...6, using: &random), column: .random(in: 1...20, using: &random))
            }
            let excerpt = SourceExcerpt(of: SourceRange(start: position(), end: position()), in: text)
            #expect(excerpt?.line ?? 1 <= text.lineCount)
        }
    }
}
