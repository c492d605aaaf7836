import Diagnostics

// Tables of all portals escape many texts, most of them of plain ASCII, of which each byte is a scalar.

extension MarkdownText {
    /// Writes a text, escaped for the inside of a table cell.
    ///
    /// - Parameters:
    ///   - text: The text in UTF-8.
    ///   - page: Receives it.
    static func append(_ text: ArraySlice<UInt8>, to page: inout [UInt8]) {
        if text.allSatisfy(isPlain) {
            appendPlain(text, to: &page)
        } else {
            page += escapeScalars(String(decoding: text, as: UTF8.self)).utf8
        }
    }

    /// Writes a link.
    ///
    /// - Parameters:
    ///   - words: What is shown, in UTF-8.
    ///   - page: Receives the link.
    ///   - url: Writes the address, of URI characters alone.
    static func appendLink(_ words: ArraySlice<UInt8>, to page: inout [UInt8], url: (inout [UInt8]) -> Void) {
        page.append(UInt8(ascii: "["))
        append(words, to: &page)
        page += "](<".utf8
        url(&page)
        page += ">)".utf8
    }

    /// Writes a text of plain ASCII as `escapeScalars` does.
    static func appendPlain(_ text: ArraySlice<UInt8>, to page: inout [UInt8]) {
        let space = UInt8(ascii: " ")
        let start = page.count
        var isLastEscaped = false
        for index in text.indices {
            let byte = text[index]
            if byte == space, page.count == start || page[page.count - 1] == space { continue }
            isLastEscaped = needsBackslash(byte, at: index, in: text, isFirst: page.count == start)
            if isLastEscaped { page.append(UInt8(ascii: "\\")) }
            page.append(byte)
        }
        if page.count > start, page[page.count - 1] == space {
            page.removeLast()
            isLastEscaped = false
        }
        let mark = UInt8(ascii: "#")
        if page.count > start + 1, page[page.count - 1] == mark, !isLastEscaped {
            page.insert(UInt8(ascii: "\\"), at: page.count - 1)
        }
        // `1.` and `1)` at the start of a line would begin a list.
        let digits = page[start...].prefix(while: isDigit)
        guard (1...9).contains(digits.count), digits.endIndex < page.count else { return }
        let next = page[digits.endIndex]
        if next == UInt8(ascii: ".") || next == UInt8(ascii: ")") {
            page.insert(UInt8(ascii: "\\"), at: digits.endIndex)
        }
    }

    private static func needsBackslash(_ byte: UInt8, at index: Int, in text: ArraySlice<UInt8>, isFirst: Bool) -> Bool {
        // Letters, digits and spaces are most of a text.
        if isWord(byte) || byte == UInt8(ascii: " ") { return false }
        func scalar(_ index: Int) -> Unicode.Scalar? {
            text.indices.contains(index) ? Unicode.Scalar(text[index]) : nil
        }
        return needsBackslash(
            Unicode.Scalar(byte),
            before: scalar(index - 1),
            after: scalar(index + 1),
            isFirst: isFirst
        )
    }

    private static func isPlain(_ byte: UInt8) -> Bool { (UInt8(ascii: " ")...UInt8(ascii: "~")).contains(byte) }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isWord(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || isDigit(byte)
    }
}
