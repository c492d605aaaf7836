import Diagnostics

/// The surroundings of a problem of libyaml, to say what probably was meant.
struct FailurePlace {
    let text: SourceText
    /// The byte at which libyaml noticed.
    let offset: Int
    /// The byte at which the faulty part began.
    let contextOffset: Int
    /// The byte to show: where the faulty part began, or where libyaml noticed.
    let shownOffset: Int

    init(_ failure: YAMLFailure, in places: PlaceFinder) {
        text = places.text
        offset = failure.problemIndex.map(places.byteOffset) ?? failure.byteOffset
        contextOffset = failure.contextIndex.map(places.byteOffset) ?? offset
        switch failure.problem {
        case "found unexpected end of stream", "found unexpected document indicator", "could not find expected ':'":
            shownOffset = contextOffset
        case "did not find expected key", "did not find expected ',' or '}'":
            shownOffset = Self.openQuote(closingBefore: offset, in: text) ?? offset
        default:
            shownOffset = offset
        }
    }

    /// The line at which libyaml noticed, from 1.
    var line: Int { text.position(ofByte: offset).line }

    /// The line at which the faulty part began, from 1.
    var contextLine: Int { text.position(ofByte: contextOffset).line }

    /// Whether libyaml came to the end of the file.
    var isAtEnd: Bool { text.scalar(atByte: offset) == nil }

    /// The character in quotes, or what its lack means.
    var shownCharacter: String {
        guard let scalar = text.scalar(atByte: offset) else { return "the end of the file" }
        return scalar.isUnfitForDisplay ? codePoint(atByte: offset) : "'\(scalar)'"
    }

    /// The offset of the tab to blame, if one is.
    func tab(_ failure: YAMLFailure) -> Int? {
        if offset < text.bytes.count, text.bytes[offset] == 0x09 { return offset }
        let line = text.byteRange(ofLine: line)
        let indentation = text.bytes[line].prefix { $0.isBlank }
        let isIndented = offset >= indentation.endIndex && failure.context != "while scanning a quoted scalar"
        return isIndented && failure.problemIndex != nil ? indentation.firstIndex(of: 0x09) : nil
    }

    /// The offset of an invisible character that YAML takes for a line break or skips, before the problem in its line.
    var invisibleCharacter: Int? {
        let start = text.byteRange(ofLine: text.position(ofByte: shownOffset).line).lowerBound
        return (start..<max(start, shownOffset)).first { offset in
            guard text.bytes[offset] >= 0xC2, let scalar = text.scalar(atByte: offset) else { return false }
            return [0x85, 0x2028, 0x2029, 0xFEFF].contains(scalar.value)
        }
    }

    /// Returns a character as `U+0007`.
    func codePoint(atByte offset: Int) -> String {
        guard let scalar = text.scalar(atByte: offset) else { return "the end of the file" }
        let hex = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    }

    /// Why a colon is too many.
    var wordsForColon: String {
        let before = text.bytes[text.byteRange(ofLine: line).lowerBound..<offset]
        let colon = zip(before, before.dropFirst()).contains { $0 == UInt8(ascii: ":") && $1.isBlank }
        if colon { return "': ' stands in this value a second time; put the whole value in quotes" }
        if before.count > 1024 { return "the key is too long; a key of YAML has at most 1,024 characters" }
        return "this line is indented as a part of the value above it; indent it like its neighbours"
    }

    /// Why a colon is missing.
    var wordsForMissingColon: String {
        "this is no 'key: value'; add ': ' after the key, or indent the line like the value that it belongs to"
    }

    /// Why something is no key.
    var wordsForMissingKey: String {
        let line = text.byteRange(ofLine: line)
        let before = text.bytes[line.lowerBound..<max(line.lowerBound, offset)]
        guard let last = before.last(where: { !$0.isBlank }) else { return wordsForIndentation }
        if shownOffset < line.lowerBound { return wordsForOpenQuote }
        if last == UInt8(ascii: "\"") || last == UInt8(ascii: "'") {
            return "text follows the closing quote; put the whole value in one pair of quotes"
        }
        return "\(shownCharacter) cannot stand here; put the whole value in quotes"
    }

    /// That a quote was closed only by the one that was to open a later value.
    private var wordsForOpenQuote: String {
        "the quote that opens in line \(text.position(ofByte: shownOffset).line) is not closed before line \(line); "
            + "close it"
    }

    /// The byte of a quote in an earlier line that the quote right before a byte closes, as far as can be told: it begins
    /// a value, and is the odd one of its line.
    private static func openQuote(closingBefore offset: Int, in text: SourceText) -> Int? {
        let bytes = text.bytes
        guard offset <= bytes.count, offset > 0 else { return nil }
        let number = text.position(ofByte: offset).line
        let start = text.byteRange(ofLine: number).lowerBound
        guard start < offset, let quote = bytes[start..<offset].last(where: { !$0.isBlank }),
            quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
            !bytes[start..<offset].count(where: { $0 == quote }).isMultiple(of: 2)
        else { return nil }
        for earlier in stride(from: number - 1, through: max(1, number - 200), by: -1) {
            let line = text.byteRange(ofLine: earlier)
            let quotes = line.filter { bytes[$0] == quote }
            guard let open = quotes.last, !quotes.count.isMultiple(of: 2) else { continue }
            let before = bytes[line.lowerBound..<open].last { !$0.isBlank }
            return before.map { [UInt8](":-,[{".utf8).contains($0) } == true ? open : nil
        }
        return nil
    }

    private var wordsForIndentation: String {
        if text.scalar(atByte: offset) == "-" {
            return "a list cannot stand beside keys; indent it below the key that it belongs to"
        }
        let column = text.position(ofByte: offset).column
        let others = text.position(ofByte: contextOffset).column
        if column == others { return "\(shownCharacter) is no key; write 'key: value'" }
        return "this line begins in column \(column), the keys of the mapping from line \(contextLine) "
            + "in column \(others); indent it like its neighbours"
    }

    /// Why brackets or braces are wrong.
    func wordsForOpenBracket(_ open: String, closedBy close: String) -> String {
        if let comment = commentInsteadOfValue {
            return
                "an unquoted # begins a comment in line \(text.position(ofByte: comment).line), which hides what closes "
                + "the '\(open)' of line \(contextLine); write the value without #, or put it in quotes"
        }
        if shownOffset < text.byteRange(ofLine: line).lowerBound { return wordsForOpenQuote }
        guard let scalar = text.scalar(atByte: offset) else {
            return "the '\(open)' that opens in line \(contextLine) is not closed; add '\(close)'"
        }
        if scalar == "]" || scalar == "}" {
            return "'\(scalar)' cannot close the '\(open)' that opens in line \(contextLine); write '\(close)'"
        }
        return "',' or '\(close)' is missing before this, for the '\(open)' that opens in line \(contextLine); add it"
    }

    /// The byte of a `#` that follows a key's colon between where the bracket opens and where libyaml noticed:
    /// `{primary: #0044d4, …`.
    private var commentInsteadOfValue: Int? {
        guard contextOffset < offset else { return nil }
        var isAfterColon = false
        for index in contextOffset..<min(offset, text.bytes.count) {
            switch text.bytes[index] {
            case UInt8(ascii: ":"): isAfterColon = true
            case UInt8(ascii: " "): break
            case UInt8(ascii: "#") where isAfterColon && text.bytes[index - 1] == UInt8(ascii: " "): return index
            default: isAfterColon = false
            }
        }
        return nil
    }
}
