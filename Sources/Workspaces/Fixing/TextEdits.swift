package import Diagnostics

/// Edits of one text, applied all at once.
package struct TextEdits: Sendable {
    /// The edits in the order of their places; none touches another.
    package private(set) var edits: [TextEdit] = []

    /// Makes no edits.
    package init() {}

    /// Adds the edits of a fix, unless one of them touches an edit that is there already.
    ///
    /// - Parameter fix: The fix.
    /// - Returns: Whether it was added.
    package mutating func add(_ fix: Fix) -> Bool {
        var taken = edits
        for edit in fix.edits {
            let index = Self.place(of: edit, in: taken)
            let neighbours = taken[max(0, index - 1)..<min(taken.count, index + 1)]
            guard !neighbours.contains(where: { $0.touches(edit) }) else { return false }
            taken.insert(edit, at: index)
        }
        edits = taken
        return true
    }

    /// Returns the index of the first edit that begins behind another, which is found by halving.
    private static func place(of edit: TextEdit, in edits: [TextEdit]) -> Int {
        var low = 0
        var high = edits.count
        while low < high {
            let middle = (low + high) / 2
            if edits[middle].range.start <= edit.range.start { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Returns a text with the edits applied; every byte outside them is as it was.
    ///
    /// - Parameter bytes: Valid UTF-8; a byte-order mark may stand before it and stays.
    /// - Returns: The new text; `nil` if an edit lies outside of the text.
    package func applied(to bytes: [UInt8]) -> [UInt8]? {
        let written = TextEncoding.withoutMark(bytes)
        let text = SourceText(written)
        var result = Array(bytes.prefix(bytes.count - written.count))
        result.reserveCapacity(bytes.count)
        var offset = 0
        for edit in edits {
            guard let range = text.byteRange(of: edit.range), range.lowerBound >= offset else { return nil }
            result += written[offset..<range.lowerBound]
            result += edit.replacement.utf8
            offset = range.upperBound
        }
        return result + written[offset...]
    }
}

extension TextEdit {
    /// Whether two edits share a place, or insert at the same one.
    fileprivate func touches(_ other: TextEdit) -> Bool {
        range == other.range || (range.start < other.range.end && other.range.start < range.end)
    }
}
