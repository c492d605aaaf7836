package import Diagnostics

/// A line of a file, cut around a place in it.
package struct SourceExcerpt: Sendable, Hashable {
    /// The line's number, from 1.
    package let line: Int
    /// What stands before the place.
    package let before: String
    /// The place itself, up to the end of the line; empty if it covers nothing.
    package let marked: String
    /// What stands behind the place.
    package let after: String

    /// How many bytes of each part are kept; no terminal is wider.
    private static let byteLimit = 1024

    /// Cuts the line in which a range begins; `nil` if there is nothing to see in it.
    init?(of range: SourceRange, in text: SourceText) {
        guard let start = text.byteOffset(of: range.start), let end = text.byteOffset(of: range.end) else { return nil }
        let line = text.byteRange(ofLine: range.start.line)
        guard !text.bytes[line].allSatisfy(\.isBlank) else { return nil }
        let first = min(start, line.upperBound)
        let last = min(max(end, first), line.upperBound)
        self.line = range.start.line
        let head = text.bytes[line.lowerBound..<first].suffix(Self.byteLimit).drop(while: \.isContinuation)
        before = String(decoding: head, as: UTF8.self)
        marked = String(decoding: Self.start(of: text.bytes[first..<last]), as: UTF8.self)
        after = String(decoding: Self.start(of: text.bytes[last..<line.upperBound]), as: UTF8.self)
    }

    /// The first bytes, without a scalar that is cut in two.
    private static func start(of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard bytes.count > byteLimit else { return bytes }
        let end = bytes.prefix(byteLimit + 1).lastIndex { !$0.isContinuation } ?? bytes.startIndex
        return bytes[..<end]
    }
}

extension UInt8 {
    /// Whether the byte goes on with a scalar of UTF-8.
    fileprivate var isContinuation: Bool { self & 0xC0 == 0x80 }
}

/// Reads excerpts of a workspace's files for problems that were found in them.
package struct SourceExcerpts {
    private let files: WorkspaceFiles
    /// The file that was read last: problems come sorted by file.
    private var current: (file: String, text: SourceText)?

    /// Opens a workspace's folder.
    ///
    /// - Parameter path: The folder as the user named it.
    /// - Throws: `FileReadError` if it cannot be opened.
    package init(workspace path: String) throws(FileReadError) {
        files = try WorkspaceFiles(root: path)
    }

    /// Returns the line in which a problem begins.
    ///
    /// - Parameter diagnostic: The problem.
    /// - Returns: The line; `nil` if the problem is of the whole file, or the file can't be read (any more).
    package mutating func excerpt(for diagnostic: Diagnostic) -> SourceExcerpt? {
        guard let range = diagnostic.range else { return nil }
        return text(of: diagnostic.file).flatMap { SourceExcerpt(of: range, in: $0) }
    }

    private mutating func text(of file: String) -> SourceText? {
        if current?.file != file {
            guard let bytes = try? files.read(file, limit: ReadingLimits.portalFile.byteCount) else { return nil }
            current = (file, SourceText(Array(TextEncoding.withoutMark(bytes))))
        }
        return current?.text
    }
}

/// Some lines of a file around a place in it.
package struct SourceLines: Sendable, Hashable {
    /// A line.
    package struct Line: Sendable, Hashable {
        /// Its number, from 1.
        package let number: Int
        /// Its text, without control characters.
        package let text: String
    }

    /// The lines in their order; never empty.
    package let lines: [Line]
    /// The number of the line with the place.
    package let place: Int
    /// What stands in that line before the place.
    package let before: String

    /// How many bytes of a line are kept.
    private static let byteLimit = 400

    init?(around range: SourceRange, reach: Int, in text: SourceText) {
        let place = range.start.line
        guard let start = text.byteOffset(of: range.start), place >= 1, place <= text.lineCount else { return nil }
        let line = text.byteRange(ofLine: place)
        lines = (max(1, place - reach)...min(text.lineCount, place + reach)).map { number in
            Line(number: number, text: Self.shown(text.bytes[text.byteRange(ofLine: number)]))
        }
        self.place = place
        before = Self.shown(text.bytes[line.lowerBound..<min(max(start, line.lowerBound), line.upperBound)])
    }

    private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
        var end = bytes.index(bytes.startIndex, offsetBy: byteLimit, limitedBy: bytes.endIndex) ?? bytes.endIndex
        while end < bytes.endIndex, end > bytes.startIndex, bytes[end].isContinuation { end -= 1 }
        return String(decoding: bytes[..<end], as: UTF8.self).displayText + (end < bytes.endIndex ? "…" : "")
    }
}

extension SourceExcerpts {
    /// Returns the lines around the place where a problem begins.
    ///
    /// - Parameters:
    ///   - diagnostic: The problem.
    ///   - reach: How many lines before and after.
    /// - Returns: The lines; `nil` if the problem is of the whole file, or the file can't be read (any more).
    package mutating func lines(around diagnostic: Diagnostic, reach: Int) -> SourceLines? {
        guard let range = diagnostic.range, let text = text(of: diagnostic.file) else { return nil }
        return SourceLines(around: range, reach: reach, in: text)
    }
}
