import Diagnostics
import Portals

/// Text and links for Markdown, escaped so that no value can leave its place.
///
/// What is escaped is what CommonMark 0.30 or GitHub's extensions would act upon: emphasis, code, links, HTML,
/// entities, tables, strikethrough, mathematics, mentions and bare addresses. A pager still shows it right.
package enum MarkdownText {
    /// Escapes a line of text for the inside of a paragraph, a heading, a list item or a table cell.
    static func escape(_ text: String) -> String {
        var escaped: [UInt8] = []
        append(Array(text.utf8)[...], to: &escaped)
        return String(decoding: escaped, as: UTF8.self)
    }

    /// A span of code; backticks inside get longer ones around.
    package static func code(_ text: String) -> String {
        let shown = text.displayText
        guard shown.contains(where: { $0 != " " }) else { return "(empty)" }
        var longest = 0
        var run = 0
        for scalar in shown.unicodeScalars {
            run = scalar == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let (first, last) = (shown.unicodeScalars.first, shown.unicodeScalars.last)
        let needsSpace = first == "`" || last == "`" || (first == " " && last == " ")
        let padding = needsSpace ? " " : ""
        return "\(fence)\(padding)\(shown)\(padding)\(fence)"
    }

    /// A link whose words are text.
    ///
    /// - Parameters:
    ///   - words: What is shown.
    ///   - url: An address of URI characters alone, as `Link` and `EmailAddress` hold it.
    /// - Returns: An inline link.
    static func link(_ words: String, to url: String) -> String {
        "[\(escape(words))](<\(url)>)"
    }

    /// An e-mail address as a link that reads as the address: `<help@acme.example>`.
    static func link(to address: EmailAddress) -> String {
        "<\(address)>"
    }

    static func needsBackslash(
        _ scalar: Unicode.Scalar,
        before: Unicode.Scalar?,
        after: Unicode.Scalar?,
        isFirst: Bool
    ) -> Bool {
        switch scalar {
        case "\\", "`", "*", "[", "]", "<", ">", "|", "~", "$": true
        // An ampersand alone is text; before a name or a number it could begin an entity.
        case "&": after.map { $0 == "#" || isWord($0) } ?? false
        case "_": !isWordInside(before, after)
        case "#", "+", "-", "=": isFirst
        case "!": after == "["
        // `https://`, `www.` and `name@host` would become links, `:name:` an emoji, `@name` a mention.
        case ":": after == "/" || after.map(isWord) ?? false
        case "@": after.map(isWord) ?? false
        case ".": before == "w" || before == "W"
        default: false
        }
    }

    private static func isWordInside(_ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool {
        guard let before, let after else { return false }
        return isWord(before) && isWord(after)
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        // Of ASCII this is quicker told than by properties.
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        case "\0"..."\u{7F}": false
        default: scalar.properties.isAlphabetic
        }
    }

    /// `1.` and `1)` at the start of a line would begin a list.
    static func escapeOrderedListStart(_ text: String) -> String {
        let digits = text.prefix { ("0"..."9").contains($0) }
        guard (1...9).contains(digits.utf8.count), let next = text.dropFirst(digits.count).first else { return text }
        guard next == "." || next == ")" else { return text }
        return "\(digits)\\\(text.dropFirst(digits.count))"
    }
}
