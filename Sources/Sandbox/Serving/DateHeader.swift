import Foundation
import Synchronization

/// The time of the sandbox as answers tell it (RFC 9110, 5.6.7); written once a second.
final class DateHeader: Sendable {
    private let last = Mutex((second: Int.min, text: ""))

    /// Returns a time as `Sat, 31 Jan 2026 09:15:00 GMT`.
    ///
    /// - Parameter second: Unix seconds.
    /// - Returns: The text.
    func text(at second: Int) -> String {
        last.withLock { last in
            if last.second != second { last = (second, Self.style.format(Date(timeIntervalSince1970: Double(second)))) }
            return last.text
        }
    }

    private static let style = Date.VerbatimFormatStyle(
        format: """
            \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .padded(4)) \
            \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\
            \(second: .twoDigits) GMT
            """,
        locale: Locale(identifier: "en_US_POSIX"),
        timeZone: .gmt,
        calendar: Calendar(identifier: .gregorian)
    )
}
