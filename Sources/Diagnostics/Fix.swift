/// A change of a file that mends a problem for certain, ready for `lint --fix` and for tools.
///
/// Applying all its edits at once mends the problem and changes nothing else of what the file says.
public struct Fix: Sendable, Hashable {
    /// What the change does, in a few words that go on after 'fixed:': `rename 'colours' to 'colors'`.
    public let title: String
    /// The edits, in the order of their places; none touches another, and there is at least one.
    public let edits: [TextEdit]

    /// Makes a fix.
    ///
    /// - Parameters:
    ///   - title: What the change does, in a few words, without a full stop.
    ///   - edits: The edits, in the order of their places.
    public init(title: String, edits: [TextEdit]) {
        self.title = title
        self.edits = edits
    }

    /// Compares two fixes; texts are equal if their bytes are.
    ///
    /// - Parameters:
    ///   - left: One fix.
    ///   - right: Another fix.
    /// - Returns: Whether they do the same under the same title.
    public static func == (left: Fix, right: Fix) -> Bool {
        left.title.utf8.elementsEqual(right.title.utf8) && left.edits == right.edits
    }
}

/// A stretch of a file and the text that replaces it.
public struct TextEdit: Sendable, Hashable {
    /// What is replaced; of an insertion, start and end are equal.
    public let range: SourceRange
    /// What stands there afterwards; empty for a deletion.
    public let replacement: String

    /// Makes an edit.
    ///
    /// - Parameters:
    ///   - range: What is replaced.
    ///   - replacement: What stands there afterwards.
    public init(range: SourceRange, replacement: String) {
        self.range = range
        self.replacement = replacement
    }

    /// Compares two edits; texts are equal if their bytes are.
    ///
    /// - Parameters:
    ///   - left: One edit.
    ///   - right: Another edit.
    /// - Returns: Whether they replace the same by the same.
    public static func == (left: TextEdit, right: TextEdit) -> Bool {
        left.range == right.range && left.replacement.utf8.elementsEqual(right.replacement.utf8)
    }
}

extension Fix {
    /// Everything that makes a fix, as text, to put fixes in an order that is the same in every run.
    var sortingText: String {
        edits.reduce(title) { text, edit in
            let (start, end) = (edit.range.start, edit.range.end)
            return text + "\n\(start.line):\(start.column)-\(end.line):\(end.column) \(edit.replacement)"
        }
    }
}
