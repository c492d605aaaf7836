/// Writes text so that Markdown takes it as text: CommonMark 0.30 and what GitHub adds (tables, strikethrough,
/// mathematics).
struct MarkdownEscaping {
    /// Whether the text begins a line, where more characters have a meaning.
    let isLineStart: Bool
    /// Whether nothing but a line's end stands before and after the text, so that spaces would be lost.
    let isAtEdge: (before: Bool, after: Bool)

    func escaped(_ text: String) -> String {
        isPlain(text) ? text : escapedByScalars(text)
    }

    /// Whether a text is quickly seen to need nothing: letters, digits, spaces and what separates words.
    private func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, !isLineStart || Self.isLetter(first) else { return false }
        let space = UInt8(ascii: " ")
        if first == space && isAtEdge.before || text.utf8.last == space && isAtEdge.after { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case space, UInt8(ascii: "'")...UInt8(ascii: ")"), UInt8(ascii: ",")...UInt8(ascii: ";"): true
            default: Self.isLetter(byte)
            }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private func escapedByScalars(_ text: String) -> String {
        let scalars = Self.fit(text).map { $0 == "\n" || $0 == "\t" ? " " : $0 }
        let digits = scalars.prefix { ("0"..."9").contains($0) }.count
        var escaped: [UInt8] = []
        escaped.reserveCapacity(scalars.count + 16)
        for (index, scalar) in scalars.enumerated() {
            let before = index > 0 ? scalars[index - 1] : nil
            let after = index + 1 < scalars.count ? scalars[index + 1] : nil
            if scalar == " ", index == 0 && isAtEdge.before || after == nil && isAtEdge.after {
                escaped += "&#32;".utf8
                continue
            }
            let isListNumber = isLineStart && index == digits && (1...9).contains(digits)
            if Self.isMarkup(scalar, between: before, and: after)
                || isLineStart && index == 0 && Self.isMarkupAtStart(scalar, before: after)
                || isListNumber && (scalar == "." || scalar == ")") && (after ?? " ") == " "
            {
                escaped.append(UInt8(ascii: "\\"))
            }
            if scalar.isASCII {
                escaped.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                escaped += scalar.utf8
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    private static func isMarkup(
        _ scalar: Unicode.Scalar,
        between before: Unicode.Scalar?,
        and after: Unicode.Scalar?
    ) -> Bool {
        switch scalar {
        case "\\", "`", "*", "[", "]", "<", "~", "|", "$": true
        case "_": !(isWord(before) && isWord(after))
        // At the end of a heading it would be lost.
        case "#": !isWord(before)
        case "!": after == nil
        case "&": after == nil || isWord(after)
        default: false
        }
    }

    private static func isMarkupAtStart(_ scalar: Unicode.Scalar, before after: Unicode.Scalar?) -> Bool {
        switch scalar {
        case ">": true
        case "-", "+", "=", ":": !isWord(after)
        default: false
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
        switch scalar {
        case ("a"..."z")?, ("A"..."Z")?, ("0"..."9")?: true
        default: false
        }
    }
}

extension MarkdownEscaping {
    /// An address for `<…>`; everything that has no place in an address is percent-encoded.
    static func address(_ url: String) -> String {
        var address = ""
        let scalars = fit(url)
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "\\", "<", ">", "`", "\"", "{", "}", "|", "^", "\u{0}"..." ", "\u{7F}":
                for byte in String(scalar).utf8 {
                    address += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                }
            case "&" where index + 1 < scalars.count && (isWord(scalars[index + 1]) || scalars[index + 1] == "#"):
                address += "\\&"
            default: address.unicodeScalars.append(scalar)
            }
        }
        return address
    }

    /// A link's title for the inside of double quotes, on one line.
    static func title(_ title: String) -> String {
        var escaped = ""
        for scalar in fit(title) {
            if "\\\"`<&".unicodeScalars.contains(scalar) { escaped += "\\" }
            escaped.unicodeScalars.append(scalar == "\n" ? " " : scalar)
        }
        return escaped
    }

    /// The text without what could disturb a terminal or the order of the text around: control characters but tab
    /// and line break become U+FFFD, marks that embed, override or isolate a direction are left out.
    static func fit(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.compactMap { scalar in
            switch scalar.value {
            case 0x09, 0x0A: scalar
            case 0x00...0x1F, 0x7F...0x9F: "\u{FFFD}"
            case 0x202A...0x202E, 0x2066...0x2069: nil
            default: scalar
            }
        }
    }
}
