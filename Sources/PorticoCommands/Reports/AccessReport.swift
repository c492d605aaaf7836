#if Networking
import AdvancedBillingAPI
import CustomerAccess
import Diagnostics
import Foundation
import Portals

/// What came of a command for each customer, in the forms for scripts, and as a table for people.
struct AccessReport {
    let rows: [AccessRow]
    /// The names of the members that the command adds.
    let columns: [String]
    let target: String

    /// For scripts.
    var json: String {
        let customers = rows.map { row in
            Value.object(ValueObject(zip(names, values(of: row)).map { ($0, $1) }))
        }
        let root = ValueObject([
            ("version", .number("1")), ("target", .string(target)), ("customers", .array(customers)),
        ])
        return Value.object(root).prettyJSON + "\n"
    }

    /// For spreadsheets, and for scripts: a row a customer, after a row of names (RFC 4180).
    var csv: String {
        csvHead + rows.map(csvLine).joined()
    }

    /// The row of names.
    var csvHead: String { names.joined(separator: ",") + "\r\n" }

    /// The row of a customer.
    func csvLine(_ row: AccessRow) -> String {
        values(of: row).map(CSVText.field).joined(separator: ",") + "\r\n"
    }

    /// For people: who could be asked for has a row.
    func table(_ head: [String]) -> String {
        let rows = rows.compactMap(\.outcome?.text)
        guard !rows.isEmpty else { return "" }
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        return ([head] + rows).map { cells in
            let line = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return line.joined(separator: "  ").trimmingCharacters(in: .whitespaces) + "\n"
        }.joined()
    }

    private var names: [String] { ["customer", "id", "result"] + columns + ["error"] }

    private func values(of row: AccessRow) -> [Value] {
        [
            .string(row.name.description), row.id.map { .number($0.description) } ?? .null,
            .string(row.result.rawValue),
        ] + (row.outcome?.values ?? columns.map { _ in .null }) + [row.error.map { .string($0) } ?? .null]
    }
}

/// How values stand in CSV.
enum CSVText {
    /// Returns a field: quoted where it must be, and such that no spreadsheet takes it for a formula (cli.md, hostile
    /// text).
    static func field(_ value: Value) -> String {
        switch value {
        case .string(let text): field(text)
        case .number(let number): number
        case .boolean(let flag): flag ? "true" : "false"
        case .array(let list): field(list.compactMap(\.string).joined(separator: " "))
        case .null, .object: ""
        }
    }

    private static func field(_ text: String) -> String {
        // A terminal may be what reads it.
        let text = text.displayText
        // By scalars: a mark that combines with the sign would hide it from a look at characters.
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        let harmless = isFormula ? "'" + text : text
        let isPlain = !harmless.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
        return isPlain ? harmless : "\"" + harmless.replacing("\"", with: "\"\"") + "\""
    }
}

extension Value {
    /// A time, for scripts; null if there is none.
    static func time(_ date: Date?) -> Value { date.map { .string($0.formatted(.iso8601)) } ?? .null }

    /// A text; null if there is none.
    static func text(_ text: String?) -> Value { text.map { .string($0) } ?? .null }

    /// A number; null if there is none.
    static func count(_ number: Int?) -> Value { number.map { .number("\($0)") } ?? .null }
}
#endif
