import TestSupport
import Testing

@testable import Rendering

@Suite struct `The digests of a screen` {
    /// Which of the three differ between two pieces of HTML: `text`, `links`, `markup`.
    private static func difference(_ old: String, _ new: String) -> [String] {
        let (old, new) = (ScreenDigests(html: old), ScreenDigests(html: new))
        return [
            old.text == new.text ? nil : "text", old.links == new.links ? nil : "links",
            old.markup == new.markup ? nil : "markup",
        ].compactMap { $0 }
    }

    @Test(arguments: [
        ("<p>Pay</p>", "<p>Play</p>", ["text"]),
        ("<p>a b</p>", "<p>ab</p>", ["text"]),
        ("<p>x</p>", "<p>y</p>", ["text"]),
        ("<p></p>", "<p>y</p>", ["text", "markup"]),
        ("<p>x</p>", "<b>x</b>", ["markup"]),
        ("<p>x<b>y</b></p>", "<p><b>x</b>y</p>", ["markup"]),
        ("<p class=\"a\">x</p>", "<p class=\"b\">x</p>", ["markup"]),
        ("<p class=\"a\">x</p>", "<p title=\"a\">x</p>", ["text", "markup"]),
        ("<a href=\"https://a.example\">x</a>", "<a href=\"https://b.example\">x</a>", ["links"]),
        ("<a href='https://a.example'>x</a>", "<a href='https://b.example'>x</a>", ["links"]),
        ("<a href=mailto:a>x</a>", "<a href=mailto:b>x</a>", ["links"]),
        ("<a href=\"#order\">x</a>", "<a href=\"#orders\">x</a>", ["markup"]),
        ("<a href=\"#order\">x</a>", "<a href=\"https://a.example\">x</a>", ["links", "markup"]),
        ("<input value=\"a\">", "<input value=\"b\">", ["text"]),
        ("<span aria-label=\"a\"></span>", "<span aria-label=\"b\"></span>", ["text"]),
        ("<input value=\"a\" disabled>", "<input value=\"a\">", ["markup"]),
        ("<style>a {}</style>", "<style>b {}</style>", ["markup"]),
        (
            "<input placeholder=\"a\"><input placeholder=\"b\">", "<input placeholder=\"ab\"><input placeholder=\"\">",
            ["text"]
        ),
        ("<p>1 < 2</p>", "<p>1 < 3</p>", ["text"]),
    ])
    func `differ in what differs and in nothing else`(old: String, new: String, expected: [String]) {
        #expect(Self.difference(old, new) == expected)
        #expect(Self.difference(new, old) == expected)
    }

    @Test(arguments: [
        ("<p>a  b</p>", "<p>\n  a\n  b\n</p>"), ("<p>x</p><!-- a -->", "<p>x</p><!-- > b -->"),
        ("<p  class=\"a\" >x</p>", "<p class='a'>x</p>"), ("<br>", "<br/>"), ("", "\n\n"),
    ])
    func `are the same where a browser shows the same`(old: String, new: String) {
        #expect(Self.difference(old, new) == [])
    }

    @Test(arguments: [
        "<", "<a", "<a href", "<a href=", "<a href=\"", "<!--", "<!-", "<style>", "<style></", "</", "<a b='",
    ])
    func `are made of HTML that ends too early, too`(html: String) {
        #expect(ScreenDigests(html: html).text.count == 12)
        #expect(ScreenDigests(html: "x" + html) != ScreenDigests(html: "y" + html))
    }

    @Test func `are made of any bytes`() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let text = HostileText.random(using: &generator) + HostileText.random(using: &generator)
            #expect(ScreenDigests(html: text) == ScreenDigests(html: text))
        }
    }
}
