package import Foundation

/// A day of the Gregorian calendar, without time and time zone.
package struct Day: Sendable, Hashable, Comparable {
    package let year: Int
    /// From 1 to 12.
    package let month: Int
    /// From 1 to 31.
    package let day: Int

    /// Checks a day.
    ///
    /// - Parameter text: `YYYY-MM-DD` in ASCII digits, a day that exists, of the years 1900 to 2999.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        let isShaped =
            bytes.count == 10
            && bytes.enumerated().allSatisfy { index, byte in
                [4, 7].contains(index)
                    ? byte == UInt8(ascii: "-") : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
        guard isShaped, let year = Int(text.prefix(4)), let month = Int(text.dropFirst(5).prefix(2)) else { return nil }
        guard let day = Int(text.suffix(2)), (1900...2999).contains(year), (1...12).contains(month) else { return nil }
        guard day >= 1, day <= Self.length(ofMonth: month, year: year) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    private init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Returns a day so many days later.
    package func adding(days: Int) -> Day {
        Day(date.addingTimeInterval(Double(days) * 86_400))
    }

    /// Returns a day of a month so many months later; a day that the month lacks becomes its last.
    package func inMonth(_ months: Int, day: Int) -> Day {
        let index = year * 12 + (month - 1) + months
        let remainder = (index % 12 + 12) % 12
        let (year, month) = ((index - remainder) / 12, remainder + 1)
        return Day(year: year, month: month, day: min(day, Self.length(ofMonth: month, year: year)))
    }

    /// Returns how many days lie between this day and a later one.
    package func days(until later: Day) -> Int {
        Int((later.date.timeIntervalSince(date) / 86_400).rounded())
    }

    package static func < (left: Day, right: Day) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// The day at noon in UTC, for formatters.
    package var date: Date {
        let components = DateComponents(year: year, month: month, day: day, hour: 12)
        return Self.calendar.date(from: components) ?? .distantPast
    }

    private init(_ date: Date) {
        let parts = Self.calendar.dateComponents([.year, .month, .day], from: date)
        self.init(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1)
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    package static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        calendar.locale = Locale(identifier: "en_US_POSIX")
        return calendar
    }()
}
