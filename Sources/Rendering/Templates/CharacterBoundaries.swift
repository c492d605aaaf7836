/// Keeps characters that have to be escaped apart from marks that cling to them.
///
/// swift-mustache escapes by `Character`: a quotation mark with a combining accent, or after a mark that Unicode
/// prepends, is another `Character` than a quotation mark, passes unescaped, and ends an attribute in a browser,
/// which looks at scalars. So a scalar that no text has stands between them while a page is rendered.
enum CharacterBoundaries {
    /// A non-character of Unicode, which clings to nothing.
    private static let mark = Unicode.Scalar(0xFDD0 as UInt16)
    private static let markBytes: [UInt8] = [0xEF, 0xB7, 0x90]

    /// Returns a text in which nothing clings to what has to be escaped.
    static func marked(_ text: String) -> String {
        guard let mark, text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        var marked = String.UnicodeScalarView()
        var isAfterSpecial = false
        for scalar in text.unicodeScalars where scalar != mark {
            let isSpecial = isSpecial(scalar)
            if isSpecial && !(marked.last?.isASCII ?? true) || isAfterSpecial && !scalar.isASCII {
                marked.append(mark)
            }
            marked.append(scalar)
            isAfterSpecial = isSpecial
        }
        return String(marked)
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

    private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "&", "<", ">", "\"", "'": true
        default: false
        }
    }

    /// Whether a text holds the mark.
    static func holdMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        NonCharacters.areIn(bytes, lastBytes: markBytes[2]...markBytes[2])
    }
}
