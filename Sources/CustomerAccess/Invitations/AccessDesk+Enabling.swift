public import AdvancedBillingAPI
import Foundation
import Transport

/// A customer who was let in.
public struct EnabledAccess: Sendable, Equatable {
    /// The customer as the service keeps it now.
    public let customer: Customer
    /// Whether the service sent the invitation for it.
    public let hasSentInvitation: Bool
}

extension AccessDesk {
    /// Lets a customer into the portal, and sends the invitation if that is asked for.
    ///
    /// The service sends an invitation only to a customer who was never sent one (advanced-billing.md, M4); who has
    /// access keeps it. With an invitation this call looks first whether there was one: so it can tell whether a mail
    /// goes out, and what became of one whose answer was lost.
    ///
    /// - Parameters:
    ///   - customer: The customer.
    ///   - inviting: Whether the service sends the invitation.
    /// - Returns: The customer, and whether a mail went out.
    /// - Throws: `AccessError`; `mailUnknown` if the invitation was ordered and no answer came; `service` with
    ///   `notFound`, or with `invalid` if the portal is off for the site or the customer has no e-mail address.
    @discardableResult
    public func enable(_ customer: CustomerID, inviting: Bool) async throws(AccessError) -> EnabledAccess {
        try await withLock(for: customer) { identity async throws(AccessError) in
            guard inviting else {
                return EnabledAccess(customer: try await enable(customer), hasSentInvitation: false)
            }
            let found = try await settleMails(to: customer, identity).customer
            if found.access != .none, found.lastInvited != nil {
                return EnabledAccess(customer: found, hasSentInvitation: false)
            }
            let invited = try await mail(.invitation, to: customer, identity) {
                () async throws(AdvancedBillingError) in
                try await client.enableAccess(for: customer, inviting: true).value
            }
            return EnabledAccess(customer: invited, hasSentInvitation: true)
        }
    }

    private func enable(_ customer: CustomerID) async throws(AccessError) -> Customer {
        do { return try await client.enableAccess(for: customer, inviting: false).value } catch {
            throw .service(error)
        }
    }
}
