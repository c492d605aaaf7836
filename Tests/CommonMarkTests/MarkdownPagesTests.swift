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

    /// What stands between words, or could make more of them than words.
    private static let marks = [
        " ", " ", "\n", "\n\n", "- ", "\n- ", "\n  ", "\n> ", ". ", ") ", "1. ", "\n2) ", "- 3.", "`", "`` ", "*", "**",
        "_", "\\",
        "&", "&amp;", "& ", "&#", ";", "<", ">", "<https://", "<http://x.", "<mailto:", "<javascript:", "@", "<a@",
        "<a-", "<b ",
        "</b>", "<!-- ", " -->", "[", "]", "](<https://", ">)", "](", "](<data:", ")", "![", "](<http://", "#", "\n# ",
        "\n### ",
        "\n---\n", "\n===\n", "\n***\n", "\n\n    ", "\n```\n", "\n~~~", "Q", "Q0001", "é", "½", "ß", "\u{A0}", "“",
        "  \n", "\t", "$",
        "|", "!", ":", "/", "-", ".", "+", "=", "?", "%41", "%", "'", "\"", "(", ",",
    ]

    private static func word(_ generator: inout SeededGenerator) -> String {
        let characters = "abcxyzABQZ019"
        let longest = Int.random(in: 0..<50, using: &generator) == 0 ? 70 : 4
        return String(
            (0..<Int.random(in: 1...longest, using: &generator)).map { _ in
                characters.randomElement(using: &generator) ?? "a"
            }
        )
    }

    @Test(arguments: 0..<8)
    func `chapters that differ in their words alone are written as each of them is`(part: UInt64) {
        var generator = SeededGenerator(seed: 0xF0_12_34 + part)
        var documents: [String] = []
        for _ in 0..<400 {
            // Few enough that most are Markdown that means something.
            let marks = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
                Self.marks.randomElement(using: &generator) ?? ""
            }
            for _ in 0..<4 {
                let body = marks.map { $0 + (Bool.random(using: &generator) ? Self.word(&generator) : "") }.joined()
                documents.append("<!-- x -->\n\n# \(Self.word(&generator))\n\n## A\n\n\(body)\n\n## B\n\(body)\n")
            }
        }
        let faults = Self.faults(documents, byteLimit: part % 2 == 0 ? 1 << 20 : 3000)
        #expect(faults.isEmpty, "\(faults.first?.debugDescription ?? "")")
    }

    @Test(arguments: [
        ("1. a", "x. a"), ("- 1) a", "- 12) a"), ("&amp;", "&amq;"), ("<b>a</b>", "<1>a</1>"), ("&#65;", "&#x4;"),
        ("<b>a", "<1>a"), ("<b-c>", "<1-c>"),
        ("[a](javascript:b)", "[a](javascripx:b)"), ("[a](<data:b>)", "[a](<date:b>)"), ("<data:a>", "<d:a>"),
        ("<a@b.c>", "<a@\(String(repeating: "b", count: 70)).c>"), ("### a", "### b"), ("a\n---", "b\n---"),
        ("Q0001 a", "a Q0001"),
        ("<pre>\na", "<prx>\na"), ("`a` <https://a.b/c>", "`d-1` <https://e.f/g?h=1>"),
        ("<a@b.c>", "<a@\(String(repeating: "b-", count: 20))b.c>"),
        ("<a@\(String(repeating: "b-", count: 20))b.c>", "<a@\(String(repeating: "d-", count: 20))d.c>"),
        ("```a b\nc\n```", "```d\ne\n```"), ("[a](<https://b>)", "[c](<https://d?e=f>)"),
        ("![a](<https://b>)", "![c](<http://d>)"),
    ])
    func `words that say more than themselves are heard`(first: String, second: String) {
        let documents = [first, second].map { "## A\n\n\($0)\n" }
        #expect(Self.faults(documents, byteLimit: 1 << 20).isEmpty)
        #expect(Self.faults(documents.reversed(), byteLimit: 1 << 20).isEmpty)
    }

    @Test func `a heading that looks like a mark of Portico's stays`() {
        #expect(Self.faults(["## Q0000 Q\n\na\n", "## Q0000 Q\n\nb\n"], byteLimit: 1 << 20).isEmpty)
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
