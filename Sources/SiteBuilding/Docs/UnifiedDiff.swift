import Diagnostics

/// What differs between two text files, as a unified diff with three lines around each change.
///
/// Whether lines end in CRLF or LF makes no difference; each is shown with the end it has, so that the diff can be
/// applied. Control characters, marks that reorder text and bytes that are no UTF-8 are made visible.
package struct UnifiedDiff: Sendable {
    /// How many lines are in the old file alone.
    package let removedCount: Int
    /// How many lines are in the new file alone.
    package let addedCount: Int
    /// The first line of the old file that goes, or before which a new one comes, from 1; `nil` if nothing differs.
    package let firstLine: Int?

    private static let context = 3
    private static let longestLine = 2000

    private let old: DiffedText
    private let new: DiffedText
    private let steps: [Step]

    private struct Step {
        enum Kind { case kept, removed, added }
        let kind: Kind
        let old: Int
        let new: Int
    }

    /// Compares two files.
    ///
    /// - Parameters:
    ///   - old: What is there; `nil` if there is no file.
    ///   - new: What should be there; `nil` if there should be no file.
    package init(old: [UInt8]?, new: [UInt8]?) {
        self.old = DiffedText(old)
        self.new = DiffedText(new)
        var numbers: [[UInt8]: Int] = [:]
        let comparison = LineComparison(
            old: self.old.numbered(&numbers),
            new: self.new.numbered(&numbers)
        )
        var steps: [Step] = []
        var (oldLine, newLine) = (0, 0)
        while oldLine < self.old.count || newLine < self.new.count {
            if oldLine < self.old.count, comparison.isRemoved[oldLine] {
                steps.append(Step(kind: .removed, old: oldLine, new: newLine))
                oldLine += 1
            } else if newLine < self.new.count, comparison.isAdded[newLine] {
                steps.append(Step(kind: .added, old: oldLine, new: newLine))
                newLine += 1
            } else {
                steps.append(Step(kind: .kept, old: oldLine, new: newLine))
                oldLine += 1
                newLine += 1
            }
        }
        removedCount = steps.count { $0.kind == .removed }
        addedCount = steps.count { $0.kind == .added }
        let lastLine = max(1, self.old.count)
        firstLine = steps.first { $0.kind != .kept }.map { min($0.old + 1, lastLine) }
        self.steps = steps
    }

    /// Returns the lines of the diff below its two lines of names.
    ///
    /// - Parameter limit: How many lines at most.
    /// - Returns: The lines; where there are more, the last one says `… 214 more lines`.
    package func lines(limit: Int = .max) -> [String] {
        var lines: [String] = []
        var hidden = 0
        func add(_ line: @autoclosure () -> String) {
            if lines.count < limit { lines.append(line()) } else { hidden += 1 }
        }
        for hunk in hunks() {
            add(header(of: hunk))
            for step in steps[hunk] {
                let (mark, text, line) =
                    switch step.kind {
                    case .kept: (" ", old, step.old)
                    case .removed: ("-", old, step.old)
                    case .added: ("+", new, step.new)
                    }
                add(mark + Self.visible(text.line(line)) + (text.hasReturn(line) ? "\r" : ""))
                if text.isUnended(line) { add("\\ No newline at end of file") }
            }
        }
        if hidden > 0 { lines.append(hidden == 1 ? "… 1 more line" : "… \(hidden) more lines") }
        return lines
    }

    /// The steps of each hunk.
    private func hunks() -> [Range<Int>] {
        var hunks: [Range<Int>] = []
        for (index, step) in steps.enumerated() where step.kind != .kept {
            let range = max(0, index - Self.context)..<min(steps.count, index + Self.context + 1)
            if let last = hunks.last, range.lowerBound <= last.upperBound {
                hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
            } else {
                hunks.append(range)
            }
        }
        return hunks
    }

    private func header(of hunk: Range<Int>) -> String {
        let steps = steps[hunk]
        func side(_ other: Step.Kind, _ line: (Step) -> Int) -> String {
            let count = steps.count { $0.kind != other }
            let first = steps.first.map(line) ?? 0
            // Without a line of its own, a side names the line before (POSIX, diff -u).
            return count == 1 ? "\(first + 1)" : "\(count == 0 ? first : first + 1),\(count)"
        }
        return "@@ -\(side(.added, \.old)) +\(side(.removed, \.new)) @@"
    }

    private static func visible(_ bytes: ArraySlice<UInt8>) -> String {
        var shown = ""
        var count = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            count += 1
            guard count <= longestLine else { continue }
            switch scalar.value {
            case 0x09: shown.unicodeScalars.append(scalar)
            // Unicode has pictures of the first control characters.
            case 0x00...0x1F: shown.unicodeScalars.append(Unicode.Scalar(0x2400 + UInt16(scalar.value)) ?? "\u{FFFD}")
            case 0x7F: shown.unicodeScalars.append("\u{2421}")
            default:
                if scalar.isUnfitForDisplay {
                    shown += "<U+\(String(scalar.value, radix: 16, uppercase: true))>"
                } else {
                    shown.unicodeScalars.append(scalar)
                }
            }
        }
        return count > longestLine ? shown + "… (\(count - longestLine) more characters)" : shown
    }
}

/// A file by its lines.
private struct DiffedText {
    private let bytes: [UInt8]
    private let ranges: [Range<Int>]
    private let isEnded: Bool

    var count: Int { ranges.count }

    init(_ bytes: [UInt8]?) {
        let bytes = bytes ?? []
        var ranges: [Range<Int>] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            let hasReturn = index > start && bytes[index - 1] == UInt8(ascii: "\r")
            ranges.append(start..<(hasReturn ? index - 1 : index))
            start = index + 1
        }
        isEnded = start == bytes.count
        if !isEnded { ranges.append(start..<bytes.count) }
        self.bytes = bytes
        self.ranges = ranges
    }

    func line(_ index: Int) -> ArraySlice<UInt8> { bytes[ranges[index]] }

    /// Whether a line ends in a carriage return and a line feed.
    func hasReturn(_ index: Int) -> Bool {
        let end = ranges[index].upperBound
        return end < bytes.count && bytes[end] == UInt8(ascii: "\r")
    }

    func isUnended(_ index: Int) -> Bool { !isEnded && index == ranges.count - 1 }

    /// A number for each line; equal lines have equal numbers.
    func numbered(_ numbers: inout [[UInt8]: Int]) -> [Int] {
        ranges.indices.map { index in
            // No other line holds a line feed.
            let key = Array(line(index)) + (isUnended(index) ? [UInt8(ascii: "\n")] : [])
            if let number = numbers[key] { return number }
            numbers[key] = numbers.count
            return numbers.count - 1
        }
    }
}
