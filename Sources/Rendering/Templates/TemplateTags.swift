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
    private let text: Text
    private let count: Int
    private var index = 0
    private var position = SourcePosition(line: 1, column: 1)
    /// How many bytes of text stand before the tag that was found last, or before the end.
    private(set) var textLength = 0

    /// A text by its characters, which are its bytes in most templates.
    private enum Text {
        case bytes([UInt8])
        case characters([Character])
    }

    init(_ text: String) {
        // Beyond ASCII a character can have several scalars, and a line can end in two.
        if text.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "\r") }) {
            let bytes = Array(text.utf8)
            (self.text, count) = (.bytes(bytes), bytes.count)
        } else {
            let characters = Array(text)
            (self.text, count) = (.characters(characters), characters.count)
        }
    }

    mutating func next() -> TemplateTag? {
        textLength = 0
        skipToBrace()
        while index < count, !isAt("{{") {
            textLength += length(at: index)
            advance()
            skipToBrace()
        }
        guard index < count else { return nil }
        let start = position
        advance(by: 2)
        let inside = readInside()
        return tag(inside, range: SourceRange(start: start, end: position))
    }

    /// Skips text that can't start a tag in one go, where characters are bytes.
    private mutating func skipToBrace() {
        guard case .bytes(let bytes) = text else { return }
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "{")) ?? count
        let skipped = bytes[index..<end]
        if let lineBreak = skipped.lastIndex(of: UInt8(ascii: "\n")) {
            let lineBreaks = skipped.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
            position = SourcePosition(line: position.line + lineBreaks, column: end - lineBreak)
        } else {
            position = SourcePosition(line: position.line, column: position.column + skipped.count)
        }
        textLength += skipped.count
        index = end
    }

    /// Reads up to and over the closing delimiter; a third brace belongs to it.
    private mutating func readInside() -> ArraySlice<Character> {
        let end: StaticString = index < count && isAt("{") ? "}}}" : "}}"
        let start = index
        while index < count, !isAt(end) { advance() }
        let inside = characters(in: start..<index)
        advance(by: end.utf8CodeUnitCount)
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

    /// Whether braces stand at the place that is read next.
    private func isAt(_ braces: StaticString) -> Bool {
        let length = braces.utf8CodeUnitCount
        guard index + length <= count else { return false }
        return braces.withUTF8Buffer { braces in
            switch text {
            case .bytes(let bytes): (0..<length).allSatisfy { bytes[index + $0] == braces[$0] }
            case .characters(let characters):
                (0..<length).allSatisfy { characters[index + $0] == Character(Unicode.Scalar(braces[$0])) }
            }
        }
    }

    private func length(at index: Int) -> Int {
        switch text {
        case .bytes: 1
        case .characters(let characters): characters[index].utf8.count
        }
    }

    private func characters(in range: Range<Int>) -> ArraySlice<Character> {
        switch text {
        case .bytes(let bytes): bytes[range].map { Character(Unicode.Scalar($0)) }[...]
        case .characters(let characters): characters[range]
        }
    }

    private mutating func advance(by count: Int) {
        for _ in 0..<count { advance() }
    }

    private mutating func advance() {
        guard index < count else { return }
        let isLineBreak: Bool
        let width: Int
        switch text {
        case .bytes(let bytes): (isLineBreak, width) = (bytes[index] == UInt8(ascii: "\n"), 1)
        case .characters(let characters):
            let character = characters[index]
            (isLineBreak, width) = (character == "\n" || character == "\r\n", character.unicodeScalars.count)
        }
        index += 1
        position =
            isLineBreak
            ? SourcePosition(line: position.line + 1, column: 1)
            : SourcePosition(line: position.line, column: position.column + width)
    }
}
