import Diagnostics
import Portals

/// A portal file that can be read without a problem, and how it is laid out.
struct EditableText {
    /// The whole file, with its byte-order mark if it has one.
    let bytes: [UInt8]
    let format: SourceFormat
    let text: SourceText
    /// The outermost mapping; `nil` if the file holds nothing.
    let root: SourceNode?
    let comments: [SourceComment]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - file: Its name, for problems.
    ///   - limits: What the text may cost.
    /// - Throws: The first problem of the file.
    init(_ bytes: [UInt8], file: String, limits: ReadingLimits) throws(EditProblem) {
        format = .of(file)
        let document = SourceReader().read(bytes, file: file, format: format, limits: limits)
        if let problem = document.diagnostics.first { throw EditProblem(diagnostic: problem) }
        self.bytes = bytes
        text = document.text ?? SourceText(TextEncoding.withoutMark(bytes))
        root = document.root
        comments = document.comments
    }

    /// Returns the text with edits applied, read again.
    func applying(_ edits: [TextEdit], file: String, limits: ReadingLimits) throws(EditProblem) -> EditableText? {
        var all = TextEdits()
        guard all.add(Fix(title: "", edits: edits)), let bytes = all.applied(to: bytes) else { return nil }
        return try EditableText(bytes, file: file, limits: limits)
    }

    /// The members; `nil` if the file holds something other than a mapping.
    var members: ValueObject? {
        guard let root else { return ValueObject() }
        return root.value.object
    }

    /// Members as the project takes them: in YAML, text fields hold the characters in which they were written.
    func taken(_ members: ValueObject) -> ValueObject {
        format == .json ? members : FieldTable.portal.takingTextAsWritten(in: members)
    }

    /// The comments' own texts, in their order.
    var commentTexts: [ArraySlice<UInt8>] { comments.map { text.bytes[$0.bytes] } }

    // MARK: Layout

    /// What ends the lines; LF if there is only one.
    var lineBreak: String {
        guard let first = text.bytes.firstIndex(where: \.isLineBreak) else { return "\n" }
        if text.bytes[first] == 0x0A { return "\n" }
        return text.nextLine(afterEnd: first) - first == 2 ? "\r\n" : "\r"
    }

    /// What a level is indented by: as the first mapping within a mapping is.
    var unit: String {
        guard let root, let entries = root.mapping?.entries, let first = entries.first else { return "  " }
        if format == .json {
            let margin = margin(before: first.keyRange.start)
            return margin?.isEmpty == false ? margin ?? "  " : "  "
        }
        for entry in entries {
            guard let inner = entry.value.mapping?.entries.first, !isFlow(entry.value) else { continue }
            let width = inner.keyRange.start.column - entry.keyRange.start.column
            if (2...9).contains(width) { return String(repeating: " ", count: width) }
        }
        return "  "
    }

    /// Whether a list or mapping stands in brackets or braces.
    func isFlow(_ node: SourceNode) -> Bool {
        guard let first = firstByte(of: node) else { return false }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    /// The first byte of a value, or of an anchor, a tag or an alias.
    func firstByte(of node: SourceNode) -> UInt8? {
        text.byteOffset(of: node.range.start).flatMap { $0 < text.bytes.count ? text.bytes[$0] : nil }
    }

    /// Whether an anchor or a tag stands before a value.
    func isMarked(_ node: SourceNode) -> Bool {
        if node.isAlias || node.isUnwritten { return node.scalar?.isTagged ?? false }
        if let scalar = node.scalar, scalar.isTagged { return true }
        let first = firstByte(of: node)
        return first == UInt8(ascii: "&") || first == UInt8(ascii: "!")
    }

    /// What stands in the way of changing a value: the anchor or tag before it; `nil` if there is none.
    ///
    /// - Parameters:
    ///   - node: The value.
    ///   - depth: How many components of the path lead to it.
    /// - Returns: The obstacle, at the place of the mark.
    func mark(before node: SourceNode, depth: Int) -> EditObstacle? {
        guard isMarked(node) else { return nil }
        let start = text.byteOffset(of: node.range.start)
        var mark = "!"
        if let start, [UInt8(ascii: "&"), UInt8(ascii: "!")].contains(firstByte(of: node)) {
            let end = text.skip(from: start) { !$0.isBlank && !$0.isLineBreak && $0 != UInt8(ascii: ",") }
            mark = String(decoding: text.bytes[start..<end], as: UTF8.self)
        }
        return EditObstacle(reason: .anchor(mark: mark, depth: depth), offset: start)
    }

    /// The first anchor or tag on the way to a field, and before the field's value; `nil` if there is none.
    func mark(on path: FieldPath) -> EditObstacle? {
        guard var node = root else { return nil }
        for (depth, key) in path.components.enumerated() {
            if let mark = mark(before: node, depth: depth) { return mark }
            guard !node.isAlias, let mapping = node.mapping, let index = mapping.index(of: key) else { return nil }
            node = mapping.entries[index].value
        }
        return mark(before: node, depth: path.components.count)
    }

    /// The blanks between the beginning of a line and a place; `nil` if something else stands there too.
    func margin(before position: SourcePosition) -> String? {
        guard let offset = text.byteOffset(of: position) else { return nil }
        let before = text.bytes[text.lineStart(of: offset)..<offset]
        return before.allSatisfy(\.isBlank) ? String(decoding: before, as: UTF8.self) : nil
    }

    /// The comments that begin in a stretch.
    func comments(in bytes: Range<Int>) -> [SourceComment] {
        comments.filter { bytes.contains($0.bytes.lowerBound) }
    }

    /// An edit of bytes; line breaks become the file's.
    func edit(_ bytes: Range<Int>, _ replacement: String) -> TextEdit {
        let lines = replacement.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let written = lines.map { String(Substring($0)) }.joined(separator: lineBreak)
        return TextEdit(range: text.range(ofBytes: bytes), replacement: written)
    }
}

/// A problem that a text has of its own.
struct EditProblem: Error {
    let diagnostic: Diagnostic
}
