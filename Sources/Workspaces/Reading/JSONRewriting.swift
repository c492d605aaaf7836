/// Rewrites JSON for libyaml, which refuses some of it, and for Foundation, which refuses large numbers.
///
/// For libyaml: blanks and line breaks outside texts become spaces, so that all stands in one line; `? ` goes before
/// each key, so that it may have any length; surrogate pairs become one `\U` escape; characters that YAML refuses or
/// folds become escapes. For Foundation: a number becomes `0` and spaces of the same length. This is no check: what
/// Foundation refuses passes through in some form.
struct JSONRewriting {
    /// The text for libyaml.
    private(set) var output: [UInt8] = []
    /// The text for Foundation, with the same offsets as the written one.
    private(set) var masked: [UInt8]
    /// How places in `output` become written ones.
    private(set) var shifts: [PlaceFinder.Shift] = []
    /// The bracket that opens one level too many.
    private(set) var tooDeep: Int?
    /// The first problem that Foundation does not report, or not with its place.
    private(set) var problem: JSONProblem?

    /// The bracket that closes the outermost list or mapping.
    private(set) var rootEnd: Int?

    private let bytes: [UInt8]
    private let depth: Int
    private var offset = 0
    private var scalarCount = 0
    private var lead = 0
    /// Whether each open bracket is a brace.
    private var open: [Bool] = []
    private var expectsKey = false
    /// The last comma, if nothing but blanks followed yet.
    private var comma: Int?

    init(_ bytes: [UInt8], depth: Int) {
        self.bytes = bytes
        self.depth = depth
        masked = bytes
        output.reserveCapacity(bytes.count + bytes.count / 8)
    }

    /// Rewrites all, or up to the first bracket that is too deep.
    mutating func run() {
        while offset < bytes.count, tooDeep == nil {
            let byte = bytes[offset]
            if byte.isBlank || byte.isLineBreak {
                emit([0x20])
                offset += 1
            } else {
                rewriteToken(byte)
            }
        }
    }

    private mutating func rewriteToken(_ byte: UInt8) {
        let isClosing = byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
        if let comma, isClosing { report("JSON allows no comma before a closing bracket; delete it", at: comma) }
        comma = nil
        switch byte {
        case UInt8(ascii: "\""): rewriteString()
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            open.append(byte == UInt8(ascii: "{"))
            expectsKey = byte == UInt8(ascii: "{")
            if open.count > depth { tooDeep = offset }
            copy()
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            _ = open.popLast()
            expectsKey = false
            if open.isEmpty { rootEnd = rootEnd ?? offset }
            copy()
        case UInt8(ascii: ","):
            comma = offset
            expectsKey = open.last ?? false
            copy()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): rewriteNumber()
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): rewriteWord()
        default: copy()
        }
    }

    // MARK: Words and numbers

    private mutating func rewriteWord() {
        let end = bytes[offset...].firstIndex { !Self.isOfWord($0) } ?? bytes.count
        let word = String(decoding: bytes[offset..<end], as: UTF8.self)
        if word != "true", word != "false", word != "null" {
            report("'\(word.shownInMessage)' stands without quotes; put keys and texts in double quotes", at: offset)
        }
        while offset < end { copy() }
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private mutating func rewriteNumber() {
        let end = bytes[offset...].firstIndex { !Self.isOfNumber($0) } ?? bytes.count
        if JSONNumber.matches(bytes[offset..<end]) {
            masked[offset] = UInt8(ascii: "0")
            for index in offset + 1..<max(offset + 1, end) { masked[index] = 0x20 }
        }
        while offset < end { copy() }
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    // MARK: Texts

    private mutating func rewriteString() {
        if expectsKey {
            emit(Array("? ".utf8))
            shift(by: -2)
            expectsKey = false
        }
        copy()
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                copy()
                return
            case UInt8(ascii: "\\"): rewriteEscape()
            case 0x20...0x7E: copy()
            default: rewriteCharacter()
            }
        }
    }

    private mutating func rewriteEscape() {
        guard offset + 1 < bytes.count else { return copy() }
        switch bytes[offset + 1] {
        case UInt8(ascii: "/"):
            emit([UInt8(ascii: "/")])
            shift(by: 1)
            offset += 2
        case UInt8(ascii: "u"): rewriteUnicodeEscape()
        default:
            copy()
            copy()
        }
    }

    private mutating func rewriteUnicodeEscape() {
        guard let first = unit(at: offset), (0xD800...0xDFFF).contains(first) else {
            copy()
            copy()
            return
        }
        guard first < 0xDC00, let second = unit(at: offset + 6), (0xDC00...0xDFFF).contains(second) else {
            report("this is half of a surrogate pair; write both halves, or the character itself", at: offset)
            copy()
            copy()
            return
        }
        let scalar = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        emit(Array("\\U".utf8) + Self.hex(scalar, digitCount: 8))
        shift(by: 2)
        offset += 12
    }

    /// The number of an escape such as `\ud83d`; `nil` if none stands there.
    private func unit(at offset: Int) -> UInt32? {
        guard offset + 6 <= bytes.count, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u")
        else { return nil }
        var number: UInt32 = 0
        for byte in bytes[offset + 2..<offset + 6] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 + UInt32(byte - 0x30)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 + UInt32(byte - 0x57)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): number = number << 4 + UInt32(byte - 0x37)
            default: return nil
            }
        }
        return number
    }

    /// Copies a character that YAML takes, and escapes one that it refuses or folds.
    private mutating func rewriteCharacter() {
        let length = max(1, bytes[offset].leadingOnes)
        let end = min(offset + length, bytes.count)
        let leading = UInt32(bytes[offset] & (0xFF >> UInt8(min(length + 1, 7))))
        let scalar =
            length == 1
            ? UInt32(bytes[offset]) : bytes[offset + 1..<end].reduce(leading) { $0 << 6 | UInt32($1 & 0x3F) }
        switch scalar {
        case 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
            emit(Array("\\u".utf8) + Self.hex(scalar, digitCount: 4))
            shift(by: -5)
        default:
            output.append(contentsOf: bytes[offset..<end])
            scalarCount += 1
        }
        offset = end
    }

    // MARK: Output

    private mutating func copy() {
        let byte = bytes[offset]
        output.append(byte)
        if byte & 0xC0 != 0x80 { scalarCount += 1 }
        offset += 1
    }

    private mutating func emit(_ ascii: [UInt8]) {
        output.append(contentsOf: ascii)
        scalarCount += ascii.count
    }

    /// Notes that from here on the written text is ahead by so many scalars more.
    private mutating func shift(by count: Int) {
        lead += count
        shifts.append(PlaceFinder.Shift(index: scalarCount, lead: lead))
    }

    private mutating func report(_ message: String, at offset: Int) {
        guard problem == nil else { return }
        problem = JSONProblem(message: message, offset: offset)
    }

    private static func hex(_ number: UInt32, digitCount: Int) -> [UInt8] {
        (0..<digitCount).reversed().map { digit in
            let nibble = UInt8(truncatingIfNeeded: number >> (4 * UInt32(digit)) & 0xF)
            return nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
        }
    }
}

extension UInt8 {
    /// How many bits are one before the first zero: the length of a UTF-8 sequence that the byte begins.
    fileprivate var leadingOnes: Int { (~self).leadingZeroBitCount }
}
