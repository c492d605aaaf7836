import SwiftCSV

/// The records of a CSV file, each with the line on which it begins (RFC 4180).
///
/// SwiftCSV counts no lines, and gives up at a wrong quote: it is begun anew behind the line in which that record began.
struct CSVRecords {
    /// A record, or why there is none.
    struct Record: Equatable {
        /// From 1.
        let line: Int
        /// The fields; `nil` if the record cannot be read.
        var fields: [String]?
        var problem: String?
    }

    /// How many wrong quotes are skipped; what has more is no CSV, and reading it on would take long.
    private static let faultLimit = 100

    /// The records in their order, without empty lines.
    private(set) var all: [Record] = []

    /// Reads a file.
    ///
    /// Fields end at commas, or at semicolons if the first line has some and no comma, as spreadsheets write them where
    /// the comma is the decimal point.
    ///
    /// - Parameter bytes: The content; a byte-order mark does not count.
    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let isText = String(validating: bytes, as: UTF8.self) != nil
        let head = text.prefix { !$0.isNewline }
        var rest = text[...]
        let delimiter: CSVDelimiter = !head.contains(",") && head.contains(";") ? .semicolon : .comma
        var line = 1
        for fault in 1...Self.faultLimit {
            let region = Region(line: line)
            let isWhole = (try? region.read(String(rest), delimiter)) != nil
            // The library takes what is open at the end as it is.
            let isOpen = isWhole && !rest.count { $0 == "\"" }.isMultiple(of: 2)
            all += isOpen ? region.records.dropLast() : region.records[...]
            if isOpen {
                fail("a quote is opened and never closed, so that all from here on is left out", at: region.lastLine)
            }
            if isWhole { break }
            let end = fault == Self.faultLimit ? ", like many before, so that all from here on is left out" : ""
            fail("a quote stands where none may stand\(end)", at: region.nextLine)
            for _ in line...region.nextLine { rest = rest.drop { !$0.isNewline }.dropFirst() }
            line = region.nextLine + 1
        }
        guard !isText else { return }
        for place in all.indices where all[place].fields?.contains(where: { $0.contains("\u{FFFD}") }) == true {
            all[place] = Record(line: all[place].line, problem: "it is not UTF-8")
        }
    }

    private mutating func fail(_ problem: String, at line: Int) {
        all.append(Record(line: line, problem: problem))
    }
}

/// What the library reads at one go.
private final class Region {
    private(set) var records: [CSVRecords.Record] = []
    /// Where the last record begins.
    private(set) var lastLine: Int
    /// Where the next record begins.
    private(set) var nextLine: Int

    init(line: Int) {
        (lastLine, nextLine) = (line, line)
    }

    /// Reads as far as there is no wrong quote.
    func read(_ text: String, _ delimiter: CSVDelimiter) throws {
        let csv = try EnumeratedCSV(string: text, delimiter: delimiter, loadColumns: false, rowLimit: 0)
        try csv.enumerateAsArray(rowLimit: nil) { [self] fields in
            lastLine = nextLine
            nextLine += 1 + fields.reduce(0) { $0 + $1.count(where: \.isNewline) }
            if fields != [""] { records.append(CSVRecords.Record(line: lastLine, fields: fields)) }
        }
    }
}
