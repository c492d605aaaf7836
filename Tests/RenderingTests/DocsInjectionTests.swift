import TestSupport
import Testing

@testable import Rendering

@Suite struct DocsInjectionTests {
    private static let start = "<!-- portico:docs portal=a -->"
    private static let end = "<!-- /portico:docs -->"

    private func filled(_ text: String, with section: String = "new") -> DocsInjection {
        DocsInjection(into: text) { _ in section }
    }

    @Test(arguments: ["\n", "\r\n", "\r"], ["", "last", "last\u{0}"])
    func `every byte outside stays, and lines end as around them`(lineBreak: String, last: String) {
        let head = ["\u{FEFF}# A  ", "\t x", Self.start].joined(separator: lineBreak) + lineBreak
        let tail = Self.end + lineBreak + last
        let result = filled(head + "old" + lineBreak + tail, with: "new\n\nlines")
        #expect(result.problems == [])
        let inner = ["", "new", "", "lines", "", ""].joined(separator: lineBreak)
        #expect(Array(result.text.utf8) == Array((head + inner + tail).utf8))
    }

    @Test func `a marker in the last line needs no line break behind it`() {
        #expect(filled("\(Self.start)\n\(Self.end)").text == "\(Self.start)\n\nnew\n\n\(Self.end)")
    }

    @Test func `filling again changes nothing`() {
        let once = filled("# A\n\n\(Self.start)\n\(Self.end)\n", with: "## B\n\n- c").text
        #expect(filled(once, with: "## B\n\n- c").text == once)
    }

    @Test func `a place that differs in the ends of its lines alone stays as it is`() {
        let text = "\(Self.start)\n\r\nnew\r\n\n\(Self.end)\n"
        #expect(filled(text).text == text)
    }

    @Test(arguments: [
        "```", "~~~ a", "<!--", "<pre>", "<script>", "<?", "<![CDATA[", "<!-- /portico:docs -->",
        "<!-- /portico:docs -->\n\n<!-- portico:docs portal=a -->", "<!-- portico:matrix -->",
    ])
    func `docs that would hide or end their place are refused`(section: String) {
        let text = "# A\n\n\(Self.start)\nold\n\(Self.end)\n"
        let result = filled(text, with: section)
        #expect(result.text == text)
        #expect(result.problems.map(\.line).first == 3)
    }

    @Test func `a text without markers is a problem`() {
        #expect(filled("# A\n").problems.map(\.line) == [1])
        #expect(filled("```\n\(Self.start)\n\(Self.end)\n```\n").problems.count == 1)
    }

    @Test func `a problem of one place leaves all as they are`() {
        let text = "\(Self.start)\n\(Self.end)\n\n<!-- portico:matrix -->\n<!-- /portico:matrix -->\n"
        let result = DocsInjection(into: text) { (region) throws(DocsMarkerProblem) in
            if region.content == .matrix { throw DocsMarkerProblem(line: region.firstLine, message: "no") }
            return "new"
        }
        #expect(result.text == text)
        #expect(result.problems == [DocsMarkerProblem(line: 4, message: "no")])
        #expect(result.regionCount == 2)
    }

    @Test(arguments: 0..<200)
    func `documents put together at random keep what is outside, and stay when filled again`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let parts = [
            "# A", "", "text", "> quote", "- item", "  more", "```", "~~~", "    code", "<details>", "</details>",
            "<!-- comment -->", "<!--", "-->", "<pre>", Self.start, Self.end, "<!-- portico:matrix -->",
            "<!-- /portico:matrix -->", "\t", "***", "| a | b |", "[a]: b",
        ]
        let breaks = ["\n", "\r\n", "\r"]
        var text = ""
        for _ in 0..<Int.random(in: 2...14, using: &random) {
            text += parts.randomElement(using: &random) ?? ""
            text += breaks.randomElement(using: &random) ?? ""
        }
        let result = filled(text, with: "## B\n\nc")
        guard result.problems.isEmpty else {
            #expect(result.text == text)
            return
        }
        #expect(result.regionCount > 0)
        #expect(filled(result.text, with: "## B\n\nc").text == result.text)
        func outside(_ text: String) -> [UInt8] {
            let lines = TextLines(text)
            var position = 0
            var outside: [UInt8] = []
            for region in DocsMarkers(text).regions {
                outside += lines.bytes[position..<lines.starts[region.firstLine]]
                position = lines.starts[region.lastLine - 1]
            }
            return outside + lines.bytes[position...]
        }
        #expect(outside(result.text) == outside(text))
    }
}

@Suite struct DocsSectionTests {
    private static let docs = """
        <!-- Made by Portico from portals/a.yaml. Change that file, then run `portico docs`. -->

        # Acme

        ## Address

        text

        > ### Quoted

        - # Listed

        ```
        # code
        ```

        ###### Deep

        """

    @Test func `headings nest below the one around them, and code stays`() {
        #expect(
            DocsSection.portal(Self.docs, under: 2) == """
                ### Acme

                #### Address

                text

                > ##### Quoted

                - ### Listed

                ```
                # code
                ```

                ###### Deep
                """
        )
    }

    @Test func `without a heading around them they stay`() {
        #expect(DocsSection.portal("# A\n\n## B\n", under: 0) == "# A\n\n## B")
        #expect(DocsSection.matrix("# A\n\n## B\n", under: 0) == "## B")
    }

    @Test func `the tables have no title, and stand right under the heading around them`() {
        #expect(DocsSection.matrix("# A\n\n2 portals.\n\n## B\n", under: 3) == "2 portals.\n\n#### B")
    }

    @Test func `underlined headings get marks`() {
        #expect(DocsSection.portal("A\n===\n\nB\n---\nc\n", under: 1) == "## A\n\n\n### B\n\nc")
        #expect(DocsSection.matrix("A\n===\n\nb\n", under: 1) == "b")
        #expect(DocsSection.portal("#A\n--", under: 2) == "#### #A")
        #expect(DocsSection.portal("A\nb\n===\n", under: 1) == "A\nb\n===")
    }

    @Test(arguments: ["", "\n\n", "<!-- Made by Portico from x. -->\n", "# A"])
    func `nothing but a head is nothing`(_ markdown: String) {
        #expect(DocsSection.matrix(markdown, under: 1) == "")
    }
}

@Suite struct DocsCommentTests {
    @Test func `docs begin with Portico's comment`() throws {
        let docs = PortalDocs(templates: try RenderedPortal.library()).markdown(for: try RenderedPortal.view())
        #expect(DocsComment.begins(docs.utf8))
        let index = DocsIndex(templates: try RenderedPortal.library()).markdown(for: [], source: "portals/")
        #expect(DocsComment.begins(index.utf8))
    }

    @Test(arguments: ["", "<!-- Made by", "# A\n<!-- Made by Portico from x. -->", "<!-- Made by Portico from x\n-->"])
    func `other texts don't`(text: String) {
        #expect(!DocsComment.begins(text.utf8))
    }

    @Test func `ends of lines don't count`() {
        #expect(DocsComment.begins("<!-- Made by Portico from x. -->\r\n".utf8))
    }
}
