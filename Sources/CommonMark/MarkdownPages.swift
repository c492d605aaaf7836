import Synchronization

/// Writes documents of many portals as HTML with anchors, as `MarkdownHTML(withAnchors:reservedPrefix:)` does.
///
/// Such documents are made from one template, so that many of their chapters are the same, word by word. A chapter is
/// kept as it was written, and taken again where the next document has it. A document whose chapters could depend on
/// each other is written as a whole.
public final class MarkdownPages: Sendable {
    /// A chapter: a heading of level 2 with all below it.
    private struct Chapter {
        let html: String
        let headings: [MarkdownHTML.Heading]
    }

    private struct Kept {
        var chapters: [String: Chapter] = [:]
        var byteCount = 0
    }

    private let reservedPrefix: String
    private let byteLimit: Int
    private let kept = Mutex(Kept())

    /// Makes a writer that has kept nothing.
    ///
    /// - Parameters:
    ///   - reservedPrefix: How no id begins, so that the ids around the documents stay apart from their own.
    ///   - byteLimit: How many bytes chapters may take that are kept; where they would take more, all are dropped.
    public init(reservedPrefix: String, byteLimit: Int = 1 << 20) {
        self.reservedPrefix = reservedPrefix
        self.byteLimit = byteLimit
    }

    /// Writes a document whose headings can be linked to.
    ///
    /// - Parameter markdown: The document. A heading of level 1 at its start is left out.
    /// - Returns: The same as `MarkdownHTML(withAnchors:reservedPrefix:)`.
    public func page(_ markdown: String) -> MarkdownHTML {
        parts(of: markdown) ?? MarkdownHTML(withAnchors: markdown, reservedPrefix: reservedPrefix)
    }

    /// The document, put together from its chapters; `nil` if that could say something else than the whole.
    private func parts(of markdown: String) -> MarkdownHTML? {
        var markdown = markdown
        guard let starts = markdown.withUTF8(MarkdownChapters.starts), let first = starts.first else { return nil }
        var html = ""
        html.reserveCapacity(2 * markdown.utf8.count)
        var headings: [MarkdownHTML.Heading] = []
        var ids: Set<String> = []
        func add(_ chapter: Chapter) -> Bool {
            html += chapter.html
            headings += chapter.headings
            // An id that comes again would have got a number.
            return chapter.headings.allSatisfy { ids.insert($0.id).inserted }
        }
        let utf8 = markdown.utf8
        func text(_ place: Range<Int>) -> String {
            let start = utf8.index(utf8.startIndex, offsetBy: place.lowerBound)
            return String(Substring(utf8[start..<utf8.index(start, offsetBy: place.count)]))
        }
        if first > 0, !add(written(text(0..<first))) { return nil }
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1] : utf8.count
            guard add(chapter(text(start..<end))) else { return nil }
        }
        return MarkdownHTML(html: html, headings: headings)
    }

    private func chapter(_ markdown: String) -> Chapter {
        if let chapter = kept.withLock({ $0.chapters[markdown] }) { return chapter }
        let chapter = written(markdown)
        let size = markdown.utf8.count + chapter.html.utf8.count + 200
        kept.withLock { kept in
            if kept.byteCount + size > byteLimit { kept = Kept() }
            guard size <= byteLimit, kept.chapters.updateValue(chapter, forKey: markdown) == nil else { return }
            kept.byteCount += size
        }
        return chapter
    }

    private func written(_ markdown: String) -> Chapter {
        let part = MarkdownHTML(withAnchors: markdown, reservedPrefix: reservedPrefix)
        return Chapter(html: part.html, headings: part.headings)
    }
}

/// Finds where a document can be cut into chapters, each of which reads by itself as it does among the others.
enum MarkdownChapters {
    /// Returns where chapters begin: at lines that begin with `## ` behind an empty line.
    ///
    /// Such a line ends every block but fenced code and some blocks of HTML (CommonMark 0.30, 4.5 and 4.6), which can
    /// hold empty lines; and a definition of a link reaches over all chapters. A document that could have one of them
    /// is not cut.
    ///
    /// - Parameter text: The document in UTF-8.
    /// - Returns: The places in rising order; `nil` if the document is not to be cut.
    static func starts(in text: UnsafeBufferPointer<UInt8>) -> [Int]? {
        // Behind a byte order mark the first line begins where it does not seem to.
        guard text.first != 0xEF else { return nil }
        var starts: [Int] = []
        var isAfterEmpty = true
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
            let line = UnsafeBufferPointer(rebasing: text[start..<end])
            guard isPlain(line, isFirst: start == 0) else { return nil }
            if isAfterEmpty, line.starts(with: "## ".utf8) { starts.append(start) }
            isAfterEmpty = line.isEmpty
            start = end + 1
        }
        return starts
    }

    /// Whether a line can neither begin a block that reaches over an empty line nor define a link.
    private static func isPlain(_ line: UnsafeBufferPointer<UInt8>, isFirst: Bool) -> Bool {
        var last: UInt8 = 0
        for byte in line {
            // Beside line breaks of other systems, what a C string can't hold.
            if byte == 0 || byte == UInt8(ascii: "\r") || last == UInt8(ascii: "]") && byte == UInt8(ascii: ":") {
                return false
            }
            last = byte
        }
        guard let mark = line.firstIndex(where: { $0 != UInt8(ascii: " ") }) else { return true }
        switch line[mark] {
        case UInt8(ascii: "`"), UInt8(ascii: "~"):
            return !line[mark...].starts(with: [line[mark], line[mark], line[mark]])
        case UInt8(ascii: "<"): return isFirst && isComment(line) || !beginsLongHTML(line[mark...])
        default: return true
        }
    }

    /// Whether the line is a comment that ends where the line does.
    private static func isComment(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        line.starts(with: "<!-- ".utf8) && line.suffix(4).elementsEqual(" -->".utf8)
    }

    /// Whether a text begins like HTML that may hold empty lines: a comment, a declaration, an instruction, or an
    /// element whose content is taken as it is.
    private static func beginsLongHTML(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let name = text.dropFirst().prefix(8).map { $0 | 0x20 }
        // The bit that makes a capital small turns `!` and `?` into themselves.
        return name.first == UInt8(ascii: "!") || name.first == UInt8(ascii: "?")
            || ["pre", "script", "style", "textarea"].contains { name.starts(with: $0.utf8) }
    }
}
