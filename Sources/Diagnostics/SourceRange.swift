/// A place in a text file.
///
/// Lines and columns count from 1; a column counts Unicode scalars, as most editors show it.
public struct SourcePosition: Sendable, Hashable, Comparable {
    /// The line, from 1.
    public let line: Int
    /// The column in Unicode scalars, from 1.
    public let column: Int

    /// Makes a position.
    ///
    /// - Parameters:
    ///   - line: The line, from 1.
    ///   - column: The column in Unicode scalars, from 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Orders positions as a reader meets them.
    ///
    /// - Parameters:
    ///   - left: One position.
    ///   - right: Another position.
    /// - Returns: Whether `left` comes first.
    public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A stretch of a text file, from its first character to just after its last.
public struct SourceRange: Sendable, Hashable {
    /// Where the stretch begins.
    public let start: SourcePosition
    /// The place just after its last character.
    public let end: SourcePosition

    /// Makes a range.
    ///
    /// - Parameters:
    ///   - start: Where the stretch begins.
    ///   - end: The place just after its last character.
    public init(start: SourcePosition, end: SourcePosition) {
        self.start = start
        self.end = end
    }
}
