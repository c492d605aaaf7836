import Diagnostics
import Portals

/// Turns a remedy into edits of the file's text.
///
/// Where the text has anything that makes the outcome doubtful (an anchor, an alias, a tag, a comment within, a text
/// over several lines) there is no fix: a person has to look.
struct FixMaker {
    let text: SourceText
    let root: SourceNode
    let comments: [SourceComment]

    /// Returns how to mend a finding, if that is certain.
    func fix(for finding: Finding) -> Fix? {
        guard let remedy = finding.remedy, let place = entry(at: finding.path) else { return nil }
        let shown = finding.path.key.shownInMessage
        switch remedy {
        case .key(let key):
            return key == place.entry.key
                ? nil : renaming(place.entry, to: key).map { Fix(title: "rename '\(shown)' to '\(key)'", edits: [$0]) }
        case .removal:
            return KeyRemoval(text: text, comments: comments).edit(removing: place.index, from: place.parent)
                .map { Fix(title: "remove '\(shown)'", edits: [$0]) }
        case .text(let value):
            return quoting(place.entry.value, as: value)
                .map { Fix(title: "write \($0.replacement) for '\(shown)'", edits: [$0]) }
        case .boolean(let flag):
            return writing(flag ? "true" : "false", for: place.entry.value)
                .map { Fix(title: "write \($0.replacement) for '\(shown)'", edits: [$0]) }
        case .commentedColor:
            return uncommenting(place.entry.value)
                .map { Fix(title: "put the colour of '\(shown)' in quotes", edits: [$0]) }
        }
    }

    /// A key and its value, and where they stand.
    private struct Place {
        let entry: SourceNode.Entry
        let index: Int
        let parent: SourceNode
    }

    /// The entry at a path; `nil` if it is not there, or is written elsewhere and only named on the way.
    private func entry(at path: FieldPath) -> Place? {
        guard let parent = root.node(at: path.parent), !path.components.isEmpty else { return nil }
        for length in 0..<path.components.count {
            let ancestor = FieldPath(components: Array(path.components.prefix(length)))
            guard let node = root.node(at: ancestor), !node.isAlias else { return nil }
        }
        guard let mapping = parent.mapping, let index = mapping.index(of: path.key) else { return nil }
        return Place(entry: mapping.entries[index], index: index, parent: parent)
    }

    // MARK: Edits

    private func renaming(_ entry: SourceNode.Entry, to key: String) -> TextEdit? {
        guard let style = entry.keyStyle, isWhole(entry.keyRange, entry.key, style: style) else { return nil }
        let quote = style.quote
        return TextEdit(range: entry.keyRange, replacement: quote + key + quote)
    }

    private func quoting(_ node: SourceNode, as value: String) -> TextEdit? {
        guard let scalar = node.scalar, isWhole(node, scalar) else { return nil }
        let quote = scalar.style == .singleQuoted ? "'" : "\""
        return value.isPlainWord ? TextEdit(range: node.range, replacement: quote + value + quote) : nil
    }

    private func writing(_ word: String, for node: SourceNode) -> TextEdit? {
        guard let scalar = node.scalar, isWhole(node, scalar) else { return nil }
        return TextEdit(range: node.range, replacement: word)
    }

    /// Puts the colour of `primary: #0044d4` in quotes; what follows it stays a comment.
    private func uncommenting(_ node: SourceNode) -> TextEdit? {
        guard !node.isAlias, let comment = node.scalar?.comment, let start = node.scalar?.commentStart else {
            return nil
        }
        let word = comment.unicodeScalars.prefix { $0 != " " && $0 != "\t" }
        let rest = comment.unicodeScalars[word.endIndex...].drop { $0 == " " || $0 == "\t" }
        // A break that only YAML takes for one would end the comment in the middle of its line.
        let isOneLine = !rest.contains { [0x85, 0x2028, 0x2029].contains($0.value) }
        guard isOneLine, let color = HexColor(lenient: String(word)) else { return nil }
        let sign = rest.isEmpty || rest.first == "#" ? "" : " #"
        let end = SourcePosition(line: start.line, column: start.column + word.count)
        return TextEdit(range: SourceRange(start: start, end: end), replacement: "\"\(color)\"\(sign)")
    }

    // MARK: Checks

    private func isWhole(_ node: SourceNode, _ scalar: SourceNode.Scalar) -> Bool {
        !node.isAlias && !scalar.isTagged && isWhole(node.range, scalar.text, style: scalar.style)
    }

    /// Whether exactly a scalar stands at a place: its characters as they are, in its quotes, on one line.
    private func isWhole(_ range: SourceRange, _ written: String, style: SourceNode.Scalar.Style) -> Bool {
        guard style == .plain || !style.quote.isEmpty, let bytes = text.byteRange(of: range) else { return false }
        return text.bytes[bytes].elementsEqual((style.quote + written + style.quote).utf8)
    }
}

extension SourceNode.Scalar.Style {
    /// What stands before and after the characters; empty where there are no quotes.
    fileprivate var quote: String {
        switch self {
        case .singleQuoted: "'"
        case .doubleQuoted: "\""
        case .plain, .literal, .folded: ""
        }
    }
}

extension String {
    /// Whether the text needs no escape in any quotes.
    fileprivate var isPlainWord: Bool {
        !utf8.isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "+-.".utf8.contains(byte)
                }
            }
    }
}
