import Diagnostics

extension PlaceFinder {
    /// Returns the range of an event.
    func range(of event: YAMLEvent) -> SourceRange {
        SourceRange(start: position(event.start), end: position(event.end))
    }

    /// Returns the range of a collection; libyaml ends one in block style only at the next token.
    func range(
        ofCollection start: YAMLEvent,
        end: YAMLEvent,
        isFlow: Bool,
        lastChild: SourceRange?
    ) -> SourceRange {
        let first = position(start.start)
        return SourceRange(start: first, end: isFlow ? position(end.end) : lastChild?.end ?? first)
    }

    /// Returns the range of a scalar; a block scalar ends with its last written line, not with the blanks after it.
    func range(ofScalar event: YAMLEvent, style: SourceNode.Scalar.Style) -> SourceRange {
        let start = position(event.start)
        guard style == .literal || style == .folded else { return SourceRange(start: start, end: position(event.end)) }
        let first = byteOffset(event.start)
        var last = byteOffset(event.end)
        while last > first, text.bytes[last - 1].isBlank || text.bytes[last - 1].isLineBreak { last -= 1 }
        return SourceRange(start: start, end: text.position(ofByte: last))
    }

    /// Returns the bytes of a scalar in which no comment can stand; a block scalar's first line may end in one.
    func bytes(ofScalar event: YAMLEvent, style: SourceNode.Scalar.Style) -> Range<Int> {
        let start = byteOffset(event.start)
        let end = max(start, byteOffset(event.end))
        guard style == .literal || style == .folded else { return start..<end }
        return (text.bytes[start..<end].firstIndex(where: \.isLineBreak) ?? end)..<end
    }

    /// Returns the comment after an empty value on its line, from `#` to the line's end; `nil` if there is none.
    ///
    /// libyaml puts an empty value in braces only at the next token, so the end of its key counts if it has one.
    func comment(afterValue value: Int, keyEnd: Int?) -> (text: String, start: SourcePosition)? {
        if let keyEnd {
            let colon = skipBlanks(from: byteOffset(keyEnd))
            if colon < text.bytes.count, text.bytes[colon] == UInt8(ascii: ":"), let comment = comment(at: colon + 1) {
                return comment
            }
        }
        return comment(at: byteOffset(value))
    }

    private func comment(at offset: Int) -> (text: String, start: SourcePosition)? {
        let start = skipBlanks(from: offset)
        guard start < text.bytes.count, text.bytes[start] == UInt8(ascii: "#") else { return nil }
        let end = text.bytes[start...].firstIndex(where: \.isLineBreak) ?? text.bytes.count
        return (String(decoding: text.bytes[start..<end], as: UTF8.self), text.position(ofByte: start))
    }

    private func skipBlanks(from offset: Int) -> Int {
        text.bytes[offset...].firstIndex { !$0.isBlank } ?? text.bytes.count
    }
}

extension UInt8 {
    /// Whether the byte is a space or a tab.
    var isBlank: Bool { self == 0x20 || self == 0x09 }

    /// Whether the byte ends a line: LF or CR.
    var isLineBreak: Bool { self == 0x0A || self == 0x0D }
}
