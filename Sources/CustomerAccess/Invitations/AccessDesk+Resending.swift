public import AdvancedBillingAPI
public import Foundation
import GRDB
import Transport

extension AccessDesk {
    /// How many invitations go out again in a window; the documents can be read as refusing the fifth
    /// (advanced-billing.md, M1).
    public static let resendLimit = 4
    /// How long that window is, in seconds.
    public static let resendWindow: TimeInterval = 30 * 60

    /// Sends a customer the invitation again.
    ///
    /// The ledger notes it before it is sent, so that it counts also if the program is killed meanwhile.
    ///
    /// - Parameters:
    ///   - customer: The customer.
    ///   - beyondLimit: Whether to ask the service also after four in 30 minutes.
    /// - Returns: What the service says about the invitation.
    /// - Throws: `AccessError`; `invitationLimit` after four in 30 minutes; `mailUnknown` if it was ordered and no
    ///   answer came; `service` with `invalid` if access is not enabled, with `notFound` if there is no such customer.
    @discardableResult
    public func resendInvitation(
        to customer: CustomerID,
        beyondLimit: Bool = false
    ) async throws(AccessError) -> ResentInvitation {
        try await withLock(for: customer) { identity async throws(AccessError) in
            if !beyondLimit, let next = try await nextResend(to: identity) {
                throw .invitationLimit(customer, next: next)
            }
            return try await mail(.resend, to: customer, identity) { () async throws(AdvancedBillingError) in
                // The client counts too, but forgets with the program; the ledger has counted already.
                try await client.resendInvitation(to: customer, beyondLimit: true).value
            }
        }
    }

    /// Returns when the next invitation may go; `nil` for now.
    ///
    /// A time that is still to come, because the clock was set back, counts as a recent one.
    func nextResend(to identity: LedgerIdentity) async throws(AccessError) -> Date? {
        let start = time.now().addingTimeInterval(-Self.resendWindow)
        let recent = try await read { database in
            try MailRecord.all(.resend, to: identity).filter(Column("sentAt") > start.timeIntervalSince1970)
                .fetchAll(database).map(\.sentAt)
        }
        guard recent.count >= Self.resendLimit else { return nil }
        return recent[recent.count - Self.resendLimit].addingTimeInterval(Self.resendWindow)
    }

    /// Sends a mail that the ledger knows of before and after.
    func mail<Result>(
        _ kind: MailRecord.Kind,
        to customer: CustomerID,
        _ identity: LedgerIdentity,
        _ send: () async throws(AdvancedBillingError) -> Result
    ) async throws(AccessError) -> Result {
        guard !Task.isCancelled else { throw .cancelled }
        let ordered = time.now()
        let mail = try await write { database in
            var mail = MailRecord(kind, to: identity, at: ordered)
            try mail.insert(database)
            return mail
        }
        let result: Result
        do throws(AdvancedBillingError) {
            result = try await send()
        } catch {
            guard error.provesNothingWasDone else { throw .mailUnknown(customer, ordered: ordered, error) }
            // What was refused does not count (advanced-billing.md, M2).
            _ = try await write { try mail.delete($0) }
            throw .service(error)
        }
        var sent = mail
        sent.sentAt = time.now()
        sent.outcome = .sent
        try await write { [sent] in try sent.update($0) }
        return result
    }
}
