package import Foundation
package import HTTPTypes

/// When a service wants to be asked again.
package struct RetryAdvice: Sendable, Hashable {
    /// How many seconds from the answer; never negative.
    package let delay: TimeInterval
    /// When that is by the clock of the service, or by ours if the answer has no `Date`.
    package let date: Date

    /// Reads the headers of an answer, in the order of rebilly.md, 2.7; `nil` if none can be read.
    ///
    /// `X-RateLimit-Retry-After` is Unix time from 1,000,000,000 on, below that seconds, or an RFC 3339 time;
    /// `Retry-After` is seconds or a date (RFC 9110, 10.2.3). A time is held against the `Date` of the same answer,
    /// so that a clock that is wrong here does no harm.
    ///
    /// - Parameters:
    ///   - headers: The headers of the answer.
    ///   - now: The time here, for answers without `Date`.
    package init?(_ headers: HTTPFields, now: Date) {
        let clock = headers[.date].flatMap(Timestamp.httpDate) ?? now
        let own = headers[.rateLimitRetryAfter].flatMap { Self.serviceDate($0, clock) }
        let standard = headers[.retryAfter].flatMap { Self.standardDate($0, clock) }
        guard let date = own ?? standard else { return nil }
        self.date = max(date, clock)
        delay = self.date.timeIntervalSince(clock)
    }

    private static func serviceDate(_ text: String, _ clock: Date) -> Date? {
        guard let number = number(text) else { return Timestamp(text).date }
        return number >= 1_000_000_000
            ? Date(timeIntervalSince1970: number) : clock.addingTimeInterval(number)
    }

    private static func standardDate(_ text: String, _ clock: Date) -> Date? {
        number(text).map(clock.addingTimeInterval) ?? Timestamp.httpDate(text)
    }

    /// Whole seconds, in no more digits than a time has.
    private static func number(_ text: String) -> TimeInterval? {
        guard text.wholeMatch(of: /[0-9]{1,12}/) != nil else { return nil }
        return TimeInterval(text)
    }
}

extension HTTPField.Name {
    /// The names of Rebilly's rate limit (rebilly.md, 2.2); all are legal names, which the compiler cannot know.
    package static let rateLimitLimit = named("X-RateLimit-Limit")
    /// How many requests are left.
    package static let rateLimitRemaining = named("X-RateLimit-Remaining")
    /// When to ask again.
    package static let rateLimitRetryAfter = named("X-RateLimit-Retry-After")
    /// What a service calls a request.
    package static let requestID = named("X-Request-Id")

    /// Makes a name of a literal.
    package static func named(_ literal: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(literal) else { preconditionFailure("'\(literal)' is no name of a header") }
        return name
    }
}
