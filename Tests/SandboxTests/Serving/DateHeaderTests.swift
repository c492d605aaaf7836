import Testing

@testable import Sandbox

struct DateHeaderTests {
    @Test(arguments: [
        // RFC 9110, 5.6.7.
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (1_769_850_900, "Sat, 31 Jan 2026 09:15:00 GMT"), (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
        (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
    ])
    func `a time is told as HTTP has it`(second: Int, text: String) {
        let header = DateHeader()
        #expect(header.text(at: second) == text)
        #expect(header.text(at: second) == text)
    }

    @Test func `the next second has another text`() {
        let header = DateHeader()
        #expect(header.text(at: 0) != header.text(at: 1))
    }

    @Test func `answers tell the sandbox's time, and no other`() async throws {
        try await RunningSandbox.with { sandbox in
            let first = try await sandbox.rebilly("GET", "/websites")
            #expect(first.header("Date") == "Sat, 31 Jan 2026 09:15:00 GMT")
            sandbox.time.advance(by: 86_400)
            let second = try await sandbox.rebilly("GET", "/websites")
            #expect(second.header("Date") == "Sun, 01 Feb 2026 09:15:00 GMT")
        }
    }
}
