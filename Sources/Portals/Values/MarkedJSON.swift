import Foundation

/// A text of JSON with a mark in front of each key, and what its values are.
///
/// Foundation forgets the order of keys and how numbers were written; the marks and the tokens remember both. Nothing
/// here judges the text: up to the first fault it is followed exactly, marks stand inside of keys alone, and numbers
/// are only shortened, so that what was no JSON stays none. Foundation is lenient about a comma at the end of a list or
/// an object alone.
struct MarkedJSON {
    /// What a value is; those of an object or a list follow it.
    enum Token {
        case null
        case boolean(Bool)
        case number(String)
        case string
        case array
        case object
    }

    /// The text with `1:` at the beginning of the first key, `2:` at that of the second, and so on.
    private(set) var text: [UInt8] = []
    /// Every value of the text in its order.
    private(set) var tokens: [Token] = []

    private var containers: [UInt8] = []
    private var keyCount = 0
    private var isKeyNext = false
    private var isAfterComma = false
    /// The characters of the number, `true`, `false` or `null` that is being read.
    private var word: [UInt8] = []

    /// Marks a text.
    ///
    /// - Parameter json: The text in UTF-8.
    /// - Throws: `JSONReadingError` if it is nested too deeply, or holds a NUL, as it does in any other encoding.
    init(_ json: Data) throws(JSONReadingError) {
        text.reserveCapacity(json.count + json.count / 4)
        var isInString = false
        var isEscaped = false
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        for byte in json.starts(with: byteOrderMark) ? json.dropFirst(byteOrderMark.count) : json {
            guard byte != 0 else { throw JSONReadingError() }
            if isInString {
                text.append(byte)
                if byte == UInt8(ascii: "\""), !isEscaped { isInString = false }
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
            } else {
                isInString = byte == UInt8(ascii: "\"")
                try take(byte)
            }
        }
        endWord()
    }

    /// Takes a byte that stands outside of strings, the quotation mark at their beginning included.
    private mutating func take(_ byte: UInt8) throws(JSONReadingError) {
        switch byte {
        case UInt8(ascii: "\""):
            endWord()
            text.append(byte)
            isAfterComma = false
            if isKeyNext {
                keyCount += 1
                text += Array("\(keyCount):".utf8)
            } else {
                tokens.append(.string)
            }
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            endWord()
            text.append(byte)
            containers.append(byte)
            isAfterComma = false
            guard containers.count <= Value.depthLimit else { throw JSONReadingError() }
            isKeyNext = byte == UInt8(ascii: "{")
            tokens.append(isKeyNext ? .object : .array)
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            endWord()
            // Foundation would let it pass.
            guard !isAfterComma else { throw JSONReadingError() }
            text.append(byte)
            containers.removeLast(min(1, containers.count))
        case UInt8(ascii: ","), UInt8(ascii: ":"):
            endWord()
            text.append(byte)
            isAfterComma = byte == UInt8(ascii: ",")
            isKeyNext = isAfterComma && containers.last == UInt8(ascii: "{")
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            endWord()
            text.append(byte)
        default: word.append(byte)
        }
    }

    private mutating func endWord() {
        guard let first = word.first else { return }
        isAfterComma = false
        switch first {
        case UInt8(ascii: "t"): tokens.append(.boolean(true))
        case UInt8(ascii: "f"): tokens.append(.boolean(false))
        case UInt8(ascii: "n"): tokens.append(.null)
        default: tokens.append(.number(Self.number(String(decoding: word, as: UTF8.self))))
        }
        // Two digits in a row are enough to tell a number from none, and leave nothing that a type cannot hold.
        var digits = 0
        for byte in word {
            digits = byte.isDigit ? digits + 1 : 0
            if digits <= 2 { text.append(byte) }
        }
        word.removeAll(keepingCapacity: true)
    }

    /// Returns a number in its usual spelling if a decimal holds it; else as it was written.
    private static func number(_ text: String) -> String {
        guard text.utf8.contains(where: { !$0.isDigit }), text.utf8.count <= 20 else { return text }
        let exponent = text.utf8.drop { $0.lowercased != UInt8(ascii: "e") }.dropFirst().filter(\.isDigit)
        // Sixteen digits and an exponent of two are well within a decimal.
        guard exponent.count <= 2, let decimal = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")) else {
            return text
        }
        return "\(decimal)"
    }
}
