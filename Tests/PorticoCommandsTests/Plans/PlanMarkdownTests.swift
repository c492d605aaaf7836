import CommonMark
import Foundation
import Portals
import Publishing
import TestSupport
import Testing

@testable import PorticoCommands

@Suite struct `A plan as Markdown` {
    @Test func `begins with the counts, then what has to be allowed, then the portals by importance`() throws {
        let held = try ["a", "b", "c", "d"].map { try MadePlan.portal($0) }
        let files = try [
            MadePlan.portal("a", [("name", .string("New name"))]),
            MadePlan.portal("b", [("status", .string("inactive"))]),
            MadePlan.portal("c"), MadePlan.portal("e"),
        ]
        let text = PlanMarkdown(plan: try MadePlan.plan(files: files, held: held)).text
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("**") || $0.hasPrefix("#") }
        #expect(
            headings == [
                "**1 to create, 2 to update, 1 unchanged, 1 only at the service**, at `test, 127.0.0.1:9, organization org_a`.",
                "### To be allowed by name", "### `b` `Portal b`: update", "### `a` `New name`: update",
                "### `e` `Portal e`: create", "### Warnings", "### Only at the service, and left alone",
            ]
        )
        #expect(text.contains("- `--allow deactivate` for `b`"))
        #expect(
            text.contains(
                "- **Customers can no longer open the portal: its address answers 404** – needs `--allow deactivate`"
            )
        )
    }

    @Test func `tells three portals with the very same change once`() throws {
        let ids = ["a", "b", "c", "d"]
        let held = try ids.map { try MadePlan.portal($0) }
        let files = try ids.map {
            try MadePlan.portal($0, [("features", .object(ValueObject([("orderCancel", .boolean($0 == "d"))])))])
        }
        let text = PlanMarkdown(plan: try MadePlan.plan(files: files, held: held)).text
        #expect(
            text.contains(
                "### 3 portals, the same change: update\n\n`a`, `b`, `c`\n\n- Customers can no longer cancel orders themselves"
            )
        )
        #expect(!text.contains("### `a`"))
    }

    @Test(arguments: [
        (
            "Privacy policy in the footer leads to https://x.example/@me", ["https://x.example/@me"],
            "Privacy policy in the footer leads to `https://x.example/@me`"
        ),
        (
            "Buttons change from #0044d4 to #ffffff", ["#0044d4", "0044d4", "#ffffff", "ffffff"],
            "Buttons change from `#0044d4` to `#ffffff`"
        ),
        ("The service loses 'a`b'", ["a`b"], "The service loses '``a`b``'"),
        ("Ask @team", [], "`Ask @team`"), ("See #12", [], "`See #12`"), ("See GH-12", [], "`See GH-12`"),
        ("As in deadbeef", [], "`As in deadbeef`"), ("At www.x.example", [], "`At www.x.example`"),
        ("Its address answers 404", [], "Its address answers 404"), ("A <b>", [], "`A <b>`"), ("*A*", [], "`*A*`"),
        ("Other pages lead", ["page"], "Other pages lead"),
    ])
    func `puts values into code, and what could mean something`(sentence: String, values: [String], expected: String) {
        #expect(MarkdownSentence(sentence, values: values).text == expected)
    }

    @Test func `lets no hostile text leave its place`() throws {
        var generator = SeededGenerator(seed: 71)
        for _ in 0..<120 {
            let text = PlanMarkdown(plan: try MadePlan.hostile(&generator)).text
            #expect(CommentLength.count(text) <= CommentLength.limit)
            #expect(Self.faults(in: text) == [], "\(text)")
        }
    }

    /// What stands outside of code and is not Portico's own.
    ///
    /// Scalars are matched: marks that combine with their neighbours hide them from code that looks at characters.
    private static func faults(in markdown: String) -> [String] {
        // The one HTML that the comment has, which cmark would leave out.
        let details = /<details><summary>[0-9]+ fields?<\/summary>|<\/details>/.matchingSemantics(.unicodeScalar)
        let html = MarkdownHTML(markdown.replacing(details, with: "")).html
        let text = html.replacing(/<code>[^<]*<\/code>/.matchingSemantics(.unicodeScalar), with: "CODE")
        let tags = text.matches(of: /<[^>]*>/.matchingSemantics(.unicodeScalar)).map { String($0.output) }
        let known: Set = ["<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<strong>", "</strong>", "<h3>", "</h3>"]
        let words = text.replacing(/<[^>]*>/.matchingSemantics(.unicodeScalar), with: "")
        let signs = /[@\/\\_*`\[\]|$~#]|&lt;|&amp;|www|:[a-z]|[0-9a-f]{7,}/.matchingSemantics(.unicodeScalar)
        return tags.filter { !known.contains($0) } + words.matches(of: signs).map { String($0.output) }
    }

    @Test func `of a thousand portals that all change fits in a comment, and counts what does not`() throws {
        let ids = (1...1000).map { "portal-\($0)" }
        let held = try ids.map { try MadePlan.portal($0) }
        let files = try ids.map {
            try MadePlan.portal($0, [("name", .string("Changed \($0)")), ("slug", .string("\($0)-x"))])
        }
        let text = PlanMarkdown(plan: try MadePlan.plan(files: files, held: held)).text
        let length = CommentLength.count(text)
        #expect(length <= 65_536 && length > 60_000)
        let shown = text.matches(of: /### `portal-/).count
        #expect(
            text.contains(
                "\n\(1000 - shown) more portals change, for which there is no room in a comment: `portico plan` tells everything.\n"
            )
        )
        #expect(text.contains("- `--allow slug-change` for `portal-1`, ") && text.contains(" and 980 more\n"))
        #expect(text.contains("### Warnings"))
    }

    @Test func `stays within its limit whatever a portal holds`() throws {
        let long = String(repeating: "😀`\n", count: 20_000)
        let fields = (0..<300).map { ("field-\($0)", Value.string(long)) }
        let plan = try MadePlan.plan(
            files: [MadePlan.portal("a", fields)],
            held: (0..<400).map { try MadePlan.portal("b-\($0)", [("name", .string(long))]) }
        )
        let text = PlanMarkdown(plan: plan).text
        #expect(CommentLength.count(text) <= CommentLength.limit)
        #expect(text.contains("### Only at the service"))
    }

    @Test(arguments: [("a", 1), ("é", 1), ("😀", 2), ("a\nb", 4)])
    func `is counted so that no other way of counting finds more`(text: String, count: Int) {
        #expect(CommentLength.count(text) == count)
    }
}
