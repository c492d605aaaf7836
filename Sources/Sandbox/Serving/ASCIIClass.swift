/// Checks of text against explicit sets of ASCII characters, as the services' patterns mean them (rebilly.md, 2.1).
enum ASCIIClass {
    /// Whether a text is an identifier of a path: `^[@~.A-Za-z0-9_-]+$`, at most so many characters.
    static func isIdentifier(_ text: String, limit: Int = 50) -> Bool {
        let bytes = text.utf8
        return !bytes.isEmpty && bytes.count <= limit && bytes.allSatisfy(isPathCharacter)
    }

    /// Whether a text is six hexadecimal digits.
    static func isColor(_ text: String) -> Bool {
        text.utf8.count == 6 && text.utf8.allSatisfy(isHexDigit)
    }

    /// Whether a text has digits alone, and at least one.
    static func isNumber(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(isDigit)
    }

    static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

    private static func isPathCharacter(_ byte: UInt8) -> Bool {
        isDigit(byte) || isLetter(byte) || "@~.-_".utf8.contains(byte)
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }

    static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}
