import CommonMark
import TestSupport
import Testing

@Suite struct NotesPropertyTests {
    private static let fragments =
        HostileText.pieces + [
            "# ", "## ", "###### x", "\n# h\n", "\n\n", "\n", "\n> ", "\n- ", "\n  - ", "\n1. ", "\n2) ", "\n    ",
            "\n===\n", "\n---\n", "***", "*", "_", "**", "<div>\n", "</div>", "<b a='", "<https://x.example>",
            "<a@b.example>",
            "![a](https://x.example)", "[a](javascript:x)", "![a]", "[r]", "\n[r]: https://x.example\n",
            "\n~~~ `a\n", "\n```\n",
            "&#10;", "&#32;", "&#60;", "&#96;", "&lt;", "&#62;", "\\", "  \n", "\\\n", "text", " ", "\t",
            "<!-- portico:x -->",
            "<!--", "-->", "<?", "?>", "<![CDATA[", "\n<pre>", "\n<script>", "\r", "\r\n", "| a | b |\n|---|---|\n",
        ]

    private static func markdown(using generator: inout SeededGenerator) -> String {
        let count = Int.random(in: 1...14, using: &generator)
        return (0..<count).map { _ in fragments.randomElement(using: &generator) ?? "" }.joined()
    }

    @Test(arguments: 0..<8)
    func `no text makes HTML, an image, a heading above its level or one that leaves a level out`(_ part: UInt64) {
        var generator = SeededGenerator(seed: 0xC0DE + part)
        for _ in 0..<1_500 {
            let markdown = Self.markdown(using: &generator)
            let result = Notes.embedded(markdown, belowHeadingOf: 2)
            let outline = MarkdownOutline(result)
            #expect(outline.isTame, "\(markdown.debugDescription) → \(result.debugDescription)")
            #expect(
                outline.headingLevels.allSatisfy { $0 >= 3 },
                "\(markdown.debugDescription) → \(result.debugDescription)"
            )
            let steps = zip([2] + outline.headingLevels, outline.headingLevels)
            #expect(
                steps.allSatisfy { $1 <= $0 + 1 },
                "\(markdown.debugDescription) → \(result.debugDescription)"
            )
            #expect(
                outline.addresses.allSatisfy { address in
                    ["http://", "https://", "mailto:"].contains { address.lowercased().hasPrefix($0) }
                },
                "\(markdown.debugDescription) → \(result.debugDescription)"
            )
        }
    }

    @Test(arguments: 0..<4)
    func `what comes out goes in again unchanged`(_ part: UInt64) {
        var generator = SeededGenerator(seed: 0xFACE + part)
        for _ in 0..<1_500 {
            let markdown = Self.markdown(using: &generator)
            let once = Notes.embedded(markdown, belowHeadingOf: 0)
            let twice = Notes.embedded(once, belowHeadingOf: 0)
            #expect(Array(once.utf8) == Array(twice.utf8), "\(markdown.debugDescription) → \(once.debugDescription)")
            #expect(once.isEmpty || once.hasSuffix("\n"))
        }
    }

    @Test func `what follows the notes is outside of them`() {
        var generator = SeededGenerator(seed: 0xB00)
        for _ in 0..<1_500 {
            let markdown = Self.markdown(using: &generator)
            let result = Notes.embedded(markdown, belowHeadingOf: 2)
            let outline = MarkdownOutline("## Notes\n\n\(result)\n## Next\n")
            #expect(outline.headingLevels.first == 2)
            #expect(outline.headingLevels.last == 2, "\(markdown.debugDescription) → \(result.debugDescription)")
        }
    }

    @Test func `plain words stay what they were`() {
        var generator = SeededGenerator(seed: 7)
        let words = ["Owned", "by", "*EU*", "team.", "snake_case", "a-b", "50", "C#", "(x)", "é", "日本", "\u{5E9}"]
        for _ in 0..<500 {
            let count = Int.random(in: 1...12, using: &generator)
            let text = (0..<count).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " ")
            let result = Notes.embedded(text, belowHeadingOf: 2)
            #expect(MarkdownOutline(result).text == MarkdownOutline(text).text)
        }
    }
}
