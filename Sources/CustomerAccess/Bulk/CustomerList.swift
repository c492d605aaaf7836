import AdvancedBillingAPI
public import Foundation

/// The customers of a CSV file.
///
/// The first record names the columns: `id` or `customer_id`, `reference`, `email`, in any order and letter case;
/// others do not count. Of a row the first of the three counts that is filled in.
public struct CustomerList: Sendable, Equatable {
    /// A row that names a customer.
    public struct Row: Sendable, Hashable {
        /// Where it begins, from 1.
        public let line: Int
        /// The customer.
        public let name: CustomerName
    }

    /// A row that names none.
    public struct Problem: Sendable, Hashable {
        /// Where it begins, from 1.
        public let line: Int
        /// Why, in words.
        public let reason: String
    }

    /// Why a file has no customers.
    public enum Refusal: Error, Hashable, Sendable {
        /// It has no first record.
        case empty
        /// None of the known columns is in the first record, which holds these, or one is in it twice.
        case columns([String])
        /// The first record cannot be read; in words.
        case unreadable(String)
    }

    /// The rows that name customers, in the file's order; several may name one.
    public private(set) var rows: [Row] = []
    /// The rows that don't, in the file's order.
    public private(set) var problems: [Problem] = []

    /// Reads a file.
    ///
    /// - Parameter csv: Its content: CSV in UTF-8, with commas or semicolons, any ends of lines, with or without a
    ///   byte-order mark.
    /// - Throws: `Refusal`.
    public init(csv: Data) throws(Refusal) {
        let records = CSVRecords(Array(csv)).all
        guard let head = records.first else { throw .empty }
        guard let fields = head.fields else { throw .unreadable(head.problem ?? "") }
        let columns = try Self.columns(of: fields)
        for record in records.dropFirst() {
            do throws(Flaw) {
                rows.append(Row(line: record.line, name: try Self.name(in: record, columns)))
            } catch {
                problems.append(Problem(line: record.line, reason: error.reason))
            }
        }
    }

    private struct Flaw: Error { let reason: String }

    private enum Column: CaseIterable {
        case id
        case reference
        case email

        var names: [String] {
            switch self {
            case .id: ["id", "customer_id"]
            case .reference: ["reference"]
            case .email: ["email"]
            }
        }
    }

    private static func columns(of head: [String]) throws(Refusal) -> [(Column, Int)] {
        let names = head.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        var columns: [(Column, Int)] = []
        for column in Column.allCases {
            let places = names.indices.filter { column.names.contains(names[$0]) }
            guard places.count < 2 else { throw .columns(head) }
            if let place = places.first { columns.append((column, place)) }
        }
        guard !columns.isEmpty else { throw .columns(head) }
        return columns
    }

    private static func name(in record: CSVRecords.Record, _ columns: [(Column, Int)]) throws(Flaw) -> CustomerName {
        guard let fields = record.fields else { throw Flaw(reason: record.problem ?? "") }
        for (column, place) in columns where place < fields.count {
            let text = fields[place].trimmingCharacters(in: .whitespaces)
            guard !text.isEmpty else { continue }
            switch column {
            case .id:
                guard let id = CustomerID(text) else { throw Flaw(reason: "its id is no positive whole number") }
                return .id(id)
            case .reference: return .reference(text)
            case .email: return .email(text)
            }
        }
        throw Flaw(reason: "it names no customer")
    }
}

extension CustomerList.Refusal: CustomStringConvertible {
    private static let shownColumns = 6
    private static let shownLength = 40

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .empty: "it is empty; its first line has to name the columns: id, reference or email"
        case .columns(let found):
            "its first line has to name one of the columns id (or customer_id), reference and email, none of them "
                + "twice; it holds "
                + found.prefix(Self.shownColumns).map { "'\($0.prefix(Self.shownLength))'" }.joined(separator: ", ")
                + (found.count > Self.shownColumns ? " and others" : "")
        case .unreadable(let words): "its first line cannot be read: \(words)"
        }
    }
}
