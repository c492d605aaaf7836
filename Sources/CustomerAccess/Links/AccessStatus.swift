public import AdvancedBillingAPI
public import Foundation
import GRDB
import Transport

/// How a customer's access stands: what the service says of the customer, and what the ledger knows of the link.
public struct AccessStatus: Sendable, Equatable {
    /// The customer as the service keeps it.
    public let customer: Customer
    /// Whether a link is stored that works.
    public let hasLink: Bool
    /// Until when the stored link works; `nil` if none is stored that works, or the service did not say.
    public let linkExpires: Date?
    /// How many of the 15 requests for the newest link are known to be used up, or may be; `nil` if the ledger knows of
    /// no link, or there can be another one by now.
    public let requestCount: Int?
    /// From when on there can be another link; `nil` if the ledger knows of none.
    public let newLinkAvailable: Date?
    /// Until when the service refuses requests for a link, as far as the ledger knows; `nil` if it does not.
    public let blockedUntil: Date?
    /// When the next invitation may go; `nil` for now.
    public let nextResend: Date?
    /// When invitations were ordered whose answers were lost, and since which the service tells of none; oldest first.
    public let unknownMails: [Date]
}

extension AccessDesk {
    /// Returns how a customer's access stands; it costs no request for the link.
    ///
    /// - Parameter customer: The customer.
    /// - Returns: The status.
    /// - Throws: `AccessError`; `service` with `notFound` if there is no such customer.
    public func status(of customer: CustomerID) async throws(AccessError) -> AccessStatus {
        let identity = identity(of: customer)
        let customer = try await settleMails(to: customer, identity).customer
        // Access was taken away elsewhere, and the link with it.
        if customer.access == .none { try await forgetLink(of: identity) }
        let (record, mails) = try await read { database in
            (try LinkRecord.fetchOne(database, identity), try MailRecord.unknown(to: identity).fetchAll(database))
        }
        let now = time.now()
        let isOld = record?.newLinkAvailableAt.map { now >= $0 } ?? false
        let expires = record?.url == nil ? nil : record?.expiresAt
        let hasLink = record?.url != nil && expires.map { now < $0 } ?? true
        let blocked = record?.blockedUntil.flatMap { now < $0 ? $0 : nil }
        return AccessStatus(
            customer: customer,
            hasLink: hasLink,
            linkExpires: hasLink ? expires : nil,
            requestCount: isOld ? nil : record.map { ($0.requestCount ?? 0) + $0.lostRequestCount },
            newLinkAvailable: record?.newLinkAvailableAt ?? blocked,
            blockedUntil: blocked,
            nextResend: try await nextResend(to: identity),
            unknownMails: mails.map(\.sentAt)
        )
    }
}
