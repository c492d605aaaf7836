import Diagnostics
import Portals

/// Writes a new key and its value into a mapping.
struct EntryAddition {
    let text: EditableText
    let place: ChangePlan.Place
    let writer: FragmentWriter

    private var entries: [SourceNode.Entry] { place.parent.mapping?.entries ?? [] }

    /// Returns the edits in the order of their places.
    func edits(adding value: Value, at path: FieldPath) throws(EditObstacle) -> [TextEdit] {
        let siblings = entries.map(\.key)
        let before = FieldOrder.predecessor(of: path.key, among: siblings, at: path.parent)
        return text.isFlow(place.parent)
            ? try flowEdits(adding: value, at: path, behind: before)
            : try blockEdits(adding: value, at: path, behind: before)
    }

    // MARK: Lines

    private func blockEdits(adding value: Value, at path: FieldPath, behind index: Int?) throws(EditObstacle)
        -> [TextEdit]
    {
        guard let first = entries.first, let margin = text.margin(before: first.keyRange.start),
            margin.utf8.allSatisfy({ $0 == 0x20 })
        else { throw obstacle(.layout) }
        let written = try writer.blockEntry(path.key, value, at: path)
        let lines = written.map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
        let offset =
            try index.map { index throws(EditObstacle) in try end(of: entries[index], margin) }
            ?? top(above: first, margin)
        let isOpenLine = offset > 0 && !text.text.bytes[offset - 1].isLineBreak
        return [text.edit(offset..<offset, isOpenLine ? "\n" + lines : lines + "\n")]
    }

    /// Where the line behind an entry begins; comments that are indented deeper still belong to it.
    private func end(of entry: SourceNode.Entry, _ margin: String) throws(EditObstacle) -> Int {
        let source = text.text
        guard let bytes = source.bytes(of: entry) else { throw obstacle(.layout) }
        var next = source.nextLine(afterEnd: source.lineEnd(of: bytes.upperBound))
        if keepsLineBreaks(entry.value) {
            while next < source.bytes.count, source.lineEnd(of: next) == source.skip(from: next, \.isBlank),
                source.lineEnd(of: next) < source.bytes.count
            {
                next = source.nextLine(afterEnd: source.lineEnd(of: next))
            }
        }
        while let comment = text.comments.first(where: { $0.bytes.lowerBound >= next }), comment.isAlone,
            source.lineStart(of: comment.bytes.lowerBound) == next,
            comment.bytes.lowerBound - next > margin.utf8.count
        {
            next = source.nextLine(afterEnd: source.lineEnd(of: comment.bytes.upperBound))
        }
        return next
    }

    /// Whether a value ends in a block scalar to which the empty lines behind it belong (`|+`).
    private func keepsLineBreaks(_ node: SourceNode) -> Bool {
        if node.isAlias { return false }
        switch node.content {
        case .sequence(let nodes): return nodes.last.map(keepsLineBreaks) ?? false
        case .mapping(let mapping): return mapping.entries.last.map { keepsLineBreaks($0.value) } ?? false
        case .scalar(let scalar):
            guard scalar.style == .literal || scalar.style == .folded,
                let start = text.text.byteOffset(of: node.range.start)
            else { return false }
            let head = text.text.bytes[start..<text.text.skip(from: start) { !$0.isBlank && !$0.isLineBreak }]
            return head.contains(UInt8(ascii: "+"))
        }
    }

    /// Where the line of the first entry begins, or the comments right above it, unless they head the file.
    private func top(above first: SourceNode.Entry, _ margin: String) -> Int {
        let source = text.text
        let start = source.lineStart(of: source.byteOffset(of: first.keyRange.start) ?? 0)
        var top = start
        while top > 0 {
            let line = source.lineStart(of: source.previousLineEnd(before: top))
            guard let comment = text.comments.first(where: { $0.bytes.lowerBound >= line }), comment.isAlone,
                comment.bytes.lowerBound == line + margin.utf8.count
            else { return top }
            top = line
        }
        return start
    }

    // MARK: Braces

    private func flowEdits(adding value: Value, at path: FieldPath, behind index: Int?) throws(EditObstacle)
        -> [TextEdit]
    {
        guard let first = entries.first else { return try edits(filling: value, at: path) }
        let neighbour = index.map { entries[$0] } ?? first
        let margin = text.margin(before: neighbour.keyRange.start)
        let written = try writer.flowEntry(path.key, value, at: path, margin: margin)
        if let index, index + 1 == entries.count { return try edits(appending: written, margin: margin) }
        let next = entries[index.map { $0 + 1 } ?? 0]
        guard let offset = text.text.byteOffset(of: next.keyRange.start) else { throw obstacle(.layout) }
        let gap = text.margin(before: next.keyRange.start).map { "\n" + $0 } ?? " "
        return [text.edit(offset..<offset, written + "," + gap)]
    }

    /// Behind the last entry; behind a comma that is there already, and behind the comment of its line.
    private func edits(appending written: String, margin: String?) throws(EditObstacle) -> [TextEdit] {
        let source = text.text
        guard let last = entries.last, let bytes = source.bytes(of: last) else { throw obstacle(.layout) }
        let rest = source.skip(from: bytes.upperBound) { $0.isBlank || $0.isLineBreak }
        let hasComma = rest < source.bytes.count && source.bytes[rest] == UInt8(ascii: ",")
        let end = hasComma ? rest + 1 : bytes.upperBound
        guard let margin else {
            return [text.edit(end..<end, (hasComma ? " " : ", ") + written + (hasComma ? "," : ""))]
        }
        let tail = source.skip(from: end, \.isBlank)
        let comment = text.comments.first { $0.bytes.lowerBound == tail }
        guard let comment else {
            return [text.edit(end..<end, (hasComma ? "" : ",") + "\n" + margin + written + (hasComma ? "," : ""))]
        }
        let lineEnd = comment.bytes.upperBound
        let line = text.edit(lineEnd..<lineEnd, "\n" + margin + written + (hasComma ? "," : ""))
        return hasComma ? [line] : [text.edit(end..<end, ","), line]
    }

    /// Between braces that hold nothing.
    private func edits(filling value: Value, at path: FieldPath) throws(EditObstacle) -> [TextEdit] {
        guard let range = text.text.byteRange(of: place.parent.range) else { throw obstacle(.layout) }
        let inside = (range.lowerBound + 1)..<(range.upperBound - 1)
        guard text.format == .json else {
            let written = try writer.flowEntry(path.key, value, at: path, margin: nil)
            if text.text.bytes[inside].allSatisfy(\.isBlank) { return [text.edit(inside, written)] }
            // What stands there is a comment, or an empty line.
            return [text.edit(inside.lowerBound..<inside.lowerBound, written)]
        }
        let object = Value.object(ValueObject([(path.key, value)]))
        // A file of one line stays one.
        let isOneLine = text.root?.range.start.line == text.root?.range.end.line && place.own != nil
        let margin = isOneLine ? nil : place.own.map { text.margin(before: $0.keyRange.start) } ?? ""
        return [text.edit(range, try writer.flow(object, at: path.parent, margin: margin))]
    }

    private func obstacle(_ reason: EditError.Reason) -> EditObstacle { EditObstacle(reason: reason, offset: nil) }
}
