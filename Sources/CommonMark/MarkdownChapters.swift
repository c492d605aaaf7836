#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Finds where a document can be cut into chapters, each of which reads by itself as it does among the others.
enum MarkdownChapters {
    /// Returns where chapters begin: at lines that begin with `## ` behind an empty line.
    ///
    /// Such a line ends every block but fenced code and some blocks of HTML (CommonMark 0.30, 4.5 and 4.6), which can
    /// hold empty lines; and a definition of a link reaches over all chapters. Fenced code is seen where it begins at
    /// the start of a line, outside all lists and quotations. A document that could have another of them is not cut.
    ///
    /// - Parameter text: The document in UTF-8.
    /// - Returns: The places in rising order; `nil` if the document is not to be cut.
    static func starts(in text: UnsafeBufferPointer<UInt8>) -> [Int]? {
        // Behind a byte order mark the first line begins where it does not seem to.
        guard text.first != 0xEF, isPlain(text) else { return nil }
        var starts: [Int] = []
        var fence: CodeFence?
        var hasHTML = false
        var isAfterEmpty = true
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
            let line = UnsafeBufferPointer(rebasing: text[start..<end])
            if let open = fence {
                if open.isClosed(by: line) { fence = nil }
            } else {
                switch beginning(of: line, isFirst: start == 0) {
                case .chapter: if isAfterEmpty { starts.append(start) }
                case .text: break
                case .html: hasHTML = true
                case .code(let opened): fence = opened
                case .other: return nil
                }
                // Among HTML, what looks like a fence is none.
                if hasHTML, fence != nil { return nil }
            }
            isAfterEmpty = line.isEmpty
            start = end + 1
        }
        return starts
    }

    /// Whether what stands before the first chapter is at most a title, behind at most a comment of one line: nothing of
    /// it shows in HTML from which the title is left out.
    static func isTitle(_ opening: ArraySlice<UInt8>) -> Bool {
        opening.withUnsafeBufferPointer { text in
            let lines = text.split(separator: UInt8(ascii: "\n")).map(UnsafeBufferPointer.init(rebasing:))
            let hasComment = text.first == UInt8(ascii: "<") && lines.first.map(isComment) ?? false
            let rest = lines.dropFirst(hasComment ? 1 : 0)
            return rest.count <= 1 && rest.allSatisfy { $0.starts(with: "# ".utf8) }
        }
    }

    /// What a line begins.
    private enum Beginning {
        case chapter
        case text
        /// HTML that ends before the next empty line.
        case html
        case code(CodeFence)
        /// What may reach over empty lines.
        case other
    }

    private static func beginning(of line: UnsafeBufferPointer<UInt8>, isFirst: Bool) -> Beginning {
        guard let mark = line.firstIndex(where: { $0 != UInt8(ascii: " ") }) else { return .text }
        switch line[mark] {
        case UInt8(ascii: "#"): return mark == 0 && line.starts(with: "## ".utf8) ? .chapter : .text
        case UInt8(ascii: "`"), UInt8(ascii: "~"):
            guard line[mark...].starts(with: [line[mark], line[mark], line[mark]]) else { return .text }
            return mark == 0 ? CodeFence(line).map { .code($0) } ?? .other : .other
        case UInt8(ascii: "<"):
            if isFirst && isComment(line) { return .text }
            return beginsLongHTML(line[mark...]) ? .other : .html
        default: return .text
        }
    }

    /// Whether a document has neither what could define a link nor, beside line breaks of other systems, what a C
    /// string can't hold.
    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = text.baseAddress else { return true }
        guard memchr(start, 0, text.count) == nil, memchr(start, CInt(UInt8(ascii: "\r")), text.count) == nil else {
            return false
        }
        var index = 0
        while let found = memchr(start + index, CInt(UInt8(ascii: "]")), text.count - index) {
            index = UnsafeRawPointer(found) - UnsafeRawPointer(start) + 1
            if index < text.count, text[index] == UInt8(ascii: ":") { return false }
        }
        return true
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

/// The line with which fenced code begins (CommonMark 0.30, 4.5).
private struct CodeFence {
    let mark: UInt8
    let count: Int

    /// Reads a line that begins with three marks; `nil` if it is none, as backticks follow.
    init?(_ line: UnsafeBufferPointer<UInt8>) {
        guard let mark = line.first else { return nil }
        self.mark = mark
        count = line.prefix { $0 == mark }.count
        if mark == UInt8(ascii: "`"), line[count...].contains(mark) { return nil }
    }

    /// Whether a line ends the code: at least as many marks, and nothing else but blanks.
    func isClosed(by line: UnsafeBufferPointer<UInt8>) -> Bool {
        let marks = line.drop { $0 == UInt8(ascii: " ") }
        let behind = marks.drop { $0 == mark }
        return marks.startIndex <= 3 && behind.startIndex - marks.startIndex >= count
            && behind.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }
}
