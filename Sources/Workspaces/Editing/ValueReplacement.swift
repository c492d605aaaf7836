import Diagnostics
import Portals

/// Writes a value in the place of another one.
struct ValueReplacement {
    let text: EditableText
    let place: ChangePlan.Place
    let writer: FragmentWriter

    /// Returns the edits in the order of their places.
    func edits(writing value: Value, at path: FieldPath) throws(EditObstacle) -> [TextEdit] {
        guard let index = place.index, let entry = place.parent.mapping?.entries[index] else { return [] }
        let old = entry.value
        if let mark = text.mark(before: old, depth: place.depth + 1) { throw mark }
        guard entry.keyStyle != nil, let range = text.text.byteRange(of: old.range) else { throw obstacle(.layout) }
        let scalar = old.isAlias ? nil : old.scalar
        if place.isFlow { return try flowEdits(of: entry, range, writing: value, at: path) }
        let block = try writer.block(value, at: path, replacing: scalar)
        if old.isUnwritten { return try edits(ofEmpty: entry, block) }
        if !old.isAlias, scalar?.style == .literal || scalar?.style == .folded {
            return try edits(ofBlockScalar: range, block)
        }
        if !old.isAlias, scalar == nil, !text.isFlow(old) { return try edits(ofBlockCollection: entry, range, block) }
        if !text.comments(in: range).isEmpty { throw obstacle(.comment) }
        let start = block.head.isEmpty ? try colonEnd(of: entry) : range.lowerBound
        if block.head.isEmpty, !text.comments(in: start..<range.lowerBound).isEmpty { throw obstacle(.comment) }
        return [text.edit(start..<range.upperBound, block.head)] + body(block, after: range.upperBound)
    }

    /// The comment behind an empty value stays behind the new one.
    private func edits(ofEmpty entry: SourceNode.Entry, _ block: FragmentWriter.Block) throws(EditObstacle)
        -> [TextEdit]
    {
        let colon = try colonEnd(of: entry)
        let written = block.head.isEmpty ? "" : " " + block.head
        if text.text.lineEnd(of: colon) == colon { return [text.edit(colon..<colon, written + lines(of: block))] }
        return (written.isEmpty ? [] : [text.edit(colon..<colon, written)]) + body(block, after: colon)
    }

    /// A comment behind the `|` stays there; the lines of the text are exchanged.
    private func edits(ofBlockScalar range: Range<Int>, _ block: FragmentWriter.Block) throws(EditObstacle)
        -> [TextEdit]
    {
        let source = text.text
        let headEnd = source.skip(from: range.lowerBound) { !$0.isBlank && !$0.isLineBreak }
        let lineEnd = source.lineEnd(of: range.lowerBound)
        let bodyEnd = max(lineEnd, range.upperBound)
        return [text.edit(range.lowerBound..<headEnd, block.head)] + lines(block, in: lineEnd..<bodyEnd)
    }

    /// The lines of a list or mapping go; a comment in them is in the way.
    private func edits(
        ofBlockCollection entry: SourceNode.Entry,
        _ range: Range<Int>,
        _ block: FragmentWriter.Block
    ) throws(EditObstacle) -> [TextEdit] {
        let colon = try colonEnd(of: entry)
        let source = text.text
        let lineEnd = source.lineEnd(of: colon)
        let bodyEnd = source.lineEnd(of: range.upperBound)
        guard range.lowerBound > lineEnd else { throw obstacle(.layout) }
        if !text.comments(in: lineEnd..<bodyEnd).isEmpty { throw obstacle(.comment) }
        let head = block.head.isEmpty ? [] : [text.edit(colon..<colon, " " + block.head)]
        return head + lines(block, in: lineEnd..<bodyEnd)
    }

    private func flowEdits(
        of entry: SourceNode.Entry,
        _ range: Range<Int>,
        writing value: Value,
        at path: FieldPath
    ) throws(EditObstacle) -> [TextEdit] {
        let scalar = entry.value.isAlias ? nil : entry.value.scalar
        let margin = text.margin(before: entry.keyRange.start)
        let written = try writer.flow(value, at: path, replacing: scalar, margin: margin)
        if entry.value.isUnwritten {
            guard let key = text.text.byteRange(of: entry.keyRange) else { throw obstacle(.layout) }
            let colon = text.text.colon(of: entry).map { $0 + 1 }
            let end = colon ?? key.upperBound
            return [text.edit(end..<end, (colon == nil ? ": " : " ") + written)]
        }
        if !text.comments(in: range).isEmpty { throw obstacle(.comment) }
        // Behind a key in quotes the colon may touch the value.
        return [text.edit(range, written)]
    }

    // MARK: Lines

    /// New lines below the line in which a byte stands.
    private func body(_ block: FragmentWriter.Block, after offset: Int) -> [TextEdit] {
        guard !block.body.isEmpty else { return [] }
        let end = text.text.lineEnd(of: offset)
        return lines(block, in: end..<end)
    }

    private func lines(_ block: FragmentWriter.Block, in bytes: Range<Int>) -> [TextEdit] {
        let written = lines(of: block)
        return bytes.isEmpty && written.isEmpty ? [] : [text.edit(bytes, written)]
    }

    /// The lines with the break before each.
    private func lines(of block: FragmentWriter.Block) -> String {
        let margin = String(repeating: " ", count: max(0, ownColumn - 1))
        return block.body.map { $0.isEmpty ? "\n" : "\n" + margin + $0 }.joined()
    }

    private var ownColumn: Int { place.parent.mapping?.entries.first?.keyRange.start.column ?? 1 }

    private func colonEnd(of entry: SourceNode.Entry) throws(EditObstacle) -> Int {
        guard let colon = text.text.colon(of: entry) else { throw obstacle(.layout) }
        return colon + 1
    }

    private func obstacle(_ reason: EditError.Reason) -> EditObstacle { EditObstacle(reason: reason, offset: nil) }
}
