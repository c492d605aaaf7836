package import Diagnostics

/// Applies all certain fixes to a text, and to what comes of it, until none is left.
///
/// Nothing is written here. A fix that would bring a new error with it is left to people.
package struct FixRun: Sendable {
    /// A fix that was applied.
    package struct Applied: Sendable, Hashable {
        /// The problem that it mended.
        package let diagnostic: Diagnostic
        /// What was done.
        package let title: String
        /// The line of the problem in the text as it was before the first fix.
        package let line: Int
    }

    /// The text with everything applied.
    package private(set) var bytes: [UInt8]
    /// What was applied, in the order of its lines; empty if nothing was to do.
    package private(set) var applied: [Applied] = []

    private let problems: @Sendable ([UInt8]) -> [Diagnostic]
    private var lines: LineOrigins
    private var refused: Set<Fix> = []

    /// How often a text is looked at anew; each time at least one fix goes in, so that this is a number of fixes that
    /// nobody has in one file.
    private static let roundLimit = 1_000

    /// Applies the fixes.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - problems: Says what is wrong with a text; called again after every change.
    package init(_ bytes: [UInt8], problems: @escaping @Sendable ([UInt8]) -> [Diagnostic]) {
        self.bytes = bytes
        self.problems = problems
        lines = LineOrigins(lineCount: SourceText(TextEncoding.withoutMark(bytes)).lineCount)
        var found = problems(bytes)
        for _ in 0..<Self.roundLimit {
            guard let left = round(found) else { break }
            found = left
        }
        // Of one line, in the order in which they went in.
        applied = applied.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(
            \.element
        )
    }

    /// Applies what can be applied together; returns the problems that are left, or `nil` if nothing was applied.
    private mutating func round(_ found: [Diagnostic]) -> [Diagnostic]? {
        let fixable = found.filter { $0.fix.map { !refused.contains($0) } ?? false }.sorted()
        guard !fixable.isEmpty else { return nil }
        if let left = apply(fixable, before: found) { return left }
        for diagnostic in fixable {
            if let left = apply([diagnostic], before: found) { return left }
            if let fix = diagnostic.fix { refused.insert(fix) }
        }
        return nil
    }

    /// Applies fixes unless that makes the file worse; returns the problems that are left.
    private mutating func apply(_ fixable: [Diagnostic], before found: [Diagnostic]) -> [Diagnostic]? {
        var edits = TextEdits()
        let taken = fixable.filter { $0.fix.map { edits.add($0) } ?? false }
        guard let changed = edits.applied(to: bytes), changed != bytes else { return nil }
        let left = problems(changed)
        guard left.hopelessCount <= found.hopelessCount else { return nil }
        applied += taken.map { diagnostic in
            let line = lines.origin(of: diagnostic.range?.start.line ?? 1)
            return Applied(diagnostic: diagnostic, title: diagnostic.fix?.title ?? "", line: line)
        }
        lines.note(edits.edits)
        bytes = changed
        return left
    }
}

extension [Diagnostic] {
    /// How many errors no fix mends.
    ///
    /// Advice is none, even where the settings make it one: once a key is spelt right, its value is seen, and what
    /// could be better about it.
    fileprivate var hopelessCount: Int { count { $0.rule.severity == .error && $0.fix == nil } }
}

/// Which line of the text as it was each line of the text as it is comes from.
private struct LineOrigins {
    private var origins: [Int]

    init(lineCount: Int) {
        origins = Array(1...max(lineCount, 1))
    }

    func origin(of line: Int) -> Int {
        origins.indices.contains(line - 1) ? origins[line - 1] : origins.last ?? 1
    }

    /// Takes the lines out that edits remove; no replacement has a line break.
    mutating func note(_ edits: [TextEdit]) {
        for edit in edits.reversed() where edit.range.end.line > edit.range.start.line {
            // Then what is left of the first line, if anything, is its indentation.
            let isWhole = edit.range.start.column == edit.range.end.column
            let first = edit.range.start.line - (isWhole ? 1 : 0)
            let last = edit.range.end.line - (isWhole ? 1 : 0)
            origins.removeSubrange(min(first, origins.count)..<min(last, origins.count))
        }
    }
}
