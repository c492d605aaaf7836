import Diagnostics

/// A text of valid UTF-8 without byte-order mark, and where its lines begin.
///
/// Lines end at LF, CRLF and CR, as editors count them; NEL, U+2028 and U+2029, which break lines in YAML, do not
/// count. libyaml's marks count Unicode scalars from 0, so places are found by scalar index.
struct SourceText: Sendable {
    let bytes: [UInt8]
    private var lineBytes: [Int] = [0]
    private var lineScalars: [Int] = [0]
    /// The byte offset of every 16th scalar.
    private var checkpoints: [Int] = []
    private let scalarCount: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        lineBytes.reserveCapacity(bytes.count / 32)
        lineScalars.reserveCapacity(bytes.count / 32)
        checkpoints.reserveCapacity(bytes.count / 16 + 1)
        var scalar = 0
        for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
            if scalar & 15 == 0 { checkpoints.append(offset) }
            scalar += 1
            let isBreak = byte == 0x0A || (byte == 0x0D && !(offset + 1 < bytes.count && bytes[offset + 1] == 0x0A))
            if isBreak {
                lineBytes.append(offset + 1)
                lineScalars.append(scalar)
            }
        }
        scalarCount = scalar
    }

    /// Whether each byte is a scalar.
    private var isASCII: Bool { scalarCount == bytes.count }

    /// How many lines there are, the empty one after a last break included.
    var lineCount: Int { lineBytes.count }

    /// Returns the place of a scalar; one past the end is allowed.
    func position(ofScalar scalar: Int) -> SourcePosition {
        let line = Self.lastIndex(in: lineScalars, notAbove: scalar)
        return SourcePosition(line: line + 1, column: min(scalar, scalarCount) - lineScalars[line] + 1)
    }

    /// Returns the place of the scalar that a byte belongs to.
    func position(ofByte offset: Int) -> SourcePosition {
        let line = Self.lastIndex(in: lineBytes, notAbove: offset)
        return SourcePosition(line: line + 1, column: scalarCount(before: offset) - lineScalars[line] + 1)
    }

    /// Returns how many scalars begin before a byte.
    private func scalarCount(before offset: Int) -> Int {
        guard !isASCII else { return min(offset, bytes.count) }
        guard !checkpoints.isEmpty else { return 0 }
        let checkpoint = Self.lastIndex(in: checkpoints, notAbove: offset)
        let rest = bytes[checkpoints[checkpoint]..<max(checkpoints[checkpoint], min(offset, bytes.count))]
        return checkpoint * 16 + rest.count { $0 & 0xC0 != 0x80 }
    }

    /// Returns a range that covers one scalar, or nothing at the end of the text.
    func range(ofScalar scalar: Int) -> SourceRange {
        let start = position(ofScalar: scalar)
        let offset = byteOffset(ofScalar: scalar)
        guard offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D else {
            return SourceRange(start: start, end: start)
        }
        return SourceRange(start: start, end: SourcePosition(line: start.line, column: start.column + 1))
    }

    /// Returns a range that covers the scalar at a byte, or nothing at the end of the text.
    func range(ofByte offset: Int) -> SourceRange {
        let start = position(ofByte: offset)
        guard offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D else {
            return SourceRange(start: start, end: start)
        }
        return SourceRange(start: start, end: SourcePosition(line: start.line, column: start.column + 1))
    }

    /// Returns the offset of a scalar's first byte; the number of bytes if the scalar is past the end.
    func byteOffset(ofScalar scalar: Int) -> Int {
        guard scalar < scalarCount else { return bytes.count }
        guard !isASCII else { return scalar }
        var offset = checkpoints[scalar >> 4]
        var rest = scalar & 15
        while rest > 0 {
            offset += 1
            if bytes[offset] & 0xC0 != 0x80 { rest -= 1 }
        }
        return offset
    }

    /// Returns the offset of a place's first byte, one past the end of its line at most; `nil` if there is no such line.
    func byteOffset(of position: SourcePosition) -> Int? {
        guard lineScalars.indices.contains(position.line - 1), position.column >= 1 else { return nil }
        let scalar = lineScalars[position.line - 1] + position.column - 1
        guard scalar <= scalarCount else { return nil }
        let offset = byteOffset(ofScalar: scalar)
        let next = position.line < lineBytes.count ? lineBytes[position.line] : bytes.count
        return offset <= next ? offset : nil
    }

    /// Returns the offsets of a range; `nil` if it is not in the text.
    func byteRange(of range: SourceRange) -> Range<Int>? {
        guard let start = byteOffset(of: range.start), let end = byteOffset(of: range.end), start <= end else {
            return nil
        }
        return start..<end
    }

    /// Returns the place of a stretch of bytes.
    func range(ofBytes bytes: Range<Int>) -> SourceRange {
        SourceRange(start: position(ofByte: bytes.lowerBound), end: position(ofByte: bytes.upperBound))
    }

    /// Returns the scalar at a byte offset that begins one, for messages; `nil` at the end.
    func scalar(atByte offset: Int) -> Unicode.Scalar? {
        guard offset < bytes.count else { return nil }
        return String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self).unicodeScalars.first
    }

    /// Returns the offsets from the first byte of a line, counted from 1, to its break or the text's end.
    func byteRange(ofLine line: Int) -> Range<Int> {
        let start = lineBytes[min(max(line, 1), lineBytes.count) - 1]
        let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
        return start..<end
    }

    private static func lastIndex(in starts: [Int], notAbove value: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= value { low = middle } else { high = middle }
        }
        return low
    }
}

/// Turns the scalar indexes of the text that libyaml saw into places of the text that was written.
struct PlaceFinder: Sendable {
    /// From this index on, the written text is ahead by `lead` scalars.
    struct Shift: Sendable {
        let index: Int
        let lead: Int
    }

    let text: SourceText
    /// In ascending order; empty if libyaml saw the written text.
    let shifts: [Shift]

    /// Returns the index in the written text of a scalar that libyaml saw.
    func writtenIndex(_ index: Int) -> Int {
        var low = 0
        var high = shifts.count
        while low < high {
            let middle = (low + high) / 2
            if shifts[middle].index <= index { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? index : index + shifts[low - 1].lead
    }

    /// Returns the place of a scalar that libyaml saw.
    func position(_ index: Int) -> SourcePosition {
        text.position(ofScalar: writtenIndex(index))
    }

    /// Returns the byte offset in the written text of a scalar that libyaml saw.
    func byteOffset(_ index: Int) -> Int {
        text.byteOffset(ofScalar: writtenIndex(index))
    }
}
