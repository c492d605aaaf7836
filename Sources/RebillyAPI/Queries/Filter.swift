public import Foundation
import Transport

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
        /// The value is empty, holds `,`, `;` or `..`, or begins with `!` or `@`; or as an end of a range it begins
        /// or ends with a dot.
        case value(String)
    }

    private init(unchecked description: String) {
        self.description = description
    }

    /// Makes a condition: a member has one of some values, letter case aside.
    ///
    /// - Parameters:
    ///   - field: The member, with dots into objects: `features.orderCancel`.
    ///   - value: The value; truth values are `true` and `false`.
    ///   - others: Further values that it may have instead.
    /// - Returns: The condition.
    /// - Throws: `Refusal` if it cannot be said.
    public static func field(_ field: String, is value: String, _ others: String...) throws(Refusal) -> Filter {
        try condition(field, [value] + others, prefix: "")
    }

    /// Makes a condition: a member has none of some values.
    ///
    /// - Parameters:
    ///   - field: The member, with dots into objects.
    ///   - value: The value.
    ///   - others: Further values that it may not have either.
    /// - Returns: The condition.
    /// - Throws: `Refusal` if it cannot be said.
    public static func field(_ field: String, isNot value: String, _ others: String...) throws(Refusal) -> Filter {
        // Each value is negated, which both readings of the documents understand (rebilly.md, R14).
        try condition(field, [value] + others, prefix: "!")
    }

    /// Makes a condition: a member lies in a range, ends included.
    ///
    /// - Parameters:
    ///   - field: The member, with dots into objects.
    ///   - lowest: The first value of the range, a number or an RFC 3339 time.
    ///   - highest: The last value of the range; `nil` for no upper end.
    /// - Returns: The condition.
    /// - Throws: `Refusal` if it cannot be said.
    public static func field(
        _ field: String,
        from lowest: String,
        through highest: String? = nil
    ) throws(Refusal) -> Filter {
        try range(of: field, lowest, highest)
    }

    /// Makes a condition: a member is at most a value.
    ///
    /// - Parameters:
    ///   - field: The member, with dots into objects.
    ///   - highest: The last value of the range, a number or an RFC 3339 time.
    /// - Returns: The condition.
    /// - Throws: `Refusal` if it cannot be said.
    public static func field(_ field: String, through highest: String) throws(Refusal) -> Filter {
        try range(of: field, nil, highest)
    }

    /// Returns a filter that asks for another condition as well.
    ///
    /// - Parameter other: The other condition.
    /// - Returns: Both.
    public func and(_ other: Filter) -> Filter {
        Filter(unchecked: "\(self);\(other)")
    }

    private static func condition(_ field: String, _ values: [String], prefix: String) throws(Refusal) -> Filter {
        for value in values { try check(value: value) }
        let list = values.map { prefix + $0 }.joined(separator: ",")
        return Filter(unchecked: "\(try checked(field: field)):\(list)")
    }

    private static func range(of field: String, _ lowest: String?, _ highest: String?) throws(Refusal) -> Filter {
        for end in [lowest, highest].compactMap(\.self) {
            try check(value: end)
            // A third dot in a row would leave open where the range is divided.
            guard !end.hasPrefix("."), !end.hasSuffix(".") else { throw .value(end) }
        }
        return Filter(unchecked: "\(try checked(field: field)):\(lowest ?? "")..\(highest ?? "")")
    }

    static func checked(field: String) throws(Refusal) -> String {
        guard field.wholeMatch(of: /[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*/) != nil else { throw .field(field) }
        return field
    }

    private static func check(value: String) throws(Refusal) {
        let hasSeparator = value.unicodeScalars.contains { $0 == "," || $0 == ";" } || value.contains("..")
        let beginsWithSign = value.unicodeScalars.first.map { $0 == "!" || $0 == "@" } ?? true
        guard !hasSeparator, !beginsWithSign else { throw .value(value) }
    }
}

extension Filter.Refusal: CustomStringConvertible, LocalizedError {
    /// What is wrong, for people.
    public var description: String {
        switch self {
        case .field(let text):
            "'\(Redactor([]).clean(text))' is no member: a name has letters, digits, _ and dots alone"
        case .value(let text): "'\(Redactor([]).clean(text))' cannot be said in a filter, which has no escapes"
        }
    }

    /// The same as `description`.
    public var errorDescription: String? { description }
}
