import Testing

@testable import Sandbox

@Suite struct TimeTextTests {
    @Test(arguments: [
        "2026-02-30T00:00:00Z", "2026-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-13-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z", "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+01:60",
        "10000-01-01T00:00:00Z", "+2026-01-01T00:00:00Z", "-2026-01-01T00:00:00Z", "26-01-01T00:00:00Z",
        "2026-1-1T00:00:00Z", "2026-01-01T00:00Z", "2026-01-01T00:00:00", "2026-01-01T00:00:00.Z", "2026-01-01",
        "2026-01-01T00:00:00Z ", "2026-01-01T00:00:00Z\n", " 2026-01-01T00:00:00Z", "٢٠٢٦-01-01T00:00:00Z", "",
        "2026-01-01T00:00:00Z2026-01-01T00:00:00Z",
    ])
    func `a time that there isn't is none`(text: String) {
        #expect(TimeText.seconds(text) == nil)
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2024-02-29T00:00:00Z", 1_709_164_800), ("2026-01-31T09:15:00Z", 1_769_850_900),
        ("2026-01-31T04:15:00-05:00", 1_769_850_900), ("2026-01-31T14:45:00+05:30", 1_769_850_900),
        ("2026-01-31T09:15:00.999Z", 1_769_850_900), ("1969-12-31T23:59:59.5Z", -1),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
    ])
    func `a time is read with its offset, without fractions`(text: String, seconds: Int) {
        #expect(TimeText.seconds(text) == seconds)
    }

    @Test(arguments: ["2026-02-30", "2026-02-29", "2026-1-001", "10000-01-1", "2026-01-0", "2026/01/01", "２026-01-1"])
    func `a day that there isn't is none`(text: String) {
        #expect(TimeText.day(text) == nil)
    }

    @Test func `no year that is written has five digits`() {
        #expect(TimeText.zulu(253_402_300_799 + 86_400) == "9999-12-31T23:59:59Z")
        #expect(TimeText.withOffset(253_402_300_799, offset: 3600) == "9999-12-31T23:59:59+01:00")
    }

    @Test func `every second that is written is read again`() {
        for seconds in stride(from: 0, through: 253_402_300_799, by: 86_400 * 97 + 12_345) {
            #expect(TimeText.seconds(TimeText.zulu(seconds)) == seconds)
            #expect(TimeText.seconds(TimeText.withOffset(seconds, offset: -19_800)) == seconds || seconds < 19_800)
        }
    }
}
