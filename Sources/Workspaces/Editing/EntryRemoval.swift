import Diagnostics

/// Takes a key and its value out of a mapping, and leaves the comments that stand in its lines.
struct EntryRemoval {
    let text: EditableText
    let place: ChangePlan.Place

    private var entries: [SourceNode.Entry] { place.parent.mapping?.entries ?? [] }

    /// Returns the edits in the order of their places; none if the key is not there.
    func edits() throws(EditObstacle) -> [TextEdit] {
        guard let index = place.index else { return [] }
        guard let bytes = text.text.bytes(of: entries[index]) else { throw obstacle(.layout) }
        return text.isFlow(place.parent) ? try flowEdits(index, bytes) : try blockEdits(index, bytes)
    }

    // MARK: Lines

    private func blockEdits(_ index: Int, _ bytes: Range<Int>) throws(EditObstacle) -> [TextEdit] {
        let source = text.text
        guard let margin = text.margin(before: entries[index].keyRange.start),
            margin.utf8.allSatisfy({ $0 == 0x20 })
        else { throw obstacle(.layout) }
        let start = source.lineStart(of: bytes.lowerBound)
        let end = source.nextLine(afterEnd: source.lineEnd(of: bytes.upperBound))
        let kept = text.comments(in: start..<end).map { comment in
            margin + String(decoding: source.bytes[comment.bytes], as: UTF8.self)
        }
        guard entries.count == 1 else {
            return [text.edit(lines(start..<end, isEmptied: kept.isEmpty), joined(kept, end))]
        }
        guard let own = place.own else { return [text.edit(start..<end, joined(["{}"] + kept, end))] }
        guard let colon = source.colon(of: own) else { throw obstacle(.layout) }
        return [
            text.edit((colon + 1)..<(colon + 1), " {}"),
            text.edit(lines(start..<end, isEmptied: kept.isEmpty), joined(kept, end)),
        ]
    }

    /// The lines with their breaks; of the last line of a text that ends without a break, the break before it.
    private func lines(_ lines: Range<Int>, isEmptied: Bool) -> Range<Int> {
        let source = text.text
        let isOpen = lines.upperBound == source.bytes.count && source.bytes.last.map { !$0.isLineBreak } ?? false
        return isOpen && isEmptied && lines.lowerBound > 0
            ? source.previousLineEnd(before: lines.lowerBound)..<lines.upperBound : lines
    }

    private func joined(_ kept: [String], _ end: Int) -> String {
        let isOpen = end == text.text.bytes.count && text.text.bytes.last.map { !$0.isLineBreak } ?? false
        return kept.joined(separator: "\n") + (kept.isEmpty || isOpen ? "" : "\n")
    }

    // MARK: Braces

    private func flowEdits(_ index: Int, _ bytes: Range<Int>) throws(EditObstacle) -> [TextEdit] {
        let source = text.text
        if entries.count == 1, let range = source.byteRange(of: place.parent.range), text.comments(in: range).isEmpty {
            return [text.edit(range, "{}")]
        }
        if !text.comments(in: bytes).isEmpty { throw obstacle(.comment) }
        let removal = KeyRemoval(text: source, comments: text.comments)
        if let removed = removal.flowBytes(removing: index, bytes, from: entries) { return [text.edit(removed, "")] }
        // A comment stands between the entry and its neighbour, and stays.
        let rest = source.skip(from: bytes.upperBound) { $0.isBlank || $0.isLineBreak }
        let hasComma = rest < source.bytes.count && source.bytes[rest] == UInt8(ascii: ",")
        return [text.edit(bytes.lowerBound..<(hasComma ? rest + 1 : bytes.upperBound), "")]
    }

    private func obstacle(_ reason: EditError.Reason) -> EditObstacle { EditObstacle(reason: reason, offset: nil) }
}
