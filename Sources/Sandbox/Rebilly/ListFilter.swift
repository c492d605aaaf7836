import Foundation

/// The filter of a list (rebilly.md, 2.4): conditions that all have to hold.
struct ListFilter: Sendable {
    private let conditions: [Condition]

    private struct Condition: Sendable {
        let field: String
        let isNegated: Bool
        let values: [Wanted]
    }

    /// A value that a condition names.
    private enum Wanted: Sendable {
        /// A text in lower case, with the ends of the range that it may be as well.
        case text(String, lower: String?, upper: String?)
        case range(lower: Int?, upper: Int?)
        case boolean(Bool)

        func matches(_ value: FieldValue?) -> Bool {
            switch (self, value) {
            case (.text(let wanted, let lower, let upper), .text(let text)?):
                Self.matches(text.lowercased(), wanted, lower, upper)
            case (.range(let lower, let upper), .number(let number)?):
                number >= (lower ?? .min) && number <= (upper ?? .max)
            case (.boolean(let wanted), .boolean(let flag)?): flag == wanted
            default: false
            }
        }

        /// Whether a text is the wanted one, or lies between two.
        private static func matches(_ text: String, _ wanted: String, _ lower: String?, _ upper: String?) -> Bool {
            if text.utf8.elementsEqual(wanted.utf8) { return true }
            if lower == nil, upper == nil { return false }
            return !(lower.map { text.utf8.lexicographicallyPrecedes($0.utf8) } ?? false)
                && !(upper.map { $0.utf8.lexicographicallyPrecedes(text.utf8) } ?? false)
        }
    }

    /// Why a filter can't be understood.
    struct Refusal: Error {
        let message: String
    }

    /// Reads a filter.
    ///
    /// - Parameters:
    ///   - text: The filter, decoded.
    ///   - fields: The fields that it may name.
    /// - Throws: `Refusal`.
    init(_ text: String, fields: [String: FieldKind]) throws(Refusal) {
        var conditions: [Condition] = []
        for part in text.split(separator: ";", omittingEmptySubsequences: false) {
            conditions.append(try Self.condition(part, fields: fields))
        }
        self.conditions = conditions
    }

    func matches(_ item: some ListItem) -> Bool {
        conditions.allSatisfy { condition in
            let value = item.value(of: condition.field)
            return condition.values.contains { $0.matches(value) } != condition.isNegated
        }
    }

    private static func condition(_ text: Substring, fields: [String: FieldKind]) throws(Refusal) -> Condition {
        // Times and addresses have colons of their own (R15).
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw Refusal(message: "a condition is written field:value") }
        let field = String(parts[0])
        guard let kind = fields[field] else {
            throw Refusal(message: "filter names '\(field)', which can't be filtered by")
        }
        var values = parts[1].split(separator: ",", omittingEmptySubsequences: false)
        let isNegated = values.first?.first == "!"
        if !isNegated, values.contains(where: { $0.first == "!" }) {
            throw Refusal(message: "the first value has no !, so that no other may have one")
        }
        if isNegated { values = values.map { $0.first == "!" ? $0.dropFirst() : $0 } }
        var wanted: [Wanted] = []
        for value in values { wanted.append(try Self.wanted(String(value), kind)) }
        return Condition(field: field, isNegated: isNegated, values: wanted)
    }

    private static func wanted(_ text: String, _ kind: FieldKind) throws(Refusal) -> Wanted {
        if text.isEmpty { throw Refusal(message: "a value is missing") }
        if text.hasPrefix("@") { throw Refusal(message: "there are no value lists") }
        switch kind {
        case .text:
            if text == "true" || text == "false" { throw Refusal(message: "the field is a text, not true or false") }
            return try self.text(text.lowercased())
        case .boolean:
            guard let flag = Bool(text) else { throw Refusal(message: "the field is true or false") }
            return .boolean(flag)
        case .number, .time: return try range(text, kind)
        }
    }

    /// Takes a text, which is also a range if it has two dots: no escape tells them apart (R15).
    private static func text(_ text: String) throws(Refusal) -> Wanted {
        guard let ends = try ends(text) else { return .text(text, lower: nil, upper: nil) }
        return .text(text, lower: ends[0].isEmpty ? nil : ends[0], upper: ends[1].isEmpty ? nil : ends[1])
    }

    /// The two ends of a range, at least one of them not empty; `nil` if there is no range.
    private static func ends(_ text: String) throws(Refusal) -> [String]? {
        let ends = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if ends.allSatisfy(\.isEmpty) { throw Refusal(message: "a range has at least one end") }
        return ends.count == 2 ? ends : nil
    }

    private static func range(_ text: String, _ kind: FieldKind) throws(Refusal) -> Wanted {
        func bounds(_ text: String) throws(Refusal) -> ClosedRange<Int>? {
            if text.isEmpty { return nil }
            if kind == .number, let number = Int(text), ASCIIClass.isNumber(text) { return number...number }
            if kind == .time, let day = TimeText.day(text) { return ClosedRange(day) }
            if kind == .time, let seconds = TimeText.seconds(text) { return seconds...seconds }
            throw Refusal(message: kind == .time ? "a time is written as in RFC 3339" : "a number is needed")
        }
        guard let ends = try ends(text) else {
            let exact = try bounds(text)
            return .range(lower: exact?.lowerBound, upper: exact?.upperBound)
        }
        return .range(lower: try bounds(ends[0])?.lowerBound, upper: try bounds(ends[1])?.upperBound)
    }
}
