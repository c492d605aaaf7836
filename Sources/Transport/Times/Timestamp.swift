public import Foundation

/// A time as a service wrote it, and when that is.
///
/// Services write times in several forms, and sometimes words where a time belongs; the text is always kept.
public struct Timestamp: Sendable, Hashable, CustomStringConvertible {
    /// What the service wrote.
    public let text: String
    /// When that is; `nil` if the text is no time.
    public let date: Date?
    /// Whether the text names no time zone, and UTC was assumed.
    public let assumesUTC: Bool

    /// Reads a time.
    ///
    /// - Parameter text: RFC 3339 with `Z` or an offset, with or without fractions of a second (rebilly.md, 2.8;
    ///   advanced-billing.md, 6.1), or `MM/DD/YYYY HH:MM:SS`, which is taken as UTC (advanced-billing.md, M15).
    ///   Anything else is kept as text.
    public init(_ text: String) {
        self.text = text
        let standard = Self.standardDate(text)
        let bare = standard == nil ? Self.date(text, pattern: "MM/dd/yyyy HH:mm:ss", shape: Self.bareShape) : nil
        date = standard ?? bare
        assumesUTC = bare != nil
    }

    /// The text as the service wrote it.
    public var description: String { text }

    private static func standardDate(_ text: String) -> Date? {
        let shape = /[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9:]{8}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})/
        guard text.wholeMatch(of: shape) != nil else { return nil }
        let day = text.prefix(10)
        // Foundation takes the 30th of February for the 2nd of March.
        let midnight = try? Date.ISO8601FormatStyle().parse("\(day)T00:00:00Z")
        guard midnight?.formatted(.iso8601).prefix(10) == day else { return nil }
        return try? Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains(".")).parse(text.uppercased())
    }

    private static var bareShape: Regex<Substring> { /[0-9]{2}\/[0-9]{2}\/[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}/ }

    /// Reads a time of the form that HTTP uses, in UTC: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7).
    package static func httpDate(_ text: String) -> Date? {
        let shape = /[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT/
        return date(text, pattern: "EEE, dd MMM yyyy HH:mm:ss 'GMT'", shape: shape)
    }

    private static func date(_ text: String, pattern: String, shape: Regex<Substring>) -> Date? {
        guard text.wholeMatch(of: shape) != nil else { return nil }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.calendar = Calendar(identifier: .gregorian)
        formatter.timeZone = .gmt
        formatter.isLenient = false
        formatter.dateFormat = pattern
        return formatter.date(from: text)
    }
}
