/// What a chapter says but for its words: the runs of ASCII letters and digits below its heading.
///
/// How cmark reads a text hardly depends on them, so that chapters of one form are the same HTML but for their words.
/// A chapter in which a word could do more has no form: entities, tags, links that do not lead to the web, numbered
/// lists and further headings.
struct MarkdownForm {
    /// The chapter, with a NUL for each word.
    let skeleton: [UInt8]
    /// Where the words stand in the chapter.
    let words: [Range<Int>]

    /// How long a part of an e-mail address between two dots is at most (CommonMark 0.30, 6.5).
    private static let longestLabel = 63

    /// Finds the form of a chapter.
    ///
    /// - Parameter chapter: A chapter as `MarkdownChapters` finds it, of a document without definitions of links and
    ///   without NUL.
    init?(of chapter: UnsafeBufferPointer<UInt8>) {
        let end = chapter.firstIndex(of: UInt8(ascii: "\n")) ?? chapter.count
        guard !MarkdownWordMark.couldBegin(in: UnsafeBufferPointer(rebasing: chapter[..<end])),
            let words = Self.words(of: chapter, from: end), words.count <= MarkdownWordMark.limit
        else { return nil }
        self.words = words
        skeleton = [UInt8](unsafeUninitializedCapacity: chapter.count) { skeleton, count in
            var start = 0
            for word in words {
                count = skeleton[count...].initialize(fromContentsOf: chapter[start..<word.lowerBound])
                skeleton.initializeElement(at: count, to: 0)
                count += 1
                start = word.upperBound
            }
            count = skeleton[count...].initialize(fromContentsOf: chapter[start...])
        }
    }

    /// Where words stand below a heading; `nil` if one of them could be more than a word.
    private static func words(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> [Range<Int>]? {
        var words: [Range<Int>] = []
        words.reserveCapacity(text.count / 4)
        var index = start
        // Whether nothing stands before it in its line that could not stand before a block.
        var isBlockStart = false
        while index < text.count {
            let byte = text[index]
            if isWord(byte) {
                let word = word(in: text, from: index)
                if isBlockStart, couldNumber(word, in: text) { return nil }
                isBlockStart = false
                words.append(word)
                index = word.upperBound
                continue
            }
            index += 1
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"),
                UInt8(ascii: ">"):
                continue
            case UInt8(ascii: "\n"):
                isBlockStart = true
                continue
            // The id of a further heading is made of its words.
            case UInt8(ascii: "#") where isBlockStart: return nil
            case UInt8(ascii: "&"):
                if couldBeEntity(text[index...]) { return nil }
            case UInt8(ascii: "]"):
                // Of what could run something cmark leaves the address out.
                if text[index...].first == UInt8(ascii: "("), !beginsLink(text[index...].dropFirst()) { return nil }
            case UInt8(ascii: "<"):
                if let scheme = scheme(of: text[index...]) {
                    index += scheme.utf8.count
                } else if !isAddress(text[index...]) {
                    return nil
                }
            default: break
            }
            isBlockStart = false
        }
        return words
    }

    /// The chapter with a mark for each word.
    var marked: String { MarkdownWordMark.marked(skeleton) }

    private typealias Text = Slice<UnsafeBufferPointer<UInt8>>

    /// Whether a word with which a line begins could be the number of a list's item.
    private static func couldNumber(_ word: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard isDigit(text[word.lowerBound]), word.upperBound < text.count else { return false }
        return text[word.upperBound] == UInt8(ascii: ".") || text[word.upperBound] == UInt8(ascii: ")")
    }

    /// Whether an ampersand before a text could begin an entity.
    private static func couldBeEntity(_ text: Text) -> Bool {
        guard let first = text.first else { return false }
        if first == UInt8(ascii: "#") { return true }
        return isWord(first) && text.first { !isWord($0) } == UInt8(ascii: ";")
    }

    private static func beginsLink(_ text: Text) -> Bool {
        text.first == UInt8(ascii: "<") && scheme(of: text.dropFirst()) != nil
    }

    /// The scheme of an address that leads to the web.
    private static func scheme(of text: Text) -> String? {
        ["https://", "http://"].first { text.starts(with: $0.utf8) }
    }

