public import AdvancedBillingAPI
import Foundation
import GRDB
import Transport

extension AccessDesk {
    /// Lets a customer into the portal, and sends the invitation if that is asked for.
    ///
    /// The service sends an invitation only to a customer who was never sent one (advanced-billing.md, M4); who has
    /// access keeps it. After an invitation whose outcome is not known this call looks first whether it was sent.
    ///
    /// - Parameters:
    ///   - customer: The customer.
    ///   - inviting: Whether the service sends the invitation.
    /// - Returns: The customer as the service keeps it now.
    /// - Throws: `AccessError`; `mailUnknown` if the invitation was ordered and no answer came; `service` with
    ///   `notFound`, or with `invalid` if the portal is off for the site or the customer has no e-mail address.
    @discardableResult
    public func enable(_ customer: CustomerID, inviting: Bool) async throws(AccessError) -> Customer {
        try await withLock(for: customer) { identity async throws(AccessError) in
            guard inviting else { return try await enable(customer, identity) }
            if let known = try await invitedBefore(customer, identity) { return known }
            return try await mail(.invitation, to: customer, identity) { () async throws(AdvancedBillingError) in
                try await client.enableAccess(for: customer, inviting: true).value
            }
        }
    }

    private func enable(_ customer: CustomerID, _ identity: LedgerIdentity) async throws(AccessError) -> Customer {
        do { return try await client.enableAccess(for: customer, inviting: false).value } catch {
            throw .service(error)
        }
    }

    /// Finds out what became of an invitation whose outcome is not known.
    ///
    /// - Returns: The customer, if it was sent; `nil` if there is no such invitation, or it was not sent.
    private func invitedBefore(
        _ customer: CustomerID,
        _ identity: LedgerIdentity
    ) async throws(AccessError) -> Customer? {
        let unknown = try await read { database in
            try MailRecord.all(.invitation, to: identity).fetchAll(database).filter { $0.outcome == .unknown }
        }
        guard !unknown.isEmpty else { return nil }
        let found: Customer
        do { found = try await client.customer(customer).value } catch { throw .service(error) }
        let wasSent = found.portalEnabled != nil && found.lastInvited != nil
        try await write { database in
            for var mail in unknown {
                mail.outcome = .sent
                if wasSent { try mail.update(database) } else { try mail.delete(database) }
            }
        }
        return wasSent ? found : nil
    }
}
