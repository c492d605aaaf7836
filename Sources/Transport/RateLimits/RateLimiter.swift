import Foundation
import HTTPTypes

/// Slows a client before its service refuses, and holds it back after the service has.
///
/// A service that limits says with each answer how many requests are left (rebilly.md, 2.2), but not until when. As
/// long as more than a fifth are left nothing is held back; the less of that fifth is left, the longer the pause
/// before each request, up to 2.2 seconds: the last 600 of 3,000 then take eleven minutes, a little more than the
/// documented window.
actor RateLimiter {
    /// Which part of the limit is used up freely.
    static let reserve = 0.2
    /// The longest pause before a request, in seconds.
    static let longestPause = 2.2

    /// The longest that a refusal holds the client back without asking again, in seconds; one header that is wrong
    /// must not do it for years.
    static let longestRefusal: TimeInterval = 3600
    /// For how long one request asks alone whether a longer refusal still holds, in seconds.
    static let trial: TimeInterval = 30

    private var limit: Int?
    private var remaining: Int?
    private var refusedUntil: Date?
    /// Whether the service named a time that is further away than is waited for.
    private var isRefusedForLong = false
    /// When the next request may go, if requests are paced.
    private var nextTurn = Date.distantPast

    /// A turn that was taken.
    struct Turn: Sendable, Hashable {
        /// When the request may go.
        let date: Date
        /// How long the next one waits because of it, in seconds.
        let pause: TimeInterval
        /// Whether the request asks, while no other goes, if a long refusal still holds.
        let isTrial: Bool
    }

    /// Takes a turn, if there is one in time; a request that does not go holds no other back.
    ///
    /// - Parameters:
    ///   - now: The time.
    ///   - deadline: When the call has to be over.
    /// - Returns: The turn; its date is not before `now`.
    /// - Throws: `TransportError.expired` if the time is over, `paused` if it is before the next turn.
    func turn(now: Date, before deadline: Date) throws(TransportError) -> Turn {
        guard now < deadline else { throw .expired }
        let earliest = max(now, refusedUntil ?? now, nextTurn)
        guard earliest < deadline else { throw .paused(until: earliest) }
        let turn = Turn(date: earliest, pause: pause, isTrial: isRefusedForLong)
        if turn.isTrial { refusedUntil = earliest.addingTimeInterval(Self.trial) }
        if turn.pause > 0 { nextTurn = earliest.addingTimeInterval(turn.pause) }
        // Each request under way will be one less, before its answer says so.
        remaining = remaining.map { max(0, $0 - 1) }
        return turn
    }

    /// Whether the service has refused requests since a turn was taken, so that its request must not go.
    ///
    /// - Parameters:
    ///   - turn: The turn.
    ///   - now: The time.
    /// - Returns: Whether it has.
    func hasOvertaken(_ turn: Turn, now: Date) -> Bool {
        guard let refusedUntil, !turn.isTrial else { return false }
        return max(now, turn.date) < refusedUntil
    }

    /// Gives a turn back whose request never reached the service.
    ///
    /// Turns that others have keep their dates; the next one is as much earlier as this one made it later.
    ///
    /// - Parameter turn: The turn.
    func giveBack(_ turn: Turn) {
        if turn.isTrial { refusedUntil = turn.date }
        if turn.pause > 0 { nextTurn = nextTurn.addingTimeInterval(-turn.pause) }
        remaining = remaining.map { min($0 + 1, limit ?? $0 + 1) }
    }

    /// Learns from an answer.
    ///
    /// - Parameters:
    ///   - answer: The answer.
    ///   - turn: The turn of its request.
    ///   - holdsOthers: Whether a refusal means other calls too, and not this one alone.
    ///   - now: The time.
    func learn(from answer: TransportAnswer, after turn: Turn, holdsOthers: Bool, now: Date) {
        limit = answer.headers.count(.rateLimitLimit) ?? limit
        remaining = answer.headers.count(.rateLimitRemaining) ?? remaining
        if answer.status != 429, turn.isTrial { (refusedUntil, isRefusedForLong) = (nil, false) }
        guard answer.status == 429, holdsOthers, let advice = RetryAdvice(answer.headers, now: now) else { return }
        refusedUntil = now.addingTimeInterval(min(advice.delay, Self.longestRefusal))
        isRefusedForLong = advice.delay > Self.longestRefusal
    }

    private var pause: TimeInterval {
        guard let limit, let remaining, limit > 0 else { return 0 }
        let reserve = Double(limit) * Self.reserve
        return Double(remaining) < reserve ? Self.longestPause * (1 - Double(remaining) / reserve) : 0
    }
}
