public import AdvancedBillingAPI
public import Foundation
public import Transport

/// A customer's link, and how long it lasts.
public struct CustomerLink: Sendable, Equatable {
    /// Where a link comes from.
    public enum Origin: String, Sendable {
        /// It was kept; the service was not asked.
        case ledger
        /// The service was asked.
        case service
    }

    /// How often the service hands one link out (advanced-billing.md, rule 5).
    public static let requestLimit = 15

    /// Whose it is.
    public let customer: CustomerID
    /// The address; whoever has it may act for the customer.
    public let url: Secret
    /// Where it comes from this time.
    public let origin: Origin
    /// When the service handed it out last, by this machine's clock.
    public let fetched: Date
    /// When the service made it; `nil` if it does not say.
    public let created: Date?
    /// From when on it no longer works; `nil` if the service does not say.
    public let expires: Date?
    /// From when on there can be another one; `nil` if the service does not say.
    public let newLinkAvailable: Date?
    /// How often it was handed out, on whatever machine; `nil` if the service does not say.
    public let requestCount: Int?
    /// Why the ledger could not keep it, although the service was asked; `nil` if it could.
    ///
    /// The next call asks again.
    public let ledgerFailure: LedgerError?

    /// Whether the next request for it would be the thirteenth or a later one of fifteen (advanced-billing.md, 4).
    public var isNearlyUsedUp: Bool { (requestCount ?? 0) >= Self.requestLimit - 3 }
}

extension CustomerLink {
    init(_ record: LinkRecord, _ customer: CustomerID, url: Secret, origin: Origin, failure: LedgerError? = nil) {
        self.customer = customer
        self.url = url
        self.origin = origin
        fetched = record.fetchedAt ?? .distantPast
        created = record.createdAt
        expires = record.expiresAt
        newLinkAvailable = record.newLinkAvailableAt
        requestCount = record.requestCount
        ledgerFailure = failure
    }
}
