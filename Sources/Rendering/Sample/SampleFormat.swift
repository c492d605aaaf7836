import Foundation
import Portals

/// How amounts and dates are written: by a locale and a currency that are handed in, never by the machine's.
package struct SampleFormat: Sendable, Hashable {
    private let locale: Locale
    private let currency: String

    /// Makes a format.
    ///
    /// - Parameters:
    ///   - locale: A BCP 47 tag such as `en-US`.
    ///   - currency: An ISO 4217 code such as `USD`.
    package init(locale: String, currency: String) {
        self.locale = Locale(identifier: locale)
        self.currency = currency
    }

    /// Writes as in `$138.24`.
    func money(_ amount: Decimal) -> String {
        amount.formatted(Decimal.FormatStyle.Currency(code: currency, locale: locale))
    }

    /// Writes as in `February 1, 2026`.
    func long(_ day: Day) -> String { style.month(.wide).day().year().format(day.date) }
    /// Writes as in `Feb 1, 2026`.
    func medium(_ day: Day) -> String { style.month(.abbreviated).day().year().format(day.date) }
    /// Writes as in `February 1`.
    func withoutYear(_ day: Day) -> String { style.month(.wide).day().format(day.date) }
    /// Writes as in `01/2026`.
    func month(_ day: Day) -> String { "\(twoDigits(day.month))/\(day.year)" }
    /// Writes as in `01`.
    func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Writes as in `January 1 to January 31, 2026`.
    func period(from start: Day, to end: Day) -> String {
        "\(start.year == end.year ? withoutYear(start) : long(start)) to \(long(end))"
    }

    /// Writes as in `8%`.
    func percent(_ rate: Decimal) -> String {
        (rate / 100).formatted(Decimal.FormatStyle.Percent(locale: locale).precision(.fractionLength(0...2)))
    }

    private var style: Date.FormatStyle {
        Date.FormatStyle(locale: locale, calendar: Day.calendar, timeZone: .gmt)
    }
}
