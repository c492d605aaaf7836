extension String {
    /// The text with A to Z in lower case and everything else as it is.
    var lowercasedASCII: String {
        let isMixed = utf8.withContiguousStorageIfAvailable { $0.contains { $0.isUppercase } } ?? true
        return isMixed ? String(decoding: utf8.map(\.lowercased), as: UTF8.self) : self
    }
}

extension UInt8 {
    var isASCII: Bool { self < 0x80 }

    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    var isUppercase: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }

    /// The letter in lower case; anything but A to Z as it is.
    var lowercased: UInt8 { isUppercase ? self + 32 : self }

    var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercased) }

    var isHexadecimalDigit: Bool {
        isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(lowercased)
    }

    /// Whether the service takes the character in identifiers of a path (rebilly.md, 2.1).
    var isPathCharacter: Bool {
        switch self {
        case UInt8(ascii: "@"), UInt8(ascii: "~"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: isLetter || isDigit
        }
    }

    /// Whether RFC 3986 has a use for the character; the apostrophe is left out because attributes end at it.
    var isURICharacter: Bool {
        // Most are letters.
        if isLetter || isDigit { return true }
        return switch self {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ":"): true
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "["), UInt8(ascii: "]"): true
        case UInt8(ascii: "@"), UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "("): true
        case UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"): true
        case UInt8(ascii: "="), UInt8(ascii: "%"): true
        default: false
        }
    }
}

extension Unicode.Scalar {
    var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }

    /// Whether the scalar is white space.
    var isBlank: Bool {
        // ASCII needs no look at the properties of Unicode.
        isASCII ? self == " " || ("\t"..."\r").contains(self) : properties.isWhitespace
    }

    var isHexadecimalDigit: Bool { UInt8(exactly: value)?.isHexadecimalDigit ?? false }
}
