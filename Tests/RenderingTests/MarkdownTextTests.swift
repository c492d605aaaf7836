import Diagnostics
import TestSupport
import Testing

@testable import Rendering

/// cmark, asked whether a value stays a value.
@Suite struct `Markdown text` {
    private static let corners = [
        "#", "# x", "x #", "x ##", "####### x", "- x", "+ x", "* x", "1. x", "1) x", "123456789. x", "1234567890. x",
        "---", "- - -", "***", "___", "===", "x\n===", "x\n---", "> x", "    x", "\tx", "x  ", "x\\", "\\", "x\\\n",
        "`x`", "``", "`", "` `", "*x*", "**x**", "_x_", "__x__", "a_b_c", "_a_b", "a_b_", "é_x_é", "[x](y)", "[x]",
        "![x](y)", "[x]: y", "!", "!x", "<x>", "<b>x</b>", "<!-- x -->", "</b>", "<https://x.example>", "&amp;",
        "&#60;", "&copy", "a|b", "|", "~~x~~", "$x$", "https://x.example", "www.x.example", "a@b.example", "x:y:z",
        "@x", "```", "~~~", "1\u{301}. x", "`\u{301}x", "<\u{338}b>", "*\u{301}x*", "\u{600}*x*", "😀_x_😀", "“*x*”",
        "\u{A0}x\u{A0}", "[^1]", "[ ] x", "- [ ] x", "<?x?>", "<![CDATA[x]]>", ".", "..", "-", "+", "=", "== x",
    ]

    private static let texts: [String] = {
        var generator = SeededGenerator(seed: 7)
        return corners + (0..<1500).map { _ in HostileText.random(using: &generator) }
    }()

    @Test(arguments: [
        ("", "", ["0 document", "1 paragraph", "2 text"]),
        ("Words before ", "", ["0 document", "1 paragraph", "2 text"]),
        ("# ", "", ["0 document", "1 heading", "2 text"]),
        ("- ", ": x", ["0 document", "1 list", "2 item", "3 paragraph", "4 text"]),
        ("- No logo: “", "”.", ["0 document", "1 list", "2 item", "3 paragraph", "4 text"]),
        ("| a | ", " | b |", ["0 document", "1 paragraph", "2 text"]),
    ])
    func `is the text it was, and nothing else`(before: String, after: String, structure: [String]) throws {
        for text in Self.texts {
            let nodes = MarkdownNodes("\(before)\(MarkdownText.escape(text))\(after)\n")
            #expect(nodes.structure == structure, "\(text.debugDescription)")
            let lead = ["# ", "- "].contains { before.hasPrefix($0) } ? String(before.dropFirst(2)) : before
            let middle = text.displayText.words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
            #expect(nodes.text.words == "\(lead)\(middle)\(after)".words, "\(text.debugDescription)")
        }
    }

    @Test func `is one span of code where it is to be code`() {
        for text in Self.texts {
            for (before, after) in [("", ""), ("It is ", "."), ("x: ", " y")] {
                let nodes = MarkdownNodes("\(before)\(MarkdownText.code(text))\(after)\n")
                let shown = text.displayText
                if shown.unicodeScalars.allSatisfy({ $0 == " " }) {
                    #expect(nodes.text == "\(before)(empty)\(after)")
                } else {
                    let code = nodes.texts(of: "code").map { Array($0.unicodeScalars) }
                    #expect(code == [Array(shown.unicodeScalars)], "\(text.debugDescription)")
                }
            }
        }
    }

    @Test func `is one link where it is to be a link`() {
        for text in Self.texts {
            let nodes = MarkdownNodes("- \(MarkdownText.link(text, to: "https://x.example/a_b_(c)*d*?e=f&g=[h]"))\n")
            #expect(nodes.texts(of: "link") == ["https://x.example/a_b_(c)*d*?e=f&g=[h]"])
            #expect(
                nodes.structure == ["0 document", "1 list", "2 item", "3 paragraph", "4 link", "5 text"],
                "\(text.debugDescription)"
            )
            #expect(nodes.text.words == text.displayText.words, "\(text.debugDescription)")
        }
    }

    @Test func `has no bar that could end a cell of a table`() {
        for text in Self.texts {
            var isEscaped = false
            for scalar in MarkdownText.escape(text).unicodeScalars {
                #expect(scalar != "|" || isEscaped)
                isEscaped = scalar == "\\" && !isEscaped
            }
        }
    }

    @Test(arguments: [
        ("Acme billing (EU)", "Acme billing (EU)"), ("Q&A", "Q\\&A"), ("snake_case", "snake_case"),
        ("2. try", "2\\. try"), ("a - b", "a - b"), ("C#", "C\\#"), ("50% off!", "50% off!"),
        ("https://x.example", "https\\://x.example"), ("www.x.example", "www\\.x.example"),
        ("a@b.example", "a\\@b.example"), ("5:30", "5\\:30"), ("Note: x", "Note: x"),
    ])
    func `stays readable in a pager`(text: String, escaped: String) {
        #expect(MarkdownText.escape(text) == escaped)
    }

    @Test func `cannot end the comment at the head of a file`() {
        for text in Self.texts + ["--->\u{301}", "-->", "--!>", "---->", "\u{600}-->", "-\u{301}->"] {
            let nodes = MarkdownNodes("<!-- Made by Portico from \(DocsComment.escape(text)). -->\n\n# x\n")
            #expect(
                nodes.structure == ["0 document", "1 html_block", "1 heading", "2 text"],
                "\(text.debugDescription)"
            )
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `is escaped byte by byte as it is scalar by scalar`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let characters = Array(" w.:/@_#-+=!&[]1a)|`  x")
        for round in 0..<2000 {
            let text =
                round.isMultiple(of: 4)
                ? HostileText.random(using: &generator)
                : String(
                    (0..<Int.random(in: 0...9, using: &generator)).compactMap { _ in
                        characters.randomElement(using: &generator)
                    }
                )
            var escaped = Array("before 1".utf8)
            MarkdownText.append(Array(text.utf8)[...], to: &escaped)
            let wanted = Array(Self.escapedScalars(text).utf8)
            #expect(Array(escaped.dropFirst("before 1".utf8.count)) == wanted, "\(text.debugDescription)")
            #expect(Array(MarkdownText.escape(text).utf8) == wanted)
        }
    }

    /// What `escape` does, scalar by scalar.
    private static func escapedScalars(_ text: String) -> String {
        let scalars = Array(text.displayText.unicodeScalars)
        var escaped = String.UnicodeScalarView()
        var isLastEscaped = false
        for (index, scalar) in scalars.enumerated() {
            // White space at the start would indent, and two spaces at the end would break the line.
            if scalar.properties.isWhitespace, escaped.isEmpty || escaped.last == " " { continue }
            let before = index > 0 ? scalars[index - 1] : nil
            let after = index + 1 < scalars.count ? scalars[index + 1] : nil
            isLastEscaped = MarkdownText.needsBackslash(scalar, before: before, after: after, isFirst: escaped.isEmpty)
            if isLastEscaped { escaped.append("\\") }
            escaped.append(scalar.properties.isWhitespace ? " " : scalar)
        }
        if escaped.last == " " {
            escaped.removeLast()
            isLastEscaped = false
        }
        // Number signs at its end would close a heading.
        if escaped.last == "#", !isLastEscaped, escaped.count > 1 {
            escaped.removeLast()
            escaped.append(contentsOf: "\\#".unicodeScalars)
        }
        return MarkdownText.escapeOrderedListStart(String(escaped))
    }
}
