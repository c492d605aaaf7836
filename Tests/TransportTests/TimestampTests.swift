import Foundation
import Testing
import Transport

@Suite struct TimestampTests {
    @Test(arguments: [
        ("2026-01-31T09:15:00Z", 1_769_850_900.0), ("2026-01-31T09:15:00+00:00", 1_769_850_900),
        ("2026-01-31T04:15:00-05:00", 1_769_850_900), ("2026-01-31T09:15:00.500Z", 1_769_850_900.5),
        ("2026-01-31T04:15:00.25-05:00", 1_769_850_900.25), ("2018-02-02T18:34:29Z", 1_517_596_469),
        ("2016-10-04T15:22:27-04:00", 1_475_608_947), ("2026-01-31t09:15:00z", 1_769_850_900),
        ("2026-01-31T09:15:00.123456789Z", 1_769_850_900.123),
    ])
    func `times of every form of RFC 3339 are read`(text: String, seconds: Double) throws {
        let timestamp = Timestamp(text)
        #expect(abs(try #require(timestamp.date).timeIntervalSince1970 - seconds) < 0.001)
        #expect(!timestamp.assumesUTC)
        #expect(timestamp.description == text)
    }

    @Test func `a time without a zone is taken as UTC, and says so`() {
        let timestamp = Timestamp("01/31/2026 09:15:00")
        #expect(timestamp.date == Date(timeIntervalSince1970: 1_769_850_900))
        #expect(timestamp.assumesUTC)
    }

    @Test(arguments: [
        "", "Not Invited", "2026-01-31", "2026-01-31T09:15:00", "2026-13-31T09:15:00Z", "2026-01-32T09:15:00Z",
        "2026-02-30T09:15:00Z", "13/31/2026 09:15:00", "02/30/2026 09:15:00", "1/1/2026 09:15:00",
        "2026-01-31T09:15:00Z\n", "２026-01-31T09:15:00Z",
    ])
    func `words are kept and are no time`(text: String) {
        #expect(Timestamp(text).date == nil)
        #expect(Timestamp(text).text == text)
    }

    @Test func `dates of HTTP are read`() {
        let date = Timestamp.httpDate("Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(date == Date(timeIntervalSince1970: 784_111_777))
        #expect(Timestamp.httpDate("Sun, 06 Nov 1994 08:49:37") == nil)
        #expect(Timestamp.httpDate("nonsense") == nil)
    }
}
