import Diagnostics
import Mustache

/// What is wrong with a template before any name in it is looked at.
struct TemplateFault: Error {
    let range: SourceRange?
    let rule: Rule
    let message: String
}

/// Reads a template that somebody else wrote.
enum TemplateShape {
    /// How deeply sections may nest; swift-mustache calls itself for each.
    static let deepest = 32
    /// How many characters a tag may have, comments excepted.
    static let longestTag = 200
    /// How many tags times bytes a template may have: swift-mustache counts from the start of the text at each tag.
    static let largestWork = 40_000_000

    /// Returns the template that a text spells.
    ///
    /// - Parameter text: The text of an override.
    /// - Returns: The template.
    /// - Throws: `TemplateFault` if it is no valid Mustache, nests too deeply, or uses what is not offered.
    static func template(_ text: String) throws(TemplateFault) -> MustacheTemplate {
        let tags = TemplateTags(text).tags
        var depth = 0
        for tag in tags {
            switch tag.kind {
            case .sectionStart, .invertedStart: depth += 1
            case .sectionEnd: depth -= 1
            case .other: continue
            default: break
            }
            if let message = refusal(tag, depth: depth) {
                throw TemplateFault(range: tag.range, rule: .templateSyntax, message: message)
            }
        }
        guard work(tags, in: text) <= largestWork else {
            let message = "the template has \(tags.count) tags in \(text.utf8.count / 1024) KB; shorten it"
            throw TemplateFault(range: nil, rule: .fileTooLarge, message: message)
        }
        do {
            return try MustacheTemplate(string: text)
        } catch let error as MustacheTemplate.ParserError {
            let place = SourcePosition(line: error.context.lineNumber, column: error.context.columnNumber)
            let range = SourceRange(start: place, end: place)
            let words = TemplateSyntaxMessage.words(for: error.error)
            throw TemplateFault(range: range, rule: .templateSyntax, message: words)
        } catch {
            throw TemplateFault(range: nil, rule: .templateSyntax, message: "it is no valid Mustache template")
        }
    }

    /// Counting characters beyond ASCII takes about ten times as long.
    private static func work(_ tags: [TemplateTag], in text: String) -> Int {
        tags.count * text.utf8.reduce(0) { $0 + ($1 < 0x80 ? 1 : 10) }
    }

    private static func refusal(_ tag: TemplateTag, depth: Int) -> String? {
        if depth > deepest { return "sections nest more than \(deepest) deep; close some before" }
        if tag.length > longestTag { return "a tag is longer than \(longestTag) characters; end it with }}" }
        return switch tag.kind {
        case .dynamicPartial: "a partial is chosen by a key; write its name, as in {{> footer}}"
        case .inheritance: "parents and blocks are not offered; use a partial, as in {{> footer}}"
        case .delimiters: "the delimiters can’t be changed; write {{ and }}"
        default: nil
        }
    }
}
