#if Networking
import Portals
import Publishing
import Rendering

/// A sentence of a plan as Markdown: the values that it names stand in spans of code, the words around them as text.
///
/// A sentence in which anything is left that could mean something to Markdown or to GitHub stands in a span as a whole.
struct MarkdownSentence {
    /// The Markdown.
    let text: String

    /// Takes the consequence of a change.
    init(_ change: PlannedChange) {
        let values = [change.comparison.remote, change.comparison.local].compactMap { $0?.string }
        self.init(
            change.consequence.sentence,
            values: [change.path.description, Portal.defaultHost] + values.flatMap { ["#\($0)", $0] }
        )
    }

    /// Takes a sentence.
    ///
    /// - Parameters:
    ///   - sentence: The sentence.
    ///   - values: The values that it may name.
    init(_ sentence: String, values: [String]) {
        let values = values.filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }
        var (text, words, rest) = ("", "", sentence[...])
        while let character = rest.first {
            let isInWord = words.last.map(Self.isOfWord) ?? false
            let value = isInWord ? nil : values.first { Self.stands($0, at: rest) }
            guard let value else {
                words.append(character)
                rest = rest.dropFirst()
                continue
            }
            guard Self.isPlain(words) else { break }
            text += words + Self.code(value)
            (words, rest) = ("", rest.dropFirst(value.count))
        }
        self.text = rest.isEmpty && Self.isPlain(words) ? text + words : Self.code(sentence)
    }

    /// A span of code, cut where it would leave no room for others.
    static func code(_ value: String) -> String {
        let scalars = value.unicodeScalars
        guard scalars.count > longestValue else { return MarkdownText.code(value) }
        return MarkdownText.code(String(String.UnicodeScalarView(scalars.prefix(longestValue))) + "…")
    }

    private static let longestValue = 300

    /// Whether a value begins a text and is no mere part of a word.
    private static func stands(_ value: String, at text: Substring) -> Bool {
        guard text.hasPrefix(value) else { return false }
        return !(text.dropFirst(value.count).first.map(isOfWord) ?? false)
    }

    private static func isOfWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

    /// Whether a text is of such words alone as Portico's own sentences have.
    private static func isPlain(_ text: String) -> Bool {
        text.split(separator: " ").allSatisfy { word in
            var word = word[...]
            while let last = word.last, ",.;:')".contains(last) { word = word.dropLast() }
            while let first = word.first, "'(".contains(first) { word = word.dropFirst() }
            let isOfLetters = word.unicodeScalars.allSatisfy {
                ("a"..."z").contains($0) || ("A"..."Z").contains($0) || $0 == "-"
            }
            // What looks like a commit would become a link to it.
            let isHash = word.utf8.count >= 7 && word.allSatisfy(\.isHexDigit)
            return word == "404" || word == "portal's"
                || isOfLetters && !isHash && !word.hasPrefix("-") && !word.hasSuffix("-")
        }
    }
}
#endif
