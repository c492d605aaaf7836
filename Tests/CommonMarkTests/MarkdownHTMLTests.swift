import CommonMark
import Testing

@Suite struct MarkdownHTMLTests {
    private func page(_ markdown: String) -> MarkdownHTML {
        MarkdownHTML(withAnchors: markdown, reservedPrefix: "portico-")
    }

    @Test(arguments: [
        ("## Signing in", "<h2><a id=\"signing-in\" href=\"#signing-in\">Signing in</a></h2>\n"),
        ("### A *b* `c`", "<h3><a id=\"a-b-c\" href=\"#a-b-c\">A <em>b</em> <code>c</code></a></h3>\n"),
        ("A\nb\n---", "<h2><a id=\"a-b\" href=\"#a-b\">A\nb</a></h2>\n"),
        ("## Über 2 ½ %", "<h2><a id=\"über-2-½\" href=\"#über-2-½\">Über 2 ½ %</a></h2>\n"),
        ("## \"<&'>", "<h2><a id=\"section\" href=\"#section\">&quot;&lt;&amp;'&gt;</a></h2>\n"),
        ("## --a--", "<h2><a id=\"a\" href=\"#a\">--a--</a></h2>\n"),
        ("> ## A", "<blockquote>\n<h2><a id=\"a\" href=\"#a\">A</a></h2>\n</blockquote>\n"),
        ("##", "<h2><a id=\"section\" href=\"#section\"></a></h2>\n"),
    ])
    func `a heading links to itself`(_ markdown: String, _ expected: String) {
        #expect(page(markdown).html == expected)
    }

    @Test(arguments: [
        ("## [a](https://x.example) b", "<h2><span id=\"a-b\"><a href=\"https://x.example\">a</a> b</span></h2>\n"),
        (
            "## <https://x.example>",
            "<h2><span id=\"https-x-example\"><a href=\"https://x.example\">https://x.example</a></span></h2>\n"
        ),
        ("## *[a](javascript:x)*", "<h2><span id=\"a\"><em><a href=\"\">a</a></em></span></h2>\n"),
    ])
    func `a heading with links of its own gets a place, and no link around a link`(markdown: String, expected: String) {
        #expect(page(markdown).html == expected)
    }

    @Test(arguments: [
        (["A", "A", "a"], ["a", "a-2", "a-3"]), (["A", "A 2", "A"], ["a", "a-2", "a-3"]),
        (["A 2", "A", "A"], ["a-2", "a", "a-3"]), (["!", "?"], ["section", "section-2"]),
        (["Portico", "Portico main", "PORTICO-x"], ["portico", "section-portico-main", "section-portico-x"]),
        (["Section portico main", "Portico main"], ["section-portico-main", "section-portico-main-2"]),
        (["Café"], ["café"]), (["日本 語"], ["日本-語"]), (["a\u{200B}b\u{202E}c"], ["a-b-c"]),
        ([String(repeating: "x", count: 200)], [String(repeating: "x", count: 60)]),
    ])
    func `ids are made of what headings say, and differ`(titles: [String], ids: [String]) {
        let document = page(titles.map { "## \($0)\n" }.joined())
        #expect(document.headings.map(\.id) == ids)
        #expect(document.headings.map(\.text) == titles)
        #expect(document.headings.allSatisfy { $0.level == 2 })
    }

    @Test func `headings are listed in their order, with levels and words alone`() {
        let headings = page("# T\n\n## A *b*\n\n###### C `d` &amp; <b>e</b>\n\n> # F\n").headings
        #expect(headings.map(\.level) == [2, 6, 1])
        #expect(headings.map(\.text) == ["A b", "C d & e", "F"])
    }

    @Test(arguments: [
        ("# Title\n\na", "<p>a</p>\n"), ("Title\n===\n\na", "<p>a</p>\n"),
        ("<!-- made by -->\n\n# Title\n\na", "<p>a</p>\n"), ("# Title", ""),
        ("a\n\n# B", "<p>a</p>\n<h1><a id=\"b\" href=\"#b\">B</a></h1>\n"),
        ("# A\n\n# B", "<h1><a id=\"b\" href=\"#b\">B</a></h1>\n"),
        ("## A", "<h2><a id=\"a\" href=\"#a\">A</a></h2>\n"),
    ])
    func `a title at the start is left out, because the page has one`(markdown: String, expected: String) {
        #expect(page(markdown).html == expected)
    }

    @Test(arguments: [
        ("```\na < b\n```", "<pre tabindex=\"0\"><code>a &lt; b\n</code></pre>\n"),
        ("```swift\na\n```", "<pre tabindex=\"0\"><code class=\"language-swift\">a\n</code></pre>\n"),
        ("    a", "<pre tabindex=\"0\"><code>a\n</code></pre>\n"),
        (
            "~~~ \"><script>\na\n~~~",
            "<pre tabindex=\"0\"><code class=\"language-&quot;&gt;&lt;script&gt;\">a\n</code></pre>\n"
        ),
        ("`<pre>`", "<p><code>&lt;pre&gt;</code></p>\n"), ("\\<pre>", "<p>&lt;pre&gt;</p>\n"),
    ])
    func `a block of code can take the focus, and what looks like one is text`(markdown: String, expected: String) {
        #expect(page(markdown).html == expected)
        #expect(MarkdownHTML(markdown).html == expected)
    }

    @Test(arguments: [
        ("<script>alert(1)</script>", ""), ("a\n\n<div>\n*b*\n</div>\n\nc", "<p>a</p>\n<p>c</p>\n"),
        ("a <b>c</b> <!-- d --> e", "<p>a c  e</p>\n"), ("<pre>\na\n</pre>", ""), ("<!-- a", ""), ("<?a?>", ""),
        ("<img src=x onerror=alert(1)>", ""), ("a <img src=x onerror=y>", "<p>a </p>\n"),
        ("- <hr>\n- b", "<ul>\n<li></li>\n<li>b</li>\n</ul>\n"),
    ])
    func `HTML in the document is gone`(markdown: String, expected: String) {
        #expect(page(markdown).html == expected)
        #expect(MarkdownHTML(markdown).html == expected)
    }

    @Test(arguments: [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x", "file:///etc/passwd", "data:text/html,x",
        "javascript&colon;alert(1)", "&#106;avascript:alert(1)",
    ])
    func `a link that could run something leads nowhere`(address: String) {
        #expect(page("[a](\(address))").html == "<p><a href=\"\">a</a></p>\n")
        #expect(page("[a][r]\n\n[r]: \(address)").html == "<p><a href=\"\">a</a></p>\n")
    }

    @Test func `a NUL is the sign for what cannot be shown, and what follows it stays`() {
        #expect(
            page("a\0b\n\n## c\0d\n").html == "<p>a\u{FFFD}b</p>\n<h2><a id=\"c-d\" href=\"#c-d\">c\u{FFFD}d</a></h2>\n"
        )
        #expect(MarkdownHTML("a\0b").html == "<p>a\u{FFFD}b</p>\n")
    }

    @Test func `without anchors headings are plain, and a title stays`() {
        let document = MarkdownHTML("# A\n\n## B\n")
        #expect(document.html == "<h1>A</h1>\n<h2>B</h2>\n")
        #expect(document.headings.isEmpty)
    }

    @Test(arguments: ["", " \n", "[r]: https://x.example"])
    func `nothing is nothing`(markdown: String) {
        #expect(page(markdown).html == "")
        #expect(MarkdownHTML(markdown).html == "")
    }
}
