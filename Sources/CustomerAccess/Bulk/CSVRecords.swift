/// The records of a CSV file, one after the other, each with the line on which it begins (RFC 4180).
///
/// SwiftCSV was looked at first: it knows no lines, and one wrong quote costs it the whole file. Bytes are read, because
/// `\r\n` is one `Character`, and a combining mark hides a quote.
struct CSVRecords: Sequence, IteratorProtocol {
    /// A record, or why there is none.
    struct Record: Equatable {
        /// From 1.
        let line: Int
        /// The fields; `nil` if the record cannot be read.
        var fields: [String]?
        var problem: String?
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private var position = 0
    private var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let newline = UInt8(ascii: "\n")
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Begins with the first record; a byte-order mark does not count.
    ///
    /// Fields end at commas, or at semicolons if the first line has some and no comma, as spreadsheets write them where
    /// the comma is the decimal point.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: Self.byteOrderMark) { position = Self.byteOrderMark.count }
        let first = bytes[position...].prefix { $0 != Self.newline }
        let hasCommas = first.contains(UInt8(ascii: ","))
        separator = !hasCommas && first.contains(UInt8(ascii: ";")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
    }

    /// Returns the next record; empty lines are left out.
    mutating func next() -> Record? {
        while position < bytes.count {
            let record = record()
            if record.fields != [""] { return record }
        }
        return nil
    }

    private mutating func record() -> Record {
        let start = line
        var fields: [String] = []
        while true {
            let field = peek == Self.quote ? quotedField() : plainField()
            guard let field else {
                let isOpen = position >= bytes.count
                skipLine()
                return Record(
                    line: start,
                    problem: isOpen ? "a quote is opened and never closed" : "text stands behind a closing quote"
                )
            }
            guard let text = String(validating: field, as: UTF8.self) else {
                skipLine()
                return Record(line: start, problem: "it is not UTF-8")
            }
            fields.append(text)
            guard peek == separator else { break }
            position += 1
        }
        skipLine()
        return Record(line: start, fields: fields)
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Whether the line, or the file, ends here.
    private var isAtEnd: Bool {
        guard let byte = peek else { return true }
        let isReturn =
            byte == UInt8(ascii: "\r") && (position + 1 == bytes.count || bytes[position + 1] == Self.newline)
        return byte == Self.newline || isReturn
    }

    private mutating func plainField() -> [UInt8] {
        let start = position
        while !isAtEnd, peek != separator { position += 1 }
        return Array(bytes[start..<position])
    }

    /// Reads a quoted field, in which a quote is written twice; `nil` if it does not end, or something follows it.
    private mutating func quotedField() -> [UInt8]? {
        position += 1
        var field: [UInt8] = []
        while let byte = peek {
            position += 1
            if byte == Self.newline { line += 1 }
            guard byte == Self.quote else {
                field.append(byte)
                continue
            }
            guard peek == Self.quote else { return isAtEnd || peek == separator ? field : nil }
            field.append(byte)
            position += 1
        }
        return nil
    }

    private mutating func skipLine() {
        while let byte = peek {
            position += 1
            if byte == Self.newline {
                line += 1
                return
            }
        }
    }
}
