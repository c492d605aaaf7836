/// After what a call may be tried again.
package struct RetryRule: Sendable, Hashable {
    /// The statuses after which it may.
    package var statuses: Set<Int>
    /// Whether it may when no connection came about, so that nothing was sent.
    package var coversUnsent: Bool
    /// Whether it may when the connection broke off or no answer came, so that it may have arrived.
    package var coversUncertain: Bool
    /// How many tries there are at most, the first included; the caller may ask for fewer.
    package var tries: Int

    /// For what may be repeated without harm: reads, upserts, deletions (rebilly.md, 2.6 and 6.3).
    package static let repeatable = RetryRule(
        statuses: [408, 429, 500, 502, 503, 504],
        coversUnsent: true,
        coversUncertain: true,
        tries: 4
    )
    /// For what would happen twice: tried again only if it was refused or never sent (rebilly.md, 6.3).
    package static let refusedOrUnsent = RetryRule(
        statuses: [429],
        coversUnsent: true,
        coversUncertain: false,
        tries: 4
    )
    /// For what costs something even when it is refused: tried again only if it was never sent
    /// (advanced-billing.md, M19).
    package static let unsent = RetryRule(statuses: [], coversUnsent: true, coversUncertain: false, tries: 4)
    /// For what is never tried again (advanced-billing.md, M19).
    package static let never = RetryRule(statuses: [], coversUnsent: false, coversUncertain: false, tries: 1)

    /// Returns the rule with another number of tries.
    package func limited(to tries: Int) -> RetryRule {
        var rule = self
        rule.tries = max(1, min(tries, self.tries))
        return rule
    }

    /// Whether a 429 is about all that the client asks for.
    ///
    /// Of a call that it does not let be tried again it is the call's own: one customer's link, one customer's
    /// invitations (advanced-billing.md, 5.4, M3 and M9).
    var holdsOthers: Bool { statuses.contains(429) }

    func allowsAnother(after status: Int) -> Bool { statuses.contains(status) }

    func allowsAnother(after error: TransportError) -> Bool {
        error.isPassing && (error.provesNothingArrived ? coversUnsent : coversUncertain)
    }
}
