import CommonMark
import TestSupport
import Testing

/// What holds of the HTML of any document.
@Suite struct MarkdownHTMLPropertyTests {
    private static let fragments =
        HostileText.pieces + [
            "# ", "## ", "\n## ", "\n### ", "\n# h\n", "\n\n", "\n", "\n> ", "\n- ", "\n1. ", "\n    ", "\n===\n",
            "\n---\n", "*", "_", "**", "<div>\n", "</div>", "</h2>", "</a>", "<pre>", "\n<pre>", "<a id=x>", "<b a='",
            "<https://x.example>", "[a](javascript:x)", "![a](https://x.example/'\"<)",
            "[a](https://x.example \"b\\\"c<\")",
            "[r]", "\n[r]: data:text/html,x\n", "\n~~~ \"'<>`a\n", "\n```\n", "portico-main", "portico-", "section",
            "-",
            "&#10;", "&#60;", "&lt;", "&#0;", "\\", "  \n", "text", " ", "\t", "<!--", "-->", "<?", "?>", "\r", "\r\n",
        ]

    private static let tags: [String: Set<String>] = [
        "p": [], "h1": [], "h2": [], "h3": [], "h4": [], "h5": [], "h6": [], "em": [], "strong": [], "hr": [],
        "br": [], "ul": [], "li": [], "blockquote": [], "ol": ["start"], "pre": ["tabindex"], "code": ["class"],
        "span": ["id"], "a": ["id", "href", "title"], "img": ["src", "alt", "title"],
    ]

    private static func markdown(using generator: inout SeededGenerator) -> String {
        let count = Int.random(in: 1...16, using: &generator)
        return (0..<count).map { _ in fragments.randomElement(using: &generator) ?? "" }.joined()
    }

    @Test(arguments: 0..<8)
    func `no text makes another tag than CommonMark has, and every tag is closed in its place`(part: UInt64) {
        var generator = SeededGenerator(seed: 0xA11CE + part)
        for _ in 0..<800 {
            let markdown = Self.markdown(using: &generator)
            for html in [MarkdownHTML(markdown).html, Self.page(markdown).html] {
                let faults = Self.faults(of: HTMLTags(html))
                #expect(faults.isEmpty, "\(faults): \(markdown.debugDescription) → \(html.debugDescription)")
            }
        }
    }

    @Test(arguments: 0..<8)
    func `every heading has an id of its own that says nothing but letters, digits and hyphens`(part: UInt64) {
        var generator = SeededGenerator(seed: 0xB0B + part)
        for _ in 0..<800 {
            let markdown = Self.markdown(using: &generator)
            let document = Self.page(markdown)
            let ids = document.headings.map(\.id)
            #expect(HTMLTags(document.html).tags.compactMap { $0["id"] } == ids)
            #expect(Set(ids).count == ids.count, "\(markdown.debugDescription)")
            for id in ids {
                let isPlain = id.unicodeScalars.allSatisfy {
                    $0 == "-" || $0.properties.isAlphabetic || $0.properties.numericType != nil
                }
                #expect(isPlain && !id.isEmpty && !id.hasPrefix("portico-"), "\(id.debugDescription)")
            }
        }
    }

    private static func page(_ markdown: String) -> MarkdownHTML {
        MarkdownHTML(withAnchors: markdown, reservedPrefix: "portico-")
    }

    private static func faults(of html: HTMLTags) -> [String] {
        var faults: [String] = []
        for tag in html.tags {
            let names = tag.attributes.map(\.name)
            guard let known = tags[tag.name], known.isSuperset(of: names) else {
                faults.append("<\(tag.name) \(names)>")
                continue
            }
            let address = (tag["href"] ?? tag["src"] ?? "").lowercased().drop { $0.isWhitespace }
            let isImage = tag.name == "img" && address.hasPrefix("data:image/")
            if ["javascript:", "vbscript:", "file:", "data:"].contains(where: address.hasPrefix), !isImage {
                faults.append("\(address)")
            }
        }
        return faults + nesting(of: html.skeleton)
    }

    private static func nesting(of skeleton: [String]) -> [String] {
        var open: [Substring] = []
        for part in skeleton {
            let name = part.prefix { $0 != " " }
            if part.hasPrefix("/") {
                guard open.popLast() == name.dropFirst() else { return ["</\(name)> in \(open)"] }
            } else if name == "a", open.contains("a") {
                return ["a link in a link"]
            } else if !["br", "hr", "img"].contains(name) {
                open.append(name)
            }
        }
        return open.isEmpty ? [] : ["left open: \(open)"]
    }
}
