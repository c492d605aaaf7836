import Diagnostics
import Portals
import Testing

@testable import Rendering

@Suite struct `Marks in the place of literals` {
    @Test(arguments: [
        "", "\n", "short", "a longer stretch of text", "  indented text that ends in spaces  \n\tanother such line\r\n",
        "before the tag {{name}} and behind it{{! a\ncomment }}\n", "{{{raw}}}{{&raw}}} braces {in} text {{",
        "a { color: #{{fill}}; margin: 0 auto }\n", "a tag {{#that}} never ends {{/that",
        "“quoted” – naïve 👩‍👩‍👧 text {{x}}",
        "a text with \u{1}00 in it",
    ])
    func `come back as they were`(template: String) {
        var marks = LiteralMarks()
        let short = marks.shorten(template)
        #expect(Array(marks.expand(short).utf8) == Array(template.utf8))
    }

    @Test func `leave the tags and lines of built-in templates alone, and make them much shorter`() {
        var marks = LiteralMarks()
        var (length, shortLength) = (0, 0)
        for (name, text) in BuiltInTemplates.texts where !TemplateLibrary.isLongConstant(text) {
            let short = marks.shorten(text)
            #expect(TemplateTags(short).tags.map(Self.look) == TemplateTags(text).tags.map(Self.look), "\(name)")
            #expect(marks.expand(short) == text, "\(name)")
            (length, shortLength) = (length + text.utf8.count, shortLength + short.utf8.count)
        }
        #expect(3 * shortLength < 2 * length)
    }

    private static func look(_ tag: TemplateTag) -> String {
        "\(tag.kind) \(tag.transforms) \(tag.name) \(tag.range.start.line)"
    }

    @Test func `are more than there are digits for, and the rest stays as it is`() {
        var marks = LiteralMarks()
        let text = (0..<5000).map { "text number \($0) {{x}}" }.joined(separator: "\n")
        let short = marks.shorten(text)
        #expect(short.hasSuffix("text number 4999 {{x}}"))
        #expect(marks.expand(short) == text)
    }

    @Test(arguments: ["\u{1}00", "\u{1}", "x\u{1}0", "\u{1}\u{1}01\u{1}", "é\u{1}11<b>\u{301}", "\u{1}\u{FFFD}00"])
    func `are never read into what a portal says`(name: String) throws {
        let own = try Overrides(BuiltInTemplates.texts).library
        let builtIn = try InterpretingLibrary.make()
        let view = try RenderedPortal.view(
            RenderedPortal.body(changing: [("name", .string(name)), ("x-portico.website.name", .string(name))])
        )
        for (page, wanted) in zip(
            try InterpretingLibrary.pages(of: view, builtIn),
            try InterpretingLibrary.pages(of: view, own)
        ) {
            #expect(page == wanted)
        }
    }
}
