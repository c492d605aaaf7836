import Portals
import Testing

@Suite struct DayTests {
    @Test(arguments: [
        "2026-01-15", "2024-02-29", "2000-02-29", "1900-01-01", "2999-12-31", "2026-12-31", "2026-04-30",
    ])
    func `a day that exists is one`(_ text: String) throws {
        let day = try #require(Day(text))
        #expect(text == "\(day.year)-\(day.month < 10 ? "0" : "")\(day.month)-\(day.day < 10 ? "0" : "")\(day.day)")
    }

    @Test(arguments: [
        "", "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-01", "2026-01-00",
        "2026-01-32", "1899-12-31",
        "3000-01-01", "2026-1-15", "26-01-15", "2026-01-15\n", " 2026-01-15", "2026/01/15", "20260115",
        "2026-01-15T00:00:00Z", "+026-01-15",
        "2026-+1-15", "２０２６-01-15", "2026-01-1\u{301}", "2026\u{2010}1-15", "2026-01--5", "202601-15-",
        "----------", "2026-01-015",
    ])
    func `nothing else is a day`(_ text: String) {
        #expect(Day(text) == nil)
    }

    @Test(arguments: [
        ("2024-02-28", 1, "2024-02-29"), ("2026-02-28", 1, "2026-03-01"), ("2026-01-01", -1, "2025-12-31"),
        ("2026-01-15", 365, "2027-01-15"), ("2024-01-15", 366, "2025-01-15"), ("2026-01-15", 0, "2026-01-15"),
        ("2026-03-28", 2, "2026-03-30"),
    ])
    func `days are added across months and years`(_ text: String, _ days: Int, _ expected: String) throws {
        let day = try #require(Day(text))
        let later = try #require(Day(expected))
        #expect(day.adding(days: days) == later)
        #expect(day.days(until: later) == days)
        #expect(later.days(until: day) == -days)
    }

    @Test(arguments: [
        ("2026-01-15", 1, 31, "2026-02-28"), ("2024-01-15", 1, 31, "2024-02-29"), ("2026-01-15", 11, 1, "2026-12-01"),
        ("2026-01-15", 12, 15, "2027-01-15"), ("2026-01-15", -1, 31, "2025-12-31"),
        ("2026-01-15", -13, 5, "2024-12-05"),
        ("2026-12-31", 0, 30, "2026-12-30"), ("2026-12-31", -10, 31, "2026-02-28"),
        ("2026-01-15", 25, 31, "2028-02-29"),
    ])
    func `a month that lacks the day has its last`(_ text: String, _ months: Int, _ number: Int, _ expected: String)
        throws
    {
        let day = try #require(Day(text))
        #expect(day.inMonth(months, day: number) == Day(expected))
    }

    @Test func `days are ordered`() throws {
        let days = try ["2026-01-15", "2025-12-31", "2026-02-01", "2026-01-02"].map { try #require(Day($0)) }
        #expect(days.sorted().map(\.day) == [31, 2, 15, 1])
    }

    @Test func `every day of four hundred years has a next`() throws {
        var day = try #require(Day("1999-12-31"))
        for _ in 0..<1_500 {
            let next = day.adding(days: 97)
            #expect(day < next)
            #expect(day.days(until: next) == 97)
            day = next
        }
    }
}
