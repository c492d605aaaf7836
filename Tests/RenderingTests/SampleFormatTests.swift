import Foundation
import Portals
import Testing

@testable import Rendering

@Suite struct `The sample's dates and amounts` {
    @Test(arguments: [
        ("2024-02-29", "Renews Mar 1, 2024", "1 day left. Renews on March 1, 2024.", "April 2022", "100"),
        ("2025-12-31", "Renews Jan 1, 2026", "1 day left. Renews on January 1, 2026.", "February 2024", "100"),
        ("2026-02-01", "Renews Mar 1, 2026", "28 days left. Renews on March 1, 2026.", "April 2024", "3"),
        ("2026-04-30", "Renews May 1, 2026", "1 day left. Renews on May 1, 2026.", "June 2024", "100"),
        ("1900-01-01", "Renews Feb 1, 1900", "31 days left. Renews on February 1, 1900.", "March 1898", "3"),
        ("2999-12-31", "Renews Jan 1, 3000", "1 day left. Renews on January 1, 3000.", "February 2998", "100"),
    ])
    func `count from the sample's day`(date: String, when: String, note: String, since: String, used: String) throws {
        let context = try RenderedPortal.sample(date: date).context(canUpdate: true, canAdd: true)
        #expect(context.texts("when", of: "activeOrders").first == when)
        #expect(context.text("orderPeriodNote") == note)
        #expect(context.text("orderProgress") == used)
        let month = since.split(separator: " ")
        #expect(context.text("orderLead") == "$128.00 per month, since \(month[0]) 3, \(month[1])")
        #expect(context.text("expiryNoticeTitle") == "Your card ending 4242 expires this month.")
        #expect(context.texts("status", of: "instruments") == ["Expires this month", "", "Expired"])
    }

    @Test(arguments: [
        ("en-US", "USD", "$1,138.24", "February 1, 2026", "Feb 1, 2026", "8.25%"),
        ("de-DE", "EUR", "1.138,24 €", "1. Februar 2026", "1. Feb. 2026", "8,25 %"),
        ("ja-JP", "JPY", "¥1,138", "2026年2月1日", "2026年2月1日", "8.25%"),
        ("fr-FR", "EUR", "1 138,24 €", "1 février 2026", "1 févr. 2026", "8,25 %"),
        ("en-GB", "GBP", "£1,138.24", "1 February 2026", "1 Feb 2026", "8.25%"),
        ("ar-EG", "EGP", "‏١٬١٣٨٫٢٤ ج.م.‏", "١ فبراير، ٢٠٢٦", "١ فبراير، ٢٠٢٦", "٨٫٢٥٪؜"),
    ])
    func `follow locale and currency`(
        locale: String,
        currency: String,
        amount: String,
        long: String,
        medium: String,
        percent: String
    ) throws {
        let format = SampleFormat(locale: locale, currency: currency)
        let day = try #require(Day("2026-02-01"))
        func plain(_ text: String) -> [Unicode.Scalar] {
            text.unicodeScalars.filter { !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint }
        }
        #expect(plain(format.money(1138.24)) == plain(amount))
        #expect(plain(format.long(day)) == plain(long))
        #expect(plain(format.medium(day)) == plain(medium))
        #expect(plain(format.percent(8.25)) == plain(percent))
    }

    @Test(arguments: ["en-US", "de-DE", "ja-JP", "ar-EG", "th-TH", "fa-IR", "he-IL", "xx", "en-US-u-ca-buddhist"])
    func `make a whole page in every locale`(locale: String) throws {
        let sample = try RenderedPortal.sample(locale: locale, currency: "EUR")
        let page = try RenderedPortal.preview(try RenderedPortal.view(), sample: sample)
        #expect(page == (try RenderedPortal.preview(try RenderedPortal.view(), sample: sample)))
        #expect(page.contains("Team plan"))
        #expect(!page.contains("Optional("))
    }

    @Test(arguments: [
        ("2026-01-01", "2026-01-31", "January 1 to January 31, 2026"),
        ("2025-12-15", "2026-01-14", "December 15, 2025 to January 14, 2026"),
    ])
    func `name the year of a period once where it is one`(start: String, end: String, words: String) throws {
        let format = SampleFormat(locale: "en-US", currency: "USD")
        #expect(format.period(from: try #require(Day(start)), to: try #require(Day(end))) == words)
    }

    @Test(arguments: [("JPY", "¥10", "¥138"), ("USD", "$10.24", "$138.24"), ("KWD", "10.240", "138.240")])
    func `round tax as the currency is counted`(currency: String, tax: String, total: String) throws {
        let locale = currency == "JPY" ? "ja-JP" : "en-US"
        let context = try RenderedPortal.sample(locale: locale, currency: currency)
            .context(canUpdate: true, canAdd: true)
        #expect(context.texts("amount", of: "orderTotals").last?.hasSuffix(tax) == true)
        #expect(context.text("orderTotal")?.hasSuffix(total) == true)
    }
}
