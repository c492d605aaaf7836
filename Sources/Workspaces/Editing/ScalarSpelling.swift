import Diagnostics

extension String {
    /// Whether no reader of YAML, old or new, could take the text for anything but this text if it stood unquoted.
    ///
    /// Narrower than need be: it begins with a letter, is no word and no number of YAML 1.1, 1.2 or JSON, and no
    /// colour, and holds nothing that has a meaning outside quotes.
    var isPlainInYAML: Bool {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last else { return false }
        guard first.properties.isAlphabetic, last != " ", !isWordOfYAML, !isSixHexDigits else { return false }
        var before: Unicode.Scalar = " "
        for scalar in unicodeScalars {
            if scalar.isUnfitForDisplay || ",[]{}\"`\\".unicodeScalars.contains(scalar) { return false }
            if scalar == "#", before == " " { return false }
            if scalar == " ", before == ":" { return false }
            before = scalar
        }
        return last != ":"
    }

    /// Whether the text can stand unquoted as a key: a word of ASCII.
    var isPlainKey: Bool {
        guard let first = utf8.first, !isWordOfYAML, utf8.count <= 100, !isSixHexDigits else { return false }
        return (first.isASCIILetter || first == UInt8(ascii: "_"))
            && utf8.allSatisfy {
                $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
            }
    }

    /// Whether the text comes back exactly from a literal block as libyaml writes it.
    ///
    /// Not if it begins with a blank or a line break, which needs a hint about the indentation, if it ends in several
    /// line breaks, or if a line ends in a blank.
    var isLiteralInYAML: Bool {
        guard let first = unicodeScalars.first, first != " ", first != "\n" else { return false }
        var before: Unicode.Scalar = "x"
        for scalar in unicodeScalars {
            if scalar != "\n", scalar.isUnfitForDisplay { return false }
            if scalar == "\n", before == " " { return false }
            before = scalar
        }
        return before != " " && !utf8.suffix(2).elementsEqual("\n\n".utf8)
    }

    /// Whether the text is easier to read in a block of its own: it has several lines, or is a long one.
    var isLong: Bool { utf8.contains(UInt8(ascii: "\n")) || (utf8.count > 120 && utf8.contains(UInt8(ascii: " "))) }

    /// Whether the text can stand in single quotes on one line.
    var isSingleQuotedInYAML: Bool { !unicodeScalars.contains(where: \.isUnfitForDisplay) }

    /// Words that YAML 1.1, YAML 1.2 or a common reader takes for a truth value, null or a number.
    private var isWordOfYAML: Bool {
        utf8.count <= 8
            && ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nil", "none", "nan", "inf", "infinity"]
                .contains(lowercased())
    }

    private var isSixHexDigits: Bool {
        utf8.count == 6
            && utf8.allSatisfy { $0.isASCIIDigit || ($0.isASCIILetter && ($0 | 0x20) <= UInt8(ascii: "f")) }
    }
}

extension UInt8 {
    fileprivate var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    fileprivate var isASCIILetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
