import Diagnostics

/// A tag of a template, as far as checking names needs it.
struct TemplateTag: Sendable {
    enum Kind: Sendable {
        case variable
        case sectionStart
        case invertedStart
        case sectionEnd
        case partial
        case dynamicPartial
        case block
        case other
    }

    let kind: Kind
    /// The name inside, transforms taken off.
    let name: String
    let range: SourceRange
    /// How many bytes of text stand between the tag before and this one.
    let textLength: Int
}

/// Finds the tags of a template with their places.
///
/// swift-mustache keeps its own tokens to itself and renders an unknown name as nothing, so that names are checked
/// here. Whether the template is valid is swift-mustache's decision; this only finds what it will act upon.
struct TemplateTagScanner {
    private var rest: Substring.UnicodeScalarView
    private var position = SourcePosition(line: 1, column: 1)
    private var open = Array("{{".unicodeScalars)
    private var close = Array("}}".unicodeScalars)

    init(_ text: String) {
        rest = Substring(text).unicodeScalars
    }

    static func tags(of text: String) -> [TemplateTag] {
        var scanner = TemplateTagScanner(text)
        var tags: [TemplateTag] = []
        while let tag = scanner.next() { tags.append(tag) }
        return tags
    }

    private mutating func next() -> TemplateTag? {
        var length = 0
        while !rest.isEmpty, !rest.starts(with: open) {
            length += UTF8.width(rest[rest.startIndex])
            advance()
        }
        guard !rest.isEmpty else { return nil }
        let start = position
        advance(by: open.count)
        let inside = readInside()
        let range = SourceRange(start: start, end: position)
        return tag(inside, range: range, textLength: length)
    }

    /// Reads up to and over the closing delimiter; a third brace belongs to it.
    private mutating func readInside() -> String {
        let isTriple = rest.first == "{" && open.count == 2
        let end = isTriple ? Array("}}}".unicodeScalars) : close
        var inside = String.UnicodeScalarView()
        while !rest.isEmpty, !rest.starts(with: end) {
            inside.append(rest[rest.startIndex])
            advance()
        }
        advance(by: min(end.count, rest.count))
        return String(inside)
    }

    private mutating func tag(_ inside: String, range: SourceRange, textLength: Int) -> TemplateTag {
        let body = inside.dropFirst().trimmed
        func make(_ kind: TemplateTag.Kind, _ name: String) -> TemplateTag {
            TemplateTag(kind: kind, name: name, range: range, textLength: textLength)
        }
        switch inside.first {
        case "#": return make(.sectionStart, Self.argument(of: body))
        case "^": return make(.invertedStart, Self.argument(of: body))
        case "/": return make(.sectionEnd, Self.argument(of: body))
        case ">": return body.hasPrefix("*") ? make(.dynamicPartial, body) : make(.partial, body)
        case "<": return make(.partial, body)
        case "$": return make(.block, body)
        case "{", "&": return make(.variable, Self.argument(of: body))
        case "!", "%": return make(.other, "")
        case "=":
            setDelimiters(body)
            return make(.other, "")
        default: return make(.variable, Self.argument(of: inside.trimmed))
        }
    }

    private mutating func setDelimiters(_ body: String) {
        let parts = body.split(whereSeparator: { $0 == " " || $0 == "=" })
        guard parts.count == 2 else { return }
        open = Array(parts[0].unicodeScalars)
        close = Array(parts[1].unicodeScalars)
    }

    /// The name inside transforms: `name` of `uppercased(name)`.
    private static func argument(of text: String) -> String {
        var name = Substring(text)
        while let parenthesis = name.firstIndex(of: "("), name.hasSuffix(")") {
            name = name[name.index(after: parenthesis)...].dropLast()
        }
        return String(name).trimmed
    }

    private mutating func advance(by count: Int) {
        for _ in 0..<count { advance() }
    }

    private mutating func advance() {
        guard let scalar = rest.popFirst() else { return }
        position =
            scalar == "\n"
            ? SourcePosition(line: position.line + 1, column: 1)
            : SourcePosition(line: position.line, column: position.column + 1)
    }
}

extension StringProtocol {
    /// The text without white space at its ends.
    fileprivate var trimmed: String {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}
