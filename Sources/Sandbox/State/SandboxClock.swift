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
    /// The last second that RFC 3339 can write; what comes later is written as this one.
    private static let last = 253_402_300_799

    /// `2026-01-31T09:15:00Z` (rebilly.md, 2.8).
    static func zulu(_ seconds: Int) -> String {
        Date(timeIntervalSince1970: Double(min(seconds, last))).formatted(.iso8601)
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
    ///
    /// A day or an hour that there isn't is no time: Foundation would make March of February 30.
    static func seconds(_ text: String) -> Int? {
        let form =
            /([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]{1,9})?(Z|[+-]([0-9]{2}):([0-9]{2}))/
        guard text.utf8.count <= 40, text.utf8.allSatisfy({ $0 < 0x80 }), let match = text.wholeMatch(of: form),
            let date = try? Date.ISO8601FormatStyle().parse("\(match.1)Z"),
            let local = Int(exactly: date.timeIntervalSince1970), zulu(local) == "\(match.1)Z"
        else { return nil }
        guard let hours = match.3.flatMap({ Int($0) }), let minutes = match.4.flatMap({ Int($0) }) else { return local }
        guard hours < 24, minutes < 60 else { return nil }
        let offset = hours * 3600 + minutes * 60
        return match.2.hasPrefix("-") ? local + offset : local - offset
    }

    /// Reads `2026-01-31` as the seconds of that day in UTC.
    static func day(_ text: String) -> Range<Int>? {
        guard text.utf8.count == 10, let start = seconds("\(text)T00:00:00Z") else { return nil }
        return start..<start + 86_400
    }
}
