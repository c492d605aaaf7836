import AdvancedBillingAPI
import Foundation
import GRDB
import Transport

/// What became of the mails to a customer that were ordered again.
enum Mailing {
    /// None was ordered.
    case none
    /// One was ordered, no answer came, and the service tells of none since.
    case unknown
    /// One was sent, at a time.
    case sent(Date)
}

extension AccessDesk {
    /// Returns what became of the mails to a customer that were ordered again since a time; the service is asked if an
    /// answer was lost.
    func mailing(
        to customer: CustomerID,
        _ identity: LedgerIdentity,
        since start: Date
    ) async throws(AccessError) -> Mailing {
        var mails = try await resends(to: identity, since: start)
        if !mails.isEmpty, mails.allSatisfy({ $0.outcome == .unknown }) {
            try await settleMails(to: customer, identity)
            mails = try await resends(to: identity, since: start)
        }
        if let sent = mails.last(where: { $0.outcome == .sent }) { return .sent(sent.sentAt) }
        return mails.isEmpty ? .none : .unknown
    }

    private func resends(to identity: LedgerIdentity, since start: Date) async throws(AccessError) -> [MailRecord] {
        try await read { database in
            try MailRecord.all(.resend, to: identity)
                .filter(Column("sentAt") >= start.timeIntervalSince1970)
                .fetchAll(database)
        }
    }

    /// Asks the service for a customer, and takes mails whose answers were lost for sent, if it tells of one since.
    @discardableResult
    func settleMails(
        to customer: CustomerID,
        _ identity: LedgerIdentity
    ) async throws(AccessError) -> SightedCustomer {
        let found: SightedCustomer
        do { found = SightedCustomer(try await client.customer(customer), now: time.now()) } catch {
            throw .service(error)
        }
        let mails = try await read { try MailRecord.all(to: identity).fetchAll($0) }
        let sent = mails.filter { $0.outcome == .sent }
        let lost = mails.filter { $0.outcome == .unknown && found.tells(of: $0, beside: sent) }
        guard !lost.isEmpty else { return found }
        try await write { database in
            for var mail in lost {
                mail.outcome = .sent
                try mail.update(database)
            }
        }
        return found
    }
}

/// A customer as the service keeps it, and how far the service's clock was ahead of this machine's then.
struct SightedCustomer {
    let customer: Customer
    private let lead: TimeInterval

    init(_ answer: Answer<Customer>, now: Date) {
        customer = answer.value
        lead = answer.date?.timeIntervalSince(now) ?? 0
    }

    /// Whether the service, which tells whole seconds of its own clock, tells of a mail since one was ordered.
    ///
    /// - Parameters:
    ///   - mail: The one that was ordered.
    ///   - others: Those that are known to be sent; if what the service tells may be one of them that was sent shortly
    ///     before, it says nothing of this one.
    /// - Returns: Whether it surely went out, or another one did later.
    func tells(of mail: MailRecord, beside others: [MailRecord]) -> Bool {
        guard let invited = customer.lastInvited?.date, invited >= mail.sentAt.addingTimeInterval(lead - 1) else {
            return false
        }
        return !others.contains { $0.sentAt <= mail.sentAt && invited <= $0.sentAt.addingTimeInterval(lead + 2) }
    }
}
