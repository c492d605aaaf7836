import Diagnostics

/// A line of a file that was added or taken away.
struct ChangedLine: Sendable, Hashable, Encodable {
    /// Its number: of an added one in the new text, else in the old.
    let number: Int
    /// Whether it was added.
    let isAdded: Bool
    /// Its text, without the blanks around it.
    let text: String

    /// How many lines are listed, and how long one may be; a save of the editor changes a few.
    private static let limit = 60
    private static let length = 300

    /// Returns the lines in which two texts differ, in the order in which a reader meets them.
    static func lines(from old: [UInt8], to new: [UInt8]) -> [ChangedLine] {
        let (before, after) = (split(old), split(new))
        let start = zip(before, after).prefix { $0 == $1 }.count
        let (oldRest, newRest) = (before.dropFirst(start), after.dropFirst(start))
        let end = zip(oldRest.reversed(), newRest.reversed()).prefix { $0 == $1 }.count
        let changes = newRest.dropLast(end).difference(from: oldRest.dropLast(end))
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(start + offset)
            case .insert(let offset, _, _): added.insert(start + offset)
            }
        }
        var lines: [ChangedLine] = []
        var (left, right) = (start, start)
        while left < before.count || right < after.count, lines.count < limit {
            if removed.contains(left) {
                lines.append(ChangedLine(number: left + 1, isAdded: false, text: shown(before[left])))
                left += 1
            } else if added.contains(right) {
                lines.append(ChangedLine(number: right + 1, isAdded: true, text: shown(after[right])))
                right += 1
            } else {
                left += 1
                right += 1
            }
        }
        return lines
    }

    private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { $0.last == 0x0D ? $0.dropLast() : $0 }
    }

    private static func shown(_ line: ArraySlice<UInt8>) -> String {
        let text = String(decoding: line, as: UTF8.self).unicodeScalars
        let body = text.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
        return String(String.UnicodeScalarView(body.prefix(length))).displayText + (body.count > length ? "…" : "")
    }
}
