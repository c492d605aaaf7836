import Foundation

/// How far the sandbox's time is from the real one.
struct ClockSetting: Sendable, Codable, Equatable {
    /// What is added to the real time, in seconds.
    var offset = 0
    /// The time at which the clock stands still, in Unix seconds; `nil` while it runs.
    var frozenAt: Int?

    /// The clock that tells the real time.
    static let real = ClockSetting()

    /// Returns the time, in Unix seconds.
    func now(real: Int) -> Int { frozenAt ?? real + offset }

    /// Returns the clock moved by some seconds.
    func advanced(by seconds: Int) -> ClockSetting {
        frozenAt.map { ClockSetting(frozenAt: $0 + seconds) } ?? ClockSetting(offset: offset + seconds)
    }
}

/// Times as the services write them.
enum TimeText {
    /// `2026-01-31T09:15:00Z` (rebilly.md, 2.8).
    static func zulu(_ seconds: Int) -> String {
        Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    }

    /// `2026-01-31T04:15:00-05:00` (advanced-billing.md, M27).
    ///
    /// - Parameters:
    ///   - seconds: Unix seconds.
    ///   - offset: How far the site's time is from UTC, in seconds.
    /// - Returns: The time in RFC 3339, with the offset written out also where it is 0.
    static func withOffset(_ seconds: Int, offset: Int) -> String {
        let local = zulu(seconds + offset).dropLast()
        let minutes = abs(offset) / 60
        let digits = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(local)\(offset < 0 ? "-" : "+")\(digits.joined(separator: ":"))"
    }

    /// Reads a time of RFC 3339, with any offset and with fractions of a second, which are cut off.
    static func seconds(_ text: String) -> Int? {
        guard text.utf8.count <= 40, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let styles = [Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true)]
        let date = styles.lazy.compactMap { try? $0.parse(text) }.first
        return date.flatMap { Int(exactly: $0.timeIntervalSince1970.rounded(.down)) }
    }

    /// Reads `2026-01-31` as the seconds of that day in UTC.
    static func day(_ text: String) -> Range<Int>? {
        guard text.utf8.count == 10, let start = seconds("\(text)T00:00:00Z") else { return nil }
        return start..<start + 86_400
    }
}
