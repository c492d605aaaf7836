public import AdvancedBillingAPI
import Foundation
import GRDB
import Transport

extension AccessDesk {
    /// Takes a customer's access away.
    ///
    /// The ledger forgets the address, which works no more, and keeps counts and times, because the service goes on
    /// counting: after access is enabled again it may give the same address (advanced-billing.md, M8).
    ///
    /// - Parameter customer: The customer.
    /// - Returns: What the service says; without members if the answer of the try that did it was lost.
    /// - Throws: `AccessError`; `service` with `invalid` if access is not enabled, with `notFound` if there is no such
    ///   customer.
    @discardableResult
    public func revoke(_ customer: CustomerID) async throws(AccessError) -> RevokedAccess {
        try await withLock(for: customer) { identity async throws(AccessError) in
            guard !Task.isCancelled else { throw .cancelled }
            let revoked: RevokedAccess
            do throws(AdvancedBillingError) {
                revoked = try await client.revokeAccess(of: customer).value
            } catch {
                // Nor does the link work if access was off already, or if the answer was lost.
                if error.mayMeanRevoked { try await forgetLink(of: identity) }
                throw .service(error)
            }
            try await forgetLink(of: identity)
            return revoked
        }
    }

    func forgetLink(of identity: LedgerIdentity) async throws(AccessError) {
        let now = time.now()
        try await write { database in
            guard var record = try LinkRecord.fetchOne(database, identity) else { return }
            record.url = nil
            record.isSealed = false
            record.revokedAt = now
            try record.update(database)
        }
    }
}

extension AdvancedBillingError {
    /// Whether access may be gone although revoking it failed.
    fileprivate var mayMeanRevoked: Bool {
        if case .invalid = self { return true }
        return !provesNothingWasDone
    }
}
