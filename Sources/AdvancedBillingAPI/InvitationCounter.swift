import Foundation

/// Counts the invitations of a customer, so that the service does not have to refuse one.
///
/// The documents leave open whether the fifth or the sixth in 30 minutes is refused; four are right under both
/// readings (advanced-billing.md, M1).
actor InvitationCounter {
    /// How many invitations are sent in a window.
    static let limit = 4
    /// How long the window is, in seconds.
    static let window: TimeInterval = 30 * 60

    private var sent: [CustomerID: [Date]] = [:]

    /// Takes a turn.
    ///
    /// - Parameters:
    ///   - customer: Who is to be invited.
    ///   - now: The time.
    ///   - isForced: Whether the limit does not count.
    /// - Returns: `nil` if the invitation may go; else when it may.
    func turn(of customer: CustomerID, now: Date, isForced: Bool) -> Date? {
        sent = sent.compactMapValues { times in
            let recent = times.filter { now.timeIntervalSince($0) < Self.window }
            return recent.isEmpty ? nil : recent
        }
        let times = sent[customer] ?? []
        if times.count >= Self.limit, !isForced {
            return times[times.count - Self.limit].addingTimeInterval(Self.window)
        }
        sent[customer, default: []].append(now)
        return nil
    }

    /// Forgets a turn whose invitation was certainly not sent.
    ///
    /// - Parameters:
    ///   - customer: Who was to be invited.
    ///   - time: When the turn was taken.
    func giveBack(turnOf customer: CustomerID, at time: Date) {
        guard let index = sent[customer]?.lastIndex(of: time) else { return }
        sent[customer]?.remove(at: index)
    }
}
