import CommonMark
import Testing

@Suite struct NotesTests {
    private func embedded(_ markdown: String, below level: Int = 2) -> String {
        Notes.embedded(markdown, belowHeadingOf: level)
    }

    @Test(arguments: [
        ("# A", "### A\n"), ("## A", "### A\n"), ("###### A", "### A\n"), ("A\n===", "### A\n"),
        ("A\nb\n---", "### A b\n"), ("# A \\#", "### A \\#\n"), ("# C#", "### C#\n"), ("> # A", "> ### A\n"),
        ("- # A", "- ### A\n"), ("## A\n\n# B\n\n## C", "### A\n\n### B\n\n#### C\n"),
        ("# A\n\n### B\n\n###### C\n\n### D\n\n# E", "### A\n\n#### B\n\n##### C\n\n#### D\n\n### E\n"),
        ("# A\n## B\n### C\n#### D\n##### E", "### A\n\n#### B\n\n##### C\n\n###### D\n\n###### E\n"),
        ("# A\n\n> ### B\n\n- ##### C", "### A\n\n> #### B\n\n- ##### C\n"),
    ])
    func `headings nest below the one above, and no level is left out`(_ markdown: String, _ expected: String) {
        #expect(embedded(markdown) == expected)
    }

    @Test(arguments: ["#", "## ", "# ![](data:x)", "# [](javascript:x)"])
    func `a heading that says nothing is gone`(_ markdown: String) {
        #expect(embedded("a\n\n\(markdown)\n\nb") == "a\n\nb\n")
    }

    @Test func `a level outside of 0 to 5 is brought inside`() {
        #expect(embedded("# A", below: -3) == "# A\n")
        #expect(embedded("# A", below: 99) == "###### A\n")
    }

    @Test(arguments: [
        ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>\n"),
        ("a <b>c</b>", "a \\<b>c\\</b>\n"),
        ("<div>\n*a*\n</div>", "\\<div>\n\\*a\\*\n\\</div>\n"),
        ("a\n\n<!-- portico:begin -->\n\nb", "a\n\n\\<!-- portico:begin -->\n\nb\n"),
        ("a <!-- portico --> b", "a \\<!-- portico --> b\n"),
        ("<!-- never closed\n\n# a", "\\<!-- never closed\n\\# a\n"),
        ("<?php x ?>", "\\<?php x ?>\n"),
        ("<![CDATA[x]]>", "\\<!\\[CDATA\\[x\\]\\]>\n"),
        ("- a\n- <hr>\n- b", "- a\n- \\<hr>\n- b\n"),
        ("<pre>\n\n    x\n</pre>", "\\<pre>\nx\n\\</pre>\n"),
    ])
    func `HTML becomes the text in which it is written`(_ markdown: String, _ expected: String) {
        #expect(embedded(markdown) == expected)
        #expect(MarkdownOutline(expected).isTame)
    }

    @Test(arguments: [
        ("![a](https://x.example/a.png)", "[a](<https://x.example/a.png>)\n"),
        ("![](https://x.example/a.png)", "<https://x.example/a.png>\n"),
        ("![a *b*](https://x.example 'T')", "[a *b*](<https://x.example> \"T\")\n"),
        ("![a][r]\n\n[r]: https://x.example", "[a](<https://x.example>)\n"),
        ("[![a](https://x.example/a.png)](https://y.example)", "[a](<https://y.example>)\n"),
        ("![a [b](https://x.example) c](https://y.example)", "[a b c](<https://y.example>)\n"),
        ("![a ![b](https://x.example)](https://y.example)", "[a b](<https://y.example>)\n"),
        ("[![a](https://x.example)](javascript:1)", "[a](<https://x.example>)\n"),
        ("![a](data:image/png;base64,AA)", "a\n"), ("![a](a.png)", "a\n"),
    ])
    func `an image becomes a link, or words where a link is around it`(_ markdown: String, _ expected: String) {
        #expect(embedded(markdown) == expected)
    }

