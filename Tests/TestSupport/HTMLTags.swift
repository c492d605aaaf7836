/// The tags of a page, read as the HTML standard's tokenizer reads them, without mending anything.
package struct HTMLTags: Sendable {
    /// A start tag.
    package struct Tag: Sendable, Hashable {
        package let name: String
        package let attributes: [Attribute]

        /// The value of an attribute; `nil` if the tag has none of that name.
        package subscript(name: String) -> String? {
            attributes.first { $0.name == name }?.value
        }
    }

    /// An attribute of a start tag.
    package struct Attribute: Sendable, Hashable {
        package let name: String
        /// The value, character references resolved.
        package let value: String
    }

    /// The start tags in their order.
    package private(set) var tags: [Tag] = []
    /// Start tags with the names of their attributes, and end tags, in their order: `a href class`, `/a`.
    package private(set) var skeleton: [String] = []
    /// The text between tags, character references resolved; a line for each stretch.
    package private(set) var texts: [String] = []
    /// What stands in `style` elements.
    package private(set) var styles: [String] = []

    private let bytes: [UInt8]
    private var index = 0

    package init(_ page: String) {
        bytes = Array(page.utf8)
        while index < bytes.count { step() }
    }

    /// Resolves the character references that Portico writes, and no others.
    package static func unescaped(_ text: String) -> String {
        // Most texts have none, and there are many of them.
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var rest = Substring(text).unicodeScalars
        var plain = String.UnicodeScalarView()
        let references: [(String, Unicode.Scalar)] = [
            ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
        ]
        while let scalar = rest.first {
            if let (name, value) = references.first(where: { rest.starts(with: $0.0.unicodeScalars) }) {
                plain.append(value)
                rest.removeFirst(name.unicodeScalars.count)
            } else {
                plain.append(scalar)
                rest.removeFirst()
            }
        }
        return String(plain)
    }

    private mutating func step() {
        if at("<!") {
            skeleton.append(take(until: [UInt8(ascii: ">")]))
            index += 1
        } else if at("</"), isLetter(index + 2) {
            index += 2
            skeleton.append("/" + take(until: [UInt8(ascii: ">")]))
            index += 1
        } else if at("<"), isLetter(index + 1) {
            index += 1
            takeStartTag()
        } else {
            let start = index
            index += 1
            index = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
            texts.append(Self.unescaped(text(start..<index)))
        }
    }

    private mutating func takeStartTag() {
        let name = take(until: Self.space + [UInt8(ascii: "/"), UInt8(ascii: ">")])
        var attributes: [Attribute] = []
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
            if Self.space.contains(bytes[index]) || bytes[index] == UInt8(ascii: "/") {
                index += 1
            } else {
                attributes.append(takeAttribute())
            }
        }
        index += 1
        tags.append(Tag(name: name, attributes: attributes))
        skeleton.append(([name] + attributes.map(\.name)).joined(separator: " "))
        if name == "style" { takeStyle() }
    }

    private mutating func takeAttribute() -> Attribute {
        let name = take(until: Self.space + Array("/>=".utf8))
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return Attribute(name: name, value: "") }
        index += 1
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
            return Attribute(name: name, value: take(until: Self.space + [UInt8(ascii: ">")]))
        }
        let quote = bytes[index]
        index += 1
        let value = take(until: [quote])
        index += 1
        return Attribute(name: name, value: Self.unescaped(value))
    }

    private mutating func takeStyle() {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") || !at("</style") { index += 1 }
        styles.append(text(start..<index))
    }

    private static let space = Array(" \t\n\u{0C}\r".utf8)

    private func at(_ prefix: String) -> Bool { bytes[index...].starts(with: prefix.utf8) }

    private func isLetter(_ place: Int) -> Bool {
        guard place < bytes.count else { return false }
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[place] | 0x20)
    }

    private mutating func take(until ends: [UInt8]) -> String {
        let start = index
        while index < bytes.count, !ends.contains(bytes[index]) { index += 1 }
        return text(start..<index)
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
