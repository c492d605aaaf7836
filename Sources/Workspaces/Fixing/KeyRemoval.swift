import Diagnostics

/// Takes a key and its value out of a mapping, with its line or its comma, and nothing else.
struct KeyRemoval {
    let text: SourceText
    let comments: [SourceComment]

    /// Returns the edit that removes an entry; `nil` if more would go than the entry, or too little.
    func edit(removing index: Int, from parent: SourceNode) -> TextEdit? {
        guard let entries = parent.mapping?.entries, let start = text.byteOffset(of: parent.range.start),
            let bytes = text.bytes(of: entries[index]), !holdsAnchor(bytes)
        else { return nil }
        let isFlow = start < text.bytes.count && text.bytes[start] == UInt8(ascii: "{")
        // A block mapping begins with its first key.
        guard isFlow || entries[0].keyRange.start == parent.range.start else { return nil }
        let removed = isFlow ? flowBytes(removing: index, bytes, from: entries) : blockBytes(bytes, entries)
        guard let removed, !comments.contains(where: { $0.bytes.overlaps(removed) }) else { return nil }
        return TextEdit(range: text.range(ofBytes: removed), replacement: "")
    }

    // MARK: Lines

    /// Whole lines, or, where a comment ends the last one, everything before it.
    private func blockBytes(_ bytes: Range<Int>, _ entries: [SourceNode.Entry]) -> Range<Int>? {
        guard entries.count > 1 else { return nil }
        let all = text.bytes
        let start = text.lineStart(of: bytes.lowerBound)
        guard all[start..<bytes.lowerBound].allSatisfy({ $0 == 0x20 }) else { return nil }
        let rest = text.skip(from: bytes.upperBound, \.isBlank)
        guard rest < all.count else { return start..<rest }
        if comments.contains(where: { $0.bytes.lowerBound == rest }) { return bytes.lowerBound..<rest }
        return all[rest].isLineBreak ? start..<text.nextLine(afterEnd: rest) : nil
    }

    // MARK: Braces

    /// An entry with the comma behind it, of the last one with the comma before it.
    func flowBytes(
        removing index: Int,
        _ bytes: Range<Int>,
        from entries: [SourceNode.Entry]
    ) -> Range<Int>? {
        if index + 1 < entries.count {
            guard let next = text.byteOffset(of: entries[index + 1].keyRange.start) else { return nil }
            return isComma(bytes.upperBound, next) ? bytes.lowerBound..<next : nil
        }
        if index > 0 {
            guard let before = text.bytes(of: entries[index - 1])?.upperBound else { return nil }
            return isComma(before, bytes.lowerBound) ? before..<bytes.upperBound : nil
        }
        let rest = text.skip(from: bytes.upperBound) { $0.isBlank || $0.isLineBreak }
        return rest < text.bytes.count && text.bytes[rest] == UInt8(ascii: "}") ? bytes : nil
    }

    /// Whether between two bytes stands one comma, and nothing else to see.
    private func isComma(_ start: Int, _ end: Int) -> Bool {
        guard start < end else { return false }
        return text.bytes[start..<end].filter { !$0.isBlank && !$0.isLineBreak } == [UInt8(ascii: ",")]
    }

    // MARK: Text

    /// Whether a value might be named here, to be used elsewhere.
    private func holdsAnchor(_ bytes: Range<Int>) -> Bool {
        let openers = Array(" \t\r\n[{,".utf8)
        return zip(text.bytes[bytes], text.bytes[bytes].dropFirst()).contains { before, byte in
            byte == UInt8(ascii: "&") && openers.contains(before)
        }
    }
}
