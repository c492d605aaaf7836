/// Conditions on the members of what is listed, all of which must hold (rebilly.md, 2.4).
///
/// ```swift
/// let filter = try Filter.field("status", is: "active").and(.field("createdTime", from: "2026-01-01"))
/// ```
public struct Filter: Sendable, Hashable, CustomStringConvertible {
    /// The filter as it is sent, not encoded: `status:active;createdTime:2026-01-01..`.
    public let description: String

    /// Why something cannot be said in a filter: the language has no escapes.
    public enum Refusal: Error, Hashable, Sendable {
        /// The field is no name of letters, digits, `_` and `.`.
        case field(String)
        /// The value is empty, holds `,`, `;` or `..`, or begins with `!` or `@`.
        case value(String)
    }

    private init(unchecked description: String) {
        self.description = description
    }

    /// Makes a condition: a member has one of some values, letter case aside.
    ///
    /// - Parameters:
    ///   - field: The member, with dots into objects: `features.orderCancel`.
    ///   - values: The values, one at least; truth values are `true` and `false`.
    /// - Returns: The condition.
    /// - Throws: `Refusal` if it cannot be said.
    public static func field(_ field: String, is values: String...) throws(Refusal) -> Filter {
        try condition(field, values, prefix: "")
    }

    /// Makes a condition: a member has none of some values.
    ///
    /// - Parameters:
    ///   - field: The member, with dots into objects.
    ///   - values: The values, one at least.
    /// - Returns: The condition.
    /// - Throws: `Refusal` if it cannot be said.
    public static func field(_ field: String, isNot values: String...) throws(Refusal) -> Filter {
        // Each value is negated, which both readings of the documents understand (rebilly.md, R14).
        try condition(field, values, prefix: "!")
    }

    /// Makes a condition: a member lies in a range, ends included.
    ///
    /// - Parameters:
    ///   - field: The member, with dots into objects.
    ///   - lowest: The first value of the range, a number or an RFC 3339 time; `nil` for no lower end.
    ///   - highest: The last value of the range; `nil` for no upper end, but not both.
    /// - Returns: The condition.
    /// - Throws: `Refusal` if it cannot be said.
    public static func field(
        _ field: String,
        from lowest: String? = nil,
        through highest: String? = nil
    ) throws(Refusal) -> Filter {
        let ends = [lowest, highest].compactMap(\.self)
        guard !ends.isEmpty else { throw .value("") }
        for end in ends { try check(value: end) }
        return Filter(unchecked: "\(try checked(field: field)):\(lowest ?? "")..\(highest ?? "")")
    }

    /// Returns a filter that asks for another condition as well.
    ///
    /// - Parameter other: The other condition.
    /// - Returns: Both.
    public func and(_ other: Filter) -> Filter {
        Filter(unchecked: "\(self);\(other)")
    }

    private static func condition(_ field: String, _ values: [String], prefix: String) throws(Refusal) -> Filter {
        guard !values.isEmpty else { throw .value("") }
        for value in values { try check(value: value) }
        let list = values.map { prefix + $0 }.joined(separator: ",")
        return Filter(unchecked: "\(try checked(field: field)):\(list)")
    }

    private static func checked(field: String) throws(Refusal) -> String {
        guard field.wholeMatch(of: /[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*/) != nil else { throw .field(field) }
        return field
    }

    private static func check(value: String) throws(Refusal) {
        let hasSeparator = value.unicodeScalars.contains { $0 == "," || $0 == ";" } || value.contains("..")
        let beginsWithSign = value.unicodeScalars.first.map { $0 == "!" || $0 == "@" } ?? true
        guard !hasSeparator, !beginsWithSign else { throw .value(value) }
    }
}
