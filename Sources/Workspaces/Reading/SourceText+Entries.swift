import Diagnostics

extension SourceText {
    /// Returns the bytes from a key to the end of its value; `nil` if they are not certain.
    func bytes(of entry: SourceNode.Entry) -> Range<Int>? {
        guard entry.keyStyle != nil, let key = byteRange(of: entry.keyRange) else { return nil }
        if entry.value.isUnwritten {
            // Nothing is written, and so libyaml knows no place for it.
            guard let colon = colon(of: entry), entry.value.scalar?.isTagged == false else { return nil }
            return key.lowerBound..<(colon + 1)
        }
        guard let value = byteRange(of: entry.value.range), value.lowerBound >= key.upperBound else { return nil }
        return key.lowerBound..<value.upperBound
    }

    /// Returns the offset of the colon right behind a key, blanks passed over; `nil` if it stands elsewhere.
    func colon(of entry: SourceNode.Entry) -> Int? {
        guard let end = byteOffset(of: entry.keyRange.end) else { return nil }
        let colon = skip(from: end, \.isBlank)
        return colon < bytes.count && bytes[colon] == UInt8(ascii: ":") ? colon : nil
    }

    /// Returns the first offset from one on whose byte is not passed over; the number of bytes if there is none.
    func skip(from offset: Int, _ isPassed: (UInt8) -> Bool) -> Int {
        bytes[offset...].firstIndex { !isPassed($0) } ?? bytes.count
    }

    /// Returns where the line of a byte begins.
    func lineStart(of offset: Int) -> Int {
        (bytes[..<offset].lastIndex(where: \.isLineBreak) ?? -1) + 1
    }

    /// Returns where the line of a byte ends, before its break.
    func lineEnd(of offset: Int) -> Int {
        skip(from: offset) { !$0.isLineBreak }
    }

    /// Returns where the line above a line's beginning ends, before its break; 0 for the first line.
    func previousLineEnd(before start: Int) -> Int {
        guard start > 0 else { return 0 }
        let isPair = bytes[start - 1] == 0x0A && start > 1 && bytes[start - 2] == 0x0D
        return start - (isPair ? 2 : 1)
    }

    /// Returns where the next line begins, behind the break that an offset stands before; the same at the text's end.
    func nextLine(afterEnd offset: Int) -> Int {
        guard offset < bytes.count else { return offset }
        let isPair = bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
        return offset + (isPair ? 2 : 1)
    }
}

extension SourceNode {
    /// Whether nothing is written where the value would stand, which makes it null.
    var isUnwritten: Bool {
        guard let scalar, !isAlias else { return false }
        return scalar.text.isEmpty && scalar.style == .plain
    }
}
