import CommonMark
import TestSupport
import Testing

@Suite struct MarkdownPagesTests {
    private static let chapters = [
        "## A\n\ntext\n\n", "## A\n\n- x\n\n  y\n- z\n\n", "## A 2\n\n1. x\n\n", "## B\n\n### A\n\n### A\n\n", "## A\n",
        "## *b* `c`\n\n> quote\n\n", "## [l](https://x.example)\n\n<https://x.example>\n\n", "## D\n\n    code\n\n",
        "##\n\nx\n\n", "# T\n\n", "text\n\n", "- item\n\n", "## R\n\n[r]\n\n", "[r]: https://x.example\n\n",
        "```\n\n", "~~~ x\n\n", "```\n## F\n\n## F\n```\n\n", "````\n", "``` a`\n\n", " ```\n\n", "   ``` \t\n",
        "    ```\n",
        "~~~~\n~~~\n\n", "~~~~ \n\n", "- ```\n\n", "<!-- a -->\n\n", "<!-- a\n\n", "<!-- a --> b -->\n\n", "<pre>\n\n",
        "-->\n\n",
        "</pre>\n\n", "<div>\n\n", "<?x\n\n", "<!X\n\n", "?>\n\n", " ## E\n\n", "> ## A\n\n", "- ## A\n\n", "\r\n",
        "\0",
        "A\n---\n\n", "## Portico x\n\n", "## Section portico x\n\n", "x\n## F\n", "\n", "\t", "   ", "## é ½\n\n",
        "    ",
        "<script>\n\n", "<TextArea>\n\n", "<style>\n\n", "<![CDATA[\n\n", "\u{FEFF}", "]]>\n\n", "[\nr]: /x\n\n",
        "> [r]: /x\n\n",
    ]

    private static func faults(_ documents: [String], byteLimit: Int) -> [String] {
        let pages = MarkdownPages(reservedPrefix: "portico-", byteLimit: byteLimit)
        return documents.filter {
            pages.page(Array($0.utf8)) != MarkdownHTML(withAnchors: $0, reservedPrefix: "portico-")
        }
    }

    @Test(arguments: 0..<8)
    func `any document is written as it is without the others`(part: UInt64) {
        var generator = SeededGenerator(seed: 0xD0C5 + part)
        let pieces = part < 6 ? Self.chapters : Self.chapters + HostileText.pieces
        let documents = (0..<1500).map { _ in
            (0..<Int.random(in: 0...9, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
        }
        let faults = Self.faults(documents, byteLimit: part % 2 == 0 ? 1 << 20 : 600)
        #expect(faults.isEmpty, "\(faults.first?.debugDescription ?? "")")
    }

    @Test func `chapters that come again are the same, whatever stands around them`() {
        let chapter = "## A\n\n- x\n- y\n\n"
        let documents = [
            "# T\n\n" + chapter, "# U\n\n" + chapter + "## B\n\nz\n", chapter, chapter + chapter, "```\n" + chapter,
            chapter + "[x]: https://x.example\n", "\u{FEFF}```\n\n" + chapter, "## B\n\n# A\n\n" + chapter,
        ]
        #expect(Self.faults(documents + documents, byteLimit: 1 << 20).isEmpty)
    }

    @Test(arguments: 0..<2)
    func `documents are the same with no room for chapters, and while others are written`(run: Int) async {
        let pages = MarkdownPages(reservedPrefix: "portico-", byteLimit: run == 0 ? 0 : 1 << 16)
        let documents = (0..<64).map { "# T\($0)\n\n## A\n\n\($0 % 3)\n\n## B\($0 % 5)\n\nx\n" }
        await withTaskGroup(of: Bool.self) { group in
            for document in documents + documents {
                group.addTask {
                    pages.page(Array(document.utf8)) == MarkdownHTML(withAnchors: document, reservedPrefix: "portico-")
                }
            }
            for await isSame in group { #expect(isSame) }
        }
    }
}