    @Test(arguments: [
        "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](javascript&colon;alert(1))",
        "[a](data:text/html,x)",
        "[a](vbscript:x)", "[a](file:///etc/passwd)", "[a](../b)", "[a](/b)", "[a](#b)", "[a](//x.example)",
        "[a](b.md)", "[a]()", "[a](<java\tscript:x>)", "[a](&#1;https://x.example)", "[a](https&#58;/x)",
        "[a](http\u{301}://x)",
        "[a](maİlto:x)", "[a][r]\n\n[r]: javascript:x",
    ])
    func `a link to anything but the web or a mailbox becomes its words`(_ markdown: String) {
        #expect(embedded(markdown) == "a\n")
    }

    @Test(arguments: [
        ("[a](https://x.example/?a=1&copy=2)", "[a](<https://x.example/?a=1\\&copy=2>)\n"),
        ("[a](HTTPS://x.example)", "[a](<HTTPS://x.example>)\n"),
        ("[a](mailto:a@b.example)", "[a](<mailto:a@b.example>)\n"),
        ("<https://x.example>", "<https://x.example>\n"),
        ("[](https://x.example)", "<https://x.example>\n"),
        ("[a](<https://x.example/b c>)", "[a](<https://x.example/b%20c>)\n"),
        ("[a](https://x.example/&#10;&#62;&quot;)", "[a](<https://x.example/%0A%3E%22>)\n"),
        ("[a](https://x.example/(b))", "[a](<https://x.example/(b)>)\n"),
        ("[a](https://x.example \"b\\\"c&#10;d\")", "[a](<https://x.example> \"b\\\"c d\")\n"),
    ])
    func `a link to the web stays one`(_ markdown: String, _ expected: String) {
        #expect(embedded(markdown) == expected)
    }

    @Test(arguments: [
        ("&lt;b&gt; &amp;lt; &#60;", "\\<b> \\&lt; \\<\n"), ("\\&#60;", "&\\#60;\n"),
        ("&copy; &unknown;", "© \\&unknown;\n"),
        ("&#10;# a", "&#32;\\# a\n"), ("&#32;&#32;&#32;&#32;a", "&#32;   a\n"), ("&#x202E;a&#27;b", "a\u{FFFD}b\n"),
        ("&#0;", "\u{FFFD}\n"), ("a&#32;", "a&#32;\n"), ("\\*a\\*", "\\*a\\*\n"),
        ("snake_case _a_", "snake_case *a*\n"),
        ("1\\. a", "1\\. a\n"), ("\\- a", "\\- a\n"), ("a\n\\===", "a\n\\===\n"), ("\\> a", "\\> a\n"),
        ("a | b\n\\--|--", "a \\| b\n\\--\\|--\n"), ("$x$ ~~y~~", "\\$x\\$ \\~\\~y\\~\\~\n"),
        ("a\\![b](https://x.example)", "a\\![b](<https://x.example>)\n"),
        ("-5 and +5", "-5 and +5\n"), ("a  \nb\\\nc\nd", "a\\\nb\\\nc\nd\n"),
    ])
    func `text stays text`(_ markdown: String, _ expected: String) {
        #expect(embedded(markdown) == expected)
    }

    @Test(arguments: [
        ("- a\n- b", "- a\n- b\n"), ("* a\n\n* b", "- a\n\n- b\n"), ("3) a\n4) b", "3. a\n4. b\n"),
        ("- a\n* b\n- c", "- a\n\n+ b\n\n- c\n"), ("1. a\n2) b", "1. a\n\n2) b\n"),
        ("- a\n  - b\n\n    c\n", "- a\n  - b\n\n    c\n"), ("-\n- a", "-\n- a\n"), ("- ***", "- ***\n"),
        ("- a\n\n      code\n", "- a\n\n  ```\n  code\n  ```\n"),
        ("- a\n\n<!-- -->\n\n- b", "- a\n\n\\<!-- -->\n\n- b\n"),
        ("- a\n\n```\nx\n```", "- a\n\n```\nx\n```\n"), ("999999999. a\n1. b", "999999999. a\n999999999. b\n"),
        ("> a\nb\n\n> c", "> a\n> b\n\n> c\n"), (">", ">\n"), ("a\n***\n---\n___", "a\n\n***\n\n***\n\n***\n"),
    ])
    func `lists and quotations keep their shape`(_ markdown: String, _ expected: String) {
        #expect(embedded(markdown) == expected)
    }

