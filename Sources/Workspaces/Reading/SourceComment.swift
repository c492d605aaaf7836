import Diagnostics

/// A comment of YAML, which libyaml passes over.
struct SourceComment: Sendable, Hashable {
    /// The bytes from `#` to the end of the line.
    let bytes: Range<Int>
    /// Whether nothing but blanks stands before it on its line.
    let isAlone: Bool
}

extension SourceText {
    /// Returns the comments in their order.
    ///
    /// A `#` begins a comment where a line begins or after a blank (YAML 1.2, 6.6), and never in a scalar. It reaches
    /// to what libyaml takes for the end of a line.
    ///
    /// - Parameters:
    ///   - scalars: The bytes of all scalars, in their order; of a block scalar without its first line.
    ///   - end: Where to stop; `nil` for the text's end.
    /// - Returns: The comments; empty if there are none.
    func comments(outside scalars: [Range<Int>], before end: Int?) -> [SourceComment] {
        let end = end ?? bytes.count
        guard bytes[..<end].contains(UInt8(ascii: "#")) else { return [] }
        var comments: [SourceComment] = []
        var next = 0
        var offset = 0
        var isBlankSoFar = true
        while offset < end {
            while next < scalars.count, scalars[next].upperBound <= offset { next += 1 }
            if next < scalars.count, scalars[next].contains(offset) {
                offset = scalars[next].upperBound
                // A block scalar ends with its line, all others within one.
                isBlankSoFar = bytes[..<offset].last { !$0.isBlank }?.isLineBreak ?? true
            } else if bytes[offset] == UInt8(ascii: "#"), isAfterBlank(offset) {
                let stop = (offset..<bytes.count).first(where: isBreak) ?? bytes.count
                comments.append(SourceComment(bytes: offset..<stop, isAlone: isBlankSoFar))
                isBlankSoFar = false
                offset = stop
            } else {
                isBlankSoFar = bytes[offset].isLineBreak || (isBlankSoFar && bytes[offset].isBlank)
                offset += 1
            }
        }
        return comments
    }

    private func isAfterBlank(_ offset: Int) -> Bool {
        guard offset > 0 else { return true }
        let before = bytes[offset - 1]
        // A break beyond ASCII ends in one of the last three bytes. So do other characters, but a number sign right
        // behind one of those is a part of a scalar.
        return before.isBlank || before.isLineBreak || [0x85, 0xA8, 0xA9].contains(before)
    }

    /// Whether a byte begins a line break of YAML 1.1: LF, CR, NEL, U+2028, U+2029.
    private func isBreak(at offset: Int) -> Bool {
        switch bytes[offset] {
        case 0x0A, 0x0D: true
        case 0xC2: bytes[(offset + 1)...].first == 0x85
        case 0xE2:
            bytes[(offset + 1)...].starts(with: [0x80, 0xA8]) || bytes[(offset + 1)...].starts(with: [0x80, 0xA9])
        default: false
        }
    }
}
