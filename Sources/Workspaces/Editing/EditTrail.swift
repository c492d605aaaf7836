import Diagnostics

/// Leads from places in a text that was edited already back to the file as it was read.
struct EditTrail {
    /// What one edit exchanged.
    private struct Exchange {
        /// Where it stood in the text before.
        let old: Range<Int>
        /// How many bytes stand there now.
        let count: Int
    }

    private let original: SourceText
    private var steps: [[Exchange]] = []

    /// Begins at a file.
    ///
    /// - Parameter original: The file as it was read.
    init(_ original: SourceText) {
        self.original = original
    }

    /// Takes a step further.
    ///
    /// - Parameters:
    ///   - edits: The edits in the order of their places.
    ///   - text: The text that they were applied to.
    mutating func add(_ edits: [TextEdit], to text: SourceText) {
        steps.append(
            edits.compactMap { edit in
                text.byteRange(of: edit.range).map { Exchange(old: $0, count: edit.replacement.utf8.count) }
            }
        )
    }

    /// Returns the place in the file that became a place in the text of the last step.
    ///
    /// - Parameter offset: A byte of the text of the last step.
    /// - Returns: The place; of what was written on the way, where it was written.
    func position(ofByte offset: Int) -> SourcePosition {
        original.position(ofByte: steps.reversed().reduce(offset, Self.origin))
    }

    private static func origin(of offset: Int, before exchanges: [Exchange]) -> Int {
        var growth = 0
        for exchange in exchanges {
            let start = exchange.old.lowerBound + growth
            if offset < start { break }
            if offset < start + exchange.count { return exchange.old.lowerBound }
            growth += exchange.count - exchange.old.count
        }
        return offset - growth
    }
}
