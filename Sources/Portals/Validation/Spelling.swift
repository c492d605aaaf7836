/// Finds the word that somebody may have meant.
package enum Spelling {
    /// Returns the nearest of some words: equal but for case and separators, or few edits away.
    ///
    /// - Parameters:
    ///   - text: What was written.
    ///   - words: What can be written, in the order of preference.
    /// - Returns: A word, or `nil` if none is near.
    package static func nearest(to text: String, among words: [String]) -> String? {
        let written = simplified(text)
        guard !written.isEmpty, written.count <= 60 else { return nil }
        var best: (word: String, distance: Int)?
        for word in words {
            let wanted = simplified(word)
            let allowed = allowedEdits(among: min(written.count, wanted.count))
            guard abs(written.count - wanted.count) <= allowed else { continue }
            let distance = edits(from: written, to: wanted)
            guard distance <= allowed, distance < best?.distance ?? .max else { continue }
            best = (word, distance)
        }
        return best?.word
    }

    /// Returns the one word of which a text can only be a slip: equal but for case and separators, else one edit away.
    ///
    /// - Parameters:
    ///   - text: What was written.
    ///   - words: What can be written.
    /// - Returns: A word, or `nil` if none is that near, or more than one.
    package static func slip(of text: String, among words: [String]) -> String? {
        let written = simplified(text)
        guard (3...60).contains(written.count) else { return nil }
        let near = words.map { (word: $0, wanted: simplified($0)) }.filter { abs($0.wanted.count - written.count) <= 1 }
        for distance in 0...1 {
            let found = near.filter { edits(from: written, to: $0.wanted) == distance }
            if !found.isEmpty { return found.count == 1 ? found[0].word : nil }
        }
        return nil
    }

    /// Returns how many edits are a slip; a word of two letters is near to half of all others.
    private static func allowedEdits(among count: Int) -> Int {
        switch count {
        case ...2: 0
        case ...4: 1
        case ...8: 2
        default: 3
        }
    }

    private static func simplified(_ text: String) -> [Unicode.Scalar] {
        text.lowercasedASCII.unicodeScalars.filter { !"-_ ".unicodeScalars.contains($0) }
    }

    /// The Damerau–Levenshtein distance (optimal string alignment): insertions, deletions, replacements and swaps
    /// of neighbours.
    package static func edits(from source: [Unicode.Scalar], to target: [Unicode.Scalar]) -> Int {
        var beforeLast = [Int](repeating: 0, count: target.count + 1)
        var last = Array(0...target.count)
        for (row, scalar) in source.enumerated() {
            var current = [row + 1]
            for (column, wanted) in target.enumerated() {
                let replaced = last[column] + (scalar == wanted ? 0 : 1)
                var cost = min(last[column + 1] + 1, current[column] + 1, replaced)
                if row > 0, column > 0, scalar == target[column - 1], source[row - 1] == wanted {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[target.count]
    }
}