    @Test(arguments: [
        ("    <b>\n", "```\n<b>\n```\n"), ("```swift\nlet a\n```", "```swift\nlet a\n```\n"),
        ("````\n```\n````", "````\n```\n````\n"), ("```\nnever closed", "```\nnever closed\n```\n"),
        ("~~~ `\n<script>\n~~~", "```\n<script>\n```\n"),
        ("~~~ a&#10;&#96;&#96;&#96;&#10;<script>\n<b>\n~~~", "```\n<b>\n```\n"),
        ("~~~ &#60;!--\na\n~~~", "```\na\n```\n"), ("```\n```", "```\n```\n"),
        ("```\n\n\na\n\n```", "```\n\n\na\n\n```\n"),
        ("`a`", "`a`\n"), ("`` ` ``", "`` ` ``\n"), ("```` ``` ````", "```` ``` ````\n"), ("`  a  `", "`  a  `\n"),
        ("`<b>&lt;`", "`<b>&lt;`\n"), ("`a\nb`", "`a b`\n"), ("` `", "` `\n"),
    ])
    func `code stays code, and nothing closes its fence`(_ markdown: String, _ expected: String) {
        #expect(embedded(markdown) == expected)
    }

    @Test func `line endings of every kind are line feeds`() {
        #expect(embedded("a\r\n\r\n# b\r\rc\n") == "a\n\n### b\n\nc\n")
        #expect(embedded("```\r\na\r\n\r\nb\r```") == "```\na\n\nb\n```\n")
    }

    @Test func `a NUL and other control characters are replaced, and what follows them stays`() {
        #expect(embedded("a\0b") == "a\u{FFFD}b\n")
        #expect(embedded("`a\0\u{1B}[31m`\n\n    \u{9B}x") == "`a\u{FFFD}\u{FFFD}[31m`\n\n```\n\u{FFFD}x\n```\n")
        #expect(embedded("a\u{202E}b\u{2066}c\u{2069}\u{200F}") == "abc\u{200F}\n")
    }

    @Test(arguments: ["", " ", "\n\n\t\r\n", "\u{2003}", "[r]: https://x.example", "[](javascript:x)"])
    func `nothing to see is nothing`(_ markdown: String) {
        #expect(embedded(markdown) == "")
    }

    @Test(arguments: [
        ">", "- ", "1. ", "> - ", "*a **b ", "_", "[", "![", "`", "<", "&", "\\", "[a](", "<!--", "~~~\n", "](",
        "**a",
    ])
    func `sixteen kilobytes of one mark end, and nothing in them is active`(_ mark: String) {
        let markdown = String(repeating: mark, count: 16 * 1024 / mark.utf8.count)
        let result = embedded(markdown)
        #expect(MarkdownOutline(result).isTame)
        #expect(embedded(result, below: 0) == result)
    }

    @Test(arguments: [">", "- ", "1. ", "> - "])
    func `what nests too deeply is shown as it is written`(_ mark: String) {
        let markdown = String(repeating: mark, count: 16 * 1024 / mark.utf8.count) + "a"
        #expect(embedded(markdown) == "```\n\(markdown)\n```\n")
    }

    @Test func `depth counts what is around, and not what came before`() {
        let wide = String(repeating: "a *b* `c`\n\n", count: 100)
        #expect(!embedded(wide).contains("```"))
        #expect(embedded(String(repeating: "> ", count: 20) + "a") == String(repeating: "> ", count: 20) + "a\n")
    }
}
