public import AdvancedBillingAPI
public import Foundation

/// Why a customer's access is not what it was to be.
///
/// No case holds a link or a key.
public enum AccessError: Error, Sendable {
    /// The service refused, or did not answer.
    case service(AdvancedBillingError)
    /// The ledger cannot be used.
    case ledger(LedgerError)
    /// The customer's link is over, and the service makes no other before a time; asking would only cost a request
    /// (advanced-billing.md, 4).
    case linkOver(CustomerID, expired: Date, next: Date)
    /// The link was asked for as often as the service allows, here and elsewhere, and there is no other before a time
    /// (advanced-billing.md, rule 5).
    case linkLimit(CustomerID, next: Date)
    /// The link is over by this machine's clock, which runs ahead of the service's: the service handed it out as one
    /// that could not be renewed yet.
    case clockAhead(CustomerID, fetched: Date, next: Date)
    /// Four invitations went out in 30 minutes; the next one may go at a time (advanced-billing.md, M1).
    case invitationLimit(CustomerID, next: Date)
    /// An invitation was ordered at a time, and no answer came: it may have been sent. It is not sent again unless it
    /// is asked for again.
    case mailUnknown(CustomerID, ordered: Date, AdvancedBillingError)
    /// Another program is doing the same job with many customers.
    case jobTaken
    /// The task was cancelled while it waited for another one with the same customer; nothing was asked.
    case cancelled
}

extension AccessError: CustomStringConvertible, LocalizedError {
    /// The same as `description`.
    public var errorDescription: String? { description }

    /// What happened, and what to do now, in one line without secrets.
    public var description: String {
        switch self {
        case .service(let error): error.description
        case .ledger(let error): error.description
        case .linkOver(let id, let expired, let next):
            "the link of customer \(id) expired at \(Self.words(expired)), and the service makes no other before "
                + "\(Self.words(next)); ask again then"
        case .linkLimit(let id, let next):
            "the link of customer \(id) was asked for as often as the service allows, which is 15 times a link; the "
                + "next one can be had from \(Self.words(next))"
        case .clockAhead(let id, let fetched, let next):
            "the link of customer \(id) was fetched at \(Self.words(fetched)) by this machine's clock, when the service "
                + "had no other before \(Self.words(next)): the clock is ahead, so set it; nothing was asked"
        case .invitationLimit(let id, let next):
            "customer \(id) was sent the invitation again four times in 30 minutes, and the service may refuse the "
                + "fifth; nothing was sent; the next one can go from \(Self.words(next))"
        case .mailUnknown(let id, let ordered, let error):
            "whether the mail to customer \(id) was sent at \(Self.words(ordered)) is not known, and it is not sent "
                + "again by itself: \(error)"
        case .jobTaken: "another run is doing the same; nothing was done: wait for its end, or end it"
        case .cancelled: "it was cancelled before anything was asked"
        }
    }

    private static func words(_ date: Date) -> String { date.formatted(.iso8601) }
}
