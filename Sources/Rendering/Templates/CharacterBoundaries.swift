/// Keeps characters that have to be escaped apart from marks that cling to them.
///
/// swift-mustache escapes by `Character`: a quotation mark with a combining accent, or after a mark that Unicode
/// prepends, is another `Character` than a quotation mark, passes unescaped, and ends an attribute in a browser,
/// which looks at scalars. So a scalar that no text has stands between them while a page is rendered.
enum CharacterBoundaries {
    /// U+FDD0 in UTF-8, a non-character of Unicode, which clings to nothing.
    private static let markBytes: [UInt8] = [0xEF, 0xB7, 0x90]

    /// Returns a text in which nothing clings to what has to be escaped, and that holds no mark of a literal.
    static func marked(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 || $0 == LiteralMarks.start }) else { return text }
        var marked: [UInt8] = []
        marked.reserveCapacity(text.utf8.count + 64)
        var last: UInt8 = 0
        for byte in text.utf8 {
            // A scalar beyond ASCII has no byte below 0x80.
            if isSpecial(byte) && last >= 0x80 || isSpecial(last) && byte >= 0x80 { marked += markBytes }
            marked.append(byte)
            if byte == LiteralMarks.start {
                marked += markBytes
            } else if byte == markBytes[2], marked.suffix(markBytes.count).elementsEqual(markBytes) {
                marked.removeLast(markBytes.count)
            }
            last = marked.last ?? 0
        }
        return String(decoding: marked, as: UTF8.self)
    }

    /// Returns a page without the marks.
    static func unmarked(_ page: String) -> String {
        var page = page
        guard page.withUTF8(holdMark) else { return page }
        var unmarked: [UInt8] = []
        unmarked.reserveCapacity(page.utf8.count)
        for byte in page.utf8 {
            unmarked.append(byte)
            // No other character has these bytes in it, and none is left half.
            if byte == markBytes[2], unmarked.suffix(markBytes.count).elementsEqual(markBytes) {
                unmarked.removeLast(markBytes.count)
            }
        }
        return String(decoding: unmarked, as: UTF8.self)
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: false
        }
    }

    /// Whether a text holds the mark.
    static func holdMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        NonCharacters.areIn(bytes, lastBytes: markBytes[2]...markBytes[2])
    }
}
