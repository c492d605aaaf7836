import Diagnostics

/// Why a JSON text is not valid.
struct JSONProblem {
    let message: String
    let offset: Int
}

extension JSONProblem {
    /// Turns the words of Foundation, which end in `around character 12`, into ours.
    init(foundation words: String, in text: SourceText, rootEnd: Int?) {
        let digits = words.reversed().drop { !("0"..."9").contains($0) }.prefix { ("0"..."9").contains($0) }
        let index = words.hasPrefix("Unexpected end of file") ? nil : Int(String(digits.reversed()))
        guard let offset = index, offset < text.bytes.count else {
            let end = (text.bytes.lastIndex { !$0.isBlank && !$0.isLineBreak } ?? 0) + 1
            self.init(message: "the text ends too early; close every quote, bracket and brace", offset: end)
            return
        }
        if let rootEnd, offset > rootEnd {
            self.init(message: "the text goes on after its end; delete what follows", offset: offset)
        } else {
            self.init(message: Self.words(for: words, at: offset, in: text), offset: offset)
        }
    }

    private static func words(for words: String, at offset: Int, in text: SourceText) -> String {
        if words.hasPrefix("Number with leading zero") {
            return "a number cannot begin with 0; put it in double quotes"
        }
        if words.hasPrefix("Unescaped control character") {
            return "a text cannot hold a raw line break, tab or other control character; "
                + "close its quote in the same line, or write \\n or \\t"
        }
        if words.hasPrefix("Invalid escape") { return "this is no escape of JSON; write a backslash twice" }
        if words.hasPrefix("Invalid hex") { return "\\u needs four hexadecimal digits; write them" }
        return unexpected(at: offset, in: text)
    }

    private static func unexpected(at offset: Int, in text: SourceText) -> String {
        let before = text.bytes[..<offset].last { !$0.isBlank && !$0.isLineBreak }
        switch text.bytes[offset] {
        case UInt8(ascii: "'"): return "JSON has no single quotes; use double quotes"
        case UInt8(ascii: "/"), UInt8(ascii: "#"): return "JSON has no comments; delete this one"
        case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            return "'\(Unicode.Scalar(text.bytes[offset]))' cannot stand here; a value or a key is missing before it"
        case let byte where beginsValue(byte) && before.map(endsValue) ?? false:
            return "',' or ':' is missing before this; add it"
        default:
            let shown = text.scalar(atByte: offset).map { $0.isUnfitForDisplay ? "a control character" : "'\($0)'" }
            return "\(shown ?? "the end") cannot stand here; JSON has double-quoted texts, numbers, true, false, null, "
                + "lists and mappings"
        }
    }

    private static func beginsValue(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "-"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    private static func endsValue(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "{"): false
        default: true
        }
    }
}