    /// Whether a text up to the next `>` is an e-mail address or nothing that means anything to cmark, whatever its
    /// words are.
    private static func isAddress(_ text: Text) -> Bool {
        var atCount = 0
        // How many bytes the part has so far as it is written, and with a mark for each word: it has to be short both ways.
        var label = (written: 0, marked: 0)
        var index = text.startIndex
        while index < text.endIndex {
            var next = index + 1
            switch text[index] {
            case UInt8(ascii: ">"): return atCount == 1
            case UInt8(ascii: "."), UInt8(ascii: "@"):
                atCount += text[index] == UInt8(ascii: "@") ? 1 : 0
                label = (0, 0)
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"):
                label = (label.written + 1, label.marked + 1)
            case let byte where isWord(byte):
                next = word(in: text.base, from: index).upperBound
                label = (label.written + next - index, label.marked + MarkdownWordMark.length)
            default: return false
            }
            guard max(label.written, label.marked) <= longestLabel else { return false }
            index = next
        }
        return false
    }

    private static func word(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int> {
        var end = start + 1
        while end < text.count, isWord(text[end]) { end += 1 }
        return start..<end
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || isDigit(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

/// What stands in the HTML of a form where a word of the chapter belongs.
enum MarkdownWordMark {
    /// Neither cmark nor anchors write this letter, and all others of a form are marks.
    private static let letter = UInt8(ascii: "Q")
    /// The letter and four digits.
    static let length = 5
    /// How many words have marks of their own.
    static let limit = 10_000

    /// Whether a heading, which stays as it is, has what could be taken for a mark.
    static func couldBegin(in heading: UnsafeBufferPointer<UInt8>) -> Bool {
        heading.contains(letter)
    }

    /// Writes a skeleton with marks.
    static func marked(_ skeleton: [UInt8]) -> String {
        var text: [UInt8] = []
        var number = 0
        for byte in skeleton {
            guard byte == 0 else {
                text.append(byte)
                continue
            }
            text.append(letter)
            for power in [1000, 100, 10, 1] { text.append(UInt8(ascii: "0") + UInt8(number / power % 10)) }
            number += 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Where the marks stand in HTML, and which words they stand for.
    static func places(in html: [UInt8]) -> [(start: Int, word: Int)] {
        html.indices.filter { html[$0] == letter }.map { start in
            let digits = html[(start + 1)..<(start + length)]
            return (start, digits.reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) })
        }
    }
}

/// The HTML of all chapters of a form.
struct MarkdownFormHTML {
    private let html: [UInt8]
    private let marks: [(start: Int, word: Int)]
    /// The headings, which are the same for all of them.
    let headings: [MarkdownHTML.Heading]

    /// Takes what cmark made of the marked text of a form; `nil` if words stand in a heading.
    init?(_ marked: MarkdownHTML) {
        // The first is the chapter's own, which stays as it is.
        guard marked.headings.count == 1 else { return nil }
        html = Array(marked.html.utf8)
        marks = MarkdownWordMark.places(in: html)
        headings = marked.headings
    }

    /// About how many bytes of memory it takes.
    var cost: Int { html.count + 16 * marks.count }

    /// Appends the HTML of a chapter of this form: what cmark would make of it.
    ///
    /// - Parameters:
    ///   - chapter: The chapter.
    ///   - words: Where its words stand.
    ///   - page: Receives the HTML.
    func append(_ chapter: UnsafeBufferPointer<UInt8>, _ words: [Range<Int>], to page: inout [UInt8]) {
        let size = marks.reduce(html.count) { $0 + words[$1.word].count - MarkdownWordMark.length }
        // All at once: a page that grows by each word looks each time whether it has room.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { filled in
            html.withUnsafeBufferPointer { html in
                var start = 0
                var end = 0
                for mark in marks {
                    end = filled[end...].initialize(fromContentsOf: html[start..<mark.start])
                    end = filled[end...].initialize(fromContentsOf: chapter[words[mark.word]])
                    start = mark.start + MarkdownWordMark.length
                }
                end = filled[end...].initialize(fromContentsOf: html[start...])
                page.append(contentsOf: filled[..<end])
            }
        }
    }
}
