import Diagnostics

/// A tag of a template, as far as checking it needs it.
struct TemplateTag: Sendable {
    enum Kind: Sendable, Hashable {
        case variable
        case sectionStart
        case invertedStart
        case sectionEnd
        case partial
        /// A comment or a pragma.
        case other
        /// A partial whose name a key holds.
        case dynamicPartial
        /// A parent or a block of template inheritance.
        case inheritance
        /// New delimiters.
        case delimiters
    }

    let kind: Kind
    /// The name inside, transforms taken off.
    let name: String
    /// The transforms around the name, the outermost first.
    let transforms: [String]
    let range: SourceRange
    /// How many bytes of text stand between the tag before and this one.
    let textLength: Int
    /// How many characters stand between the delimiters.
    let length: Int
}

/// The tags of a template with their places.
struct TemplateTags: Sendable {
    let tags: [TemplateTag]
    /// How many bytes of text follow the last tag.
    let tailLength: Int

    init(_ text: String) {
        var scanner = TemplateTagScanner(text)
        var tags: [TemplateTag] = []
        while let tag = scanner.next() {
            tags.append(tag)
            // What follows reads differently, and the template is refused anyway.
            if tag.kind == .delimiters { break }
        }
        self.tags = tags
        tailLength = scanner.textLength
    }
}

/// Finds the tags of a template.
///
/// swift-mustache keeps its own tokens to itself and renders an unknown name as nothing, so that names are checked
/// here. Whether the template is valid is swift-mustache's decision; this only finds what it will act upon, by
/// characters as it does.
private struct TemplateTagScanner {
    private let characters: [Character]
    private var index = 0
    private var position = SourcePosition(line: 1, column: 1)
    /// How many bytes of text stand before the tag that was found last, or before the end.
    private(set) var textLength = 0

    init(_ text: String) {
        characters = Array(text)
    }

    mutating func next() -> TemplateTag? {
        textLength = 0
        while index < characters.count, !isAt("{{") {
            textLength += characters[index].utf8.count
            advance()
        }
        guard index < characters.count else { return nil }
        let start = position
        advance(by: 2)
        let inside = readInside()
        return tag(inside, range: SourceRange(start: start, end: position))
    }

    /// Reads up to and over the closing delimiter; a third brace belongs to it.
    private mutating func readInside() -> ArraySlice<Character> {
        let end = index < characters.count && characters[index] == "{" ? "}}}" : "}}"
        let start = index
        while index < characters.count, !isAt(end) { advance() }
        let inside = characters[start..<index]
        advance(by: end.count)
        return inside
    }

    private func tag(_ inside: ArraySlice<Character>, range: SourceRange) -> TemplateTag {
        let kind: TemplateTag.Kind =
            switch inside.first {
            case "#": .sectionStart
            case "^": .invertedStart
            case "/": .sectionEnd
            case ">": Self.trimmed(inside.dropFirst()).first == "*" ? .dynamicPartial : .partial
            case "<", "$": .inheritance
            case "!", "%": .other
            case "=": .delimiters
            default: .variable
            }
        let hasSigil = kind != .variable || inside.first == "{" || inside.first == "&"
        let body = Self.trimmed(hasSigil ? inside.dropFirst() : inside)
        let (transforms, name) = kind == .partial ? ([], String(body)) : Self.taken(apart: body)
        return TemplateTag(
            kind: kind,
            name: name,
            transforms: transforms,
            range: range,
            textLength: textLength,
            length: inside.count
        )
    }

    /// Takes `uppercased(name)` apart.
    private static func taken(apart body: ArraySlice<Character>) -> (transforms: [String], name: String) {
        var transforms: [String] = []
        var name = body
        while let parenthesis = name.firstIndex(of: "("), name.last == ")" {
            transforms.append(String(name[..<parenthesis]))
            name = name[name.index(after: parenthesis)...].dropLast()
        }
        return (transforms, String(name))
    }

    private static func trimmed(_ characters: ArraySlice<Character>) -> ArraySlice<Character> {
        var rest = characters.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace ?? false { rest.removeLast() }
        return rest
    }

    private func isAt(_ text: String) -> Bool {
        characters[index...].starts(with: text)
    }

    private mutating func advance(by count: Int) {
        for _ in 0..<count { advance() }
    }

    private mutating func advance() {
        guard index < characters.count else { return }
        let character = characters[index]
        index += 1
        position =
            character == "\n" || character == "\r\n"
            ? SourcePosition(line: position.line + 1, column: 1)
            : SourcePosition(line: position.line, column: position.column + character.unicodeScalars.count)
    }
}
