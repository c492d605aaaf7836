import Diagnostics
import Portals

/// A comment that silences rules: `# portico:ignore rule.id[, rule.id] why`.
struct IgnoreComment {
    /// Where it silences them.
    enum Scope: Hashable {
        /// In the whole file: it stands before the first key.
        case file
        /// In a line: its own, or the one below it.
        case line(Int)
    }

    /// A word that stands where a rule belongs.
    struct Word {
        let text: String
        let range: SourceRange
    }

    let scope: Scope
    /// The rules' ids, whether there are such rules or not.
    let words: [Word]
    /// The whole comment.
    let range: SourceRange
    /// Whether it is written as it has to be; else it silences nothing.
    let isSpeltRight: Bool

    private static let marker = "portico:ignore"

    /// Returns the ignore comments of a file in their order.
    static func all(in source: PlacedSource) -> [IgnoreComment] {
        guard let text = source.text, let root = source.root, source.diagnostics.isEmpty else { return [] }
        var comments: [IgnoreComment] = []
        // From the last one on, because a comment of its own line speaks of what stands below it and its like.
        var below: (line: Int, target: Int)?
        for comment in source.comments.reversed() {
            let line = text.position(ofByte: comment.bytes.lowerBound).line
            let target = below.map { $0.line == line + 1 ? $0.target : line + 1 } ?? line + 1
            below = comment.isAlone ? (line, target) : nil
            guard let written = Writing(comment, in: text) else { continue }
            let isHead = line < root.range.start.line
            comments.append(
                IgnoreComment(
                    scope: isHead ? .file : .line(comment.isAlone ? target : line),
                    words: written.words,
                    range: text.range(ofBytes: comment.bytes),
                    isSpeltRight: written.isSpeltRight
                )
            )
        }
        return comments.reversed()
    }
}

extension IgnoreComment {
    /// What an ignore comment says; of any other comment there is none.
    private struct Writing {
        private(set) var words: [Word] = []
        let isSpeltRight: Bool

        init?(_ comment: SourceComment, in text: SourceText) {
            let bytes = text.bytes[comment.bytes].dropFirst()
            let content = bytes.drop { $0.isBlank || $0 == UInt8(ascii: "#") }
            let lead = content.prefix { !$0.isBlank }
            isSpeltRight = lead.elementsEqual(marker.utf8)
            if isSpeltRight {
                takeWords(content.dropFirst(lead.count), text)
            } else if !Self.isMeant(content) {
                return nil
            }
        }

        /// Whether somebody meant the marker and wrote it otherwise: `Portico: ignore`, `portico:ignored`.
        private static func isMeant(_ content: ArraySlice<UInt8>) -> Bool {
            let letters = content.prefix(24).filter { !$0.isBlank && $0 != UInt8(ascii: "-") }.map { byte in
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
            }
            return letters.starts(with: marker.utf8)
        }

        /// Takes ids with commas between them; what follows the last one is a reason.
        private mutating func takeWords(_ content: ArraySlice<UInt8>, _ text: SourceText) {
            var rest = content
            while true {
                rest = rest.drop(while: \.isBlank)
                let word = rest.prefix { !$0.isBlank && $0 != UInt8(ascii: ",") }
                if !word.isEmpty {
                    let shown = String(decoding: word, as: UTF8.self)
                    words.append(Word(text: shown, range: text.range(ofBytes: word.startIndex..<word.endIndex)))
                }
                rest = rest[word.endIndex...].drop(while: \.isBlank)
                guard rest.first == UInt8(ascii: ",") else { return }
                rest = rest.dropFirst()
            }
        }
    }
}
