import Diagnostics

// Tables of all portals escape many texts, most of them of plain ASCII, of which each byte is a scalar.

extension MarkdownText {
    /// Writes a text, escaped as `escape` does.
    ///
    /// - Parameters:
    ///   - text: The text in UTF-8.
    ///   - page: Receives it.
    static func append(_ text: ArraySlice<UInt8>, to page: inout [UInt8]) {
        let start = page.count
        if text.allSatisfy(isPlain) {
            let isLastEscaped = appendPlain(text, to: &page)
            appendEnd(from: start, isLastEscaped: isLastEscaped, to: &page)
            escapeListStart(from: start, in: &page)
        } else {
            let isLastEscaped = appendScalars(String(decoding: text, as: UTF8.self).displayText, to: &page)
            appendEnd(from: start, isLastEscaped: isLastEscaped, to: &page)
            guard page.count > start, isDigit(page[start]) else { return }
            // A mark on a digit makes it another character.
            let escaped = escapeOrderedListStart(String(decoding: page[start...], as: UTF8.self))
            page.replaceSubrange(start..., with: escaped.utf8)
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

    /// Writes a text of plain ASCII.
    ///
    /// - Returns: Whether its last scalar has a backslash before it.
    private static func appendPlain(_ text: ArraySlice<UInt8>, to page: inout [UInt8]) -> Bool {
        let start = page.count
        var isLastEscaped = false
        for index in text.indices {
            let byte = text[index]
            if byte == space, page.count == start || page[page.count - 1] == space { continue }
            isLastEscaped = needsBackslash(byte, at: index, in: text, isFirst: page.count == start)
            if isLastEscaped { page.append(UInt8(ascii: "\\")) }
            page.append(byte)
        }
        return isLastEscaped
    }

    /// Writes any text.
    ///
    /// - Returns: Whether its last scalar has a backslash before it.
    private static func appendScalars(_ text: String, to page: inout [UInt8]) -> Bool {
        let start = page.count
        var isLastEscaped = false
        var before: Unicode.Scalar?
        var rest = text.unicodeScalars.makeIterator()
        var next = rest.next()
        while let scalar = next {
            next = rest.next()
            defer { before = scalar }
            let isSpace = isWhitespace(scalar)
            // White space at the start would indent, and two spaces at the end would break the line.
            if isSpace, page.count == start || page[page.count - 1] == space { continue }
            isLastEscaped = needsBackslash(scalar, before: before, after: next, isFirst: page.count == start)
            if isLastEscaped { page.append(UInt8(ascii: "\\")) }
            if isSpace {
                page.append(space)
            } else {
                page += UTF8.encode(scalar) ?? .init()
            }
        }
        return isLastEscaped
    }

    /// Ends a text: without a space, and so that number signs close no heading.
    private static func appendEnd(from start: Int, isLastEscaped: Bool, to page: inout [UInt8]) {
        var isLastEscaped = isLastEscaped
        if page.count > start, page[page.count - 1] == space {
            page.removeLast()
            isLastEscaped = false
        }
        if page.count > start + 1, page[page.count - 1] == UInt8(ascii: "#"), !isLastEscaped {
            page.insert(UInt8(ascii: "\\"), at: page.count - 1)
        }
    }

    /// `1.` and `1)` at the start of a line would begin a list.
    private static func escapeListStart(from start: Int, in page: inout [UInt8]) {
        let digits = page[start...].prefix(while: isDigit)
        guard (1...9).contains(digits.count), digits.endIndex < page.count else { return }
        let next = page[digits.endIndex]
        if next == UInt8(ascii: ".") || next == UInt8(ascii: ")") {
            page.insert(UInt8(ascii: "\\"), at: digits.endIndex)
        }
    }

    private static let space = UInt8(ascii: " ")

    /// Whether a scalar is white space (Unicode's White_Space), which is quicker told so than by its properties.
    private static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    private static func needsBackslash(_ byte: UInt8, at index: Int, in text: ArraySlice<UInt8>, isFirst: Bool) -> Bool
    {
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
