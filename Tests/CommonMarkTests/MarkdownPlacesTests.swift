import CommonMark
import Testing

@Suite struct MarkdownPlacesTests {
    private func html(_ markdown: String) -> [String] {
        MarkdownPlaces(markdown).html.map { "\($0.line) \($0.place) \($0.text)" }
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `lines count with every end of line`(lineBreak: String) {
        let text = ["# A", "", "<!-- b -->", "c", "", "## D", "e <b>"].joined(separator: lineBreak)
        let places = MarkdownPlaces(text)
        #expect(places.html.map(\.line) == [3, 7])
        #expect(places.html.map(\.place) == [.block, .inline])
        #expect(places.headings.map(\.line) == [1, 6])
        #expect(places.headings.map(\.level) == [1, 2])
    }

    @Test(arguments: [
        "```\n<!-- a -->\n```", "~~~ x\n<!-- a -->", "    <!-- a -->", "`<!-- a -->`", "\\<!-- a -->",
        "> ```\n> <!-- a -->\n> ```",
    ])
    func `what stands in code or is escaped is no HTML`(_ markdown: String) {
        #expect(html(markdown) == [])
    }

    @Test func `HTML in lists and quotations is told apart`() {
        #expect(
            html("<!-- a -->\n> <!-- b -->\n\n- <!-- c -->\n")
                == ["1 block <!-- a -->\n", "2 nestedBlock <!-- b -->\n", "4 nestedBlock <!-- c -->\n"]
        )
    }

    @Test func `a block of HTML has all its lines`() {
        #expect(html("a\n<!--\nb\n-->\nc") == ["2 block <!--\nb\n-->\n"])
        #expect(html("<details>\n<!-- a -->\n\nb") == ["1 block <details>\n<!-- a -->\n"])
    }

    @Test func `headings say where they begin and how they are written`() {
        let headings = MarkdownPlaces("  # A\n\nB\n---\n\n> ### C\n\n- # D\n").headings
        #expect(headings.map(\.line) == [1, 3, 6, 8])
        #expect(headings.map(\.column) == [3, 1, 3, 3])
        #expect(headings.map(\.isUnderlined) == [false, true, false, false])
        #expect(headings.map(\.isNested) == [false, false, true, true])
    }

    @Test(arguments: ["", "\n", "\u{FEFF}", "\0", "<!--", "#"])
    func `every text is a document`(_ markdown: String) {
        let places = MarkdownPlaces(markdown)
        #expect(places.headings.count + places.html.count <= 1)
    }
}
