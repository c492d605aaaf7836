import AdvancedBillingAPI
import Foundation

/// Decides by what the ledger knows whether the service is asked for a link (advanced-billing.md, 4).
struct LinkRule {
    /// What to do.
    enum Step {
        /// The stored link is good.
        case useStored
        /// One request.
        case ask
        /// Nothing can be had, and asking would cost a request.
        case refuse(AccessError)
    }

    let customer: CustomerID
    /// What the ledger knows; `nil` if it knows nothing.
    let record: LinkRecord?
    let now: Date

    /// For how long one request holds where times of the service are missing, or this machine's clock contradicts them:
    /// 15 requests then last for the 15 days of a link.
    private static let trial: TimeInterval = 86_400

    /// Returns what to do.
    ///
    /// - Parameter refreshing: Whether a link is wanted that is newer than the stored one, if the service has one.
    /// - Returns: The step.
    func step(refreshing: Bool) -> Step {
        guard let record else { return .ask }
        guard record.url != nil, let fetched = record.fetchedAt else { return request(record) }
        let trialEnd = fetched.addingTimeInterval(Self.trial)
        let expires = record.expiresAt ?? record.newLinkAvailableAt ?? trialEnd
        let next = record.newLinkAvailableAt ?? trialEnd
        let isGood = now < expires
        if isGood, !refreshing || now < next { return .useStored }
        guard now >= next else { return .refuse(.linkOver(customer, expired: expires, next: next)) }
        // A link that could be renewed in the moment in which the service gave it: its clock is behind this one, and
        // it would give the same once more.
        if fetched >= next, now >= fetched, now < trialEnd {
            return isGood ? .useStored : .refuse(.clockAhead(customer, fetched: fetched, next: next))
        }
        return request(record)
    }

    /// Lets a request go, if the service will not refuse it.
    private func request(_ record: LinkRecord) -> Step {
        if let blocked = record.blockedUntil, now < blocked { return .refuse(.linkLimit(customer, next: blocked)) }
        let requests = (record.requestCount ?? 0) + record.lostRequestCount
        if let next = record.newLinkAvailableAt, now < next, requests >= CustomerLink.requestLimit {
            return .refuse(.linkLimit(customer, next: next))
        }
        return .ask
    }

    /// The end of a refusal for which the service named none that can be read.
    static func trialEnd(from now: Date) -> Date { now.addingTimeInterval(trial) }
}
