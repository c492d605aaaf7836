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
        let mails = try await read { database in
            try MailRecord.all(.resend, to: identity)
                .filter(Column("sentAt") >= start.timeIntervalSince1970)
                .fetchAll(database)
        }
        if let sent = mails.last(where: { $0.outcome == .sent }) { return .sent(sent.sentAt) }
        guard let lost = mails.first else { return .none }
        let found = try await settleMails(to: customer, identity)
        return found.tells(of: lost) ? .sent(lost.sentAt) : .unknown
    }

    /// Asks the service for a customer, and takes mails whose answers were lost for sent, if it tells of one since.
    func settleMails(
        to customer: CustomerID,
        _ identity: LedgerIdentity
    ) async throws(AccessError) -> SightedCustomer {
        let found: SightedCustomer
        do { found = SightedCustomer(try await client.customer(customer), now: time.now()) } catch {
            throw .service(error)
        }
        let lost = try await read { try MailRecord.unknown(to: identity).fetchAll($0) }.filter(found.tells)
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

    /// Whether the service, which tells whole seconds, tells of a mail since one was ordered.
    func tells(of mail: MailRecord) -> Bool {
        guard let invited = customer.lastInvited?.date else { return false }
        return invited >= mail.sentAt.addingTimeInterval(lead - 1)
    }
}
