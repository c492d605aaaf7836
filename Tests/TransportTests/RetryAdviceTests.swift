import Foundation
import HTTPTypes
import Testing
import Transport

@Suite struct RetryAdviceTests {
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)

    @Test(arguments: [
        ("1790000600", 600.0), ("30", 30), ("0", 0), ("999999999", 999_999_999), ("1000000000", 0),
        ("2026-09-21T14:23:20Z", 600), ("2026-09-21T09:23:20.5-05:00", 600.5), ("1789999999", 0),
    ])
    func `the service's own header is read in every form`(text: String, delay: Double) {
        #expect(RetryAdvice([.rateLimitRetryAfter: text], now: Self.now)?.delay == delay)
    }

    @Test(arguments: [("120", 120.0), ("Mon, 21 Sep 2026 14:15:00 GMT", 100)])
    func `the standard header is read as seconds and as a date`(text: String, delay: Double) {
        #expect(RetryAdvice([.retryAfter: text], now: Self.now)?.delay == delay)
    }

    @Test func `the service's own header comes first`() {
        let headers: HTTPFields = [.rateLimitRetryAfter: "7", .retryAfter: "9"]
        #expect(RetryAdvice(headers, now: Self.now)?.delay == 7)
    }

    @Test func `a header that cannot be read gives way to the next`() {
        let headers: HTTPFields = [.rateLimitRetryAfter: "soon", .retryAfter: "9"]
        #expect(RetryAdvice(headers, now: Self.now)?.delay == 9)
    }

    @Test(arguments: ["", "soon", "-5", "1.5", "+5", "٥", "99999999999999999999"])
    func `nonsense is no advice`(text: String) {
        #expect(RetryAdvice([.rateLimitRetryAfter: text, .retryAfter: text], now: Self.now) == nil)
    }

    @Test func `a clock that is wrong here does no harm`() {
        // The service's clock is a year ahead; it asks for a minute.
        let headers: HTTPFields = [.date: "Wed, 22 Sep 2027 00:00:00 GMT", .rateLimitRetryAfter: "1821571260"]
        #expect(RetryAdvice(headers, now: Self.now)?.delay == 60)
    }

    @Test func `back-off doubles, has a cap, and is spread over its whole length`() {
        let backoff = Backoff()
        #expect((1...8).map { backoff.delay(afterTries: $0, random: 1) } == [0.5, 1, 2, 4, 8, 16, 20, 20])
        #expect(backoff.delay(afterTries: 3, random: 0.25) == 0.5)
        #expect(backoff.delay(afterTries: 3, random: 0) == 0)
        #expect(backoff.delay(afterTries: 100_000, random: 1) == 20)
    }
}
