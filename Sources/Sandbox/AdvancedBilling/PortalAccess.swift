import Foundation
import GRDB

/// The four calls about one customer's access to the portal (advanced-billing.md, 3 and 7).
struct PortalAccess: Sendable {
    let store: SandboxStore
    let call: Call
    let customer: Int64

    /// What a call has at hand.
    private struct Context {
        let database: Database
        var customer: CustomerRecord
        let now: Int
        let settings: SandboxSettings.AdvancedBilling
    }

    /// Checks in the order of M20, then runs, all of it at once.
    private func perform(
        _ body: @escaping @Sendable (inout Context) throws -> Answer
    ) async throws -> Answer {
        let (now, settings) = (store.now, store.settings.advancedBilling)
        return try await store.write { [customer] database in
            guard let record = try CustomerRecord.fetchOne(database, key: customer) else {
                throw Refusal(answer: BillingError.notFound)
            }
            guard settings.isPortalEnabled else { throw Refusal(answer: BillingError.siteDisabled) }
            var context = Context(database: database, customer: record, now: now, settings: settings)
            return try body(&context)
        }
    }

    private static func requireAccess(_ context: Context) throws(Refusal) {
        if context.customer.access == .none { throw Refusal(answer: BillingError.notEnabled) }
    }

    /// Opens the portal to the customer, with an invitation where one is asked for and none was ever sent (M4).
    func enable() async throws -> Answer {
        let invitation = call.parameter("auto_invite")
        return try await perform { context in
            guard invitation == nil || invitation == "0" || invitation == "1" else {
                throw Refusal(answer: BillingError.list(["Auto invite: must be 0 or 1."]))
            }
            let sendsMail = invitation == "1" && context.customer.inviteSentAt == nil
            if sendsMail, (context.customer.text("email") ?? "").isEmpty {
                throw Refusal(answer: BillingError.noAddress)
            }
            if context.customer.portalCreatedAt == nil || sendsMail {
                context.customer.portalCreatedAt = context.customer.portalCreatedAt ?? context.now
                if sendsMail { context.customer.inviteSentAt = context.now }
                context.customer.updatedAt = context.now
                try context.customer.update(context.database)
            }
            return .json(CustomerJSON(offset: context.settings.timeZoneOffset).wrapped(context.customer))
        }
    }

    func readLink() async throws -> Answer {
        let (random, origin, id) = (store.random, call.origin, customer)
        return try await perform { context in
            try Self.requireAccess(context)
            let outcome = try ManagementLinks.fetch(
                for: id,
                at: context.now,
                settings: context.settings,
                random: random,
                in: context.database
            )
            switch outcome {
            case .usedUp(let time): throw Refusal(answer: BillingError.linkUsedUp(until: time))
            case .link(let link):
                let base = context.settings.managementLinkBase ?? origin
                return .json(ManagementLinks.json(link, base: base, lastInvited: context.customer.inviteSentAt))
            }
        }
    }

    func resend() async throws -> Answer {
        let id = customer
        return try await perform { context in
            try Self.requireAccess(context)
            if (context.customer.text("email") ?? "").isEmpty { throw Refusal(answer: BillingError.noAddress) }
            let start = context.now - context.settings.resendWindow
            let sent = try ResendRecord.filter(Column("customerID") == id)
                .filter(Column("sentAt") > start && Column("sentAt") <= context.now).fetchCount(context.database)
            guard sent < context.settings.resendLimit else {
                throw Refusal(answer: BillingError.tooManyInvitations(context.settings))
            }
            try ResendRecord(customerID: id, sentAt: context.now).insert(context.database)
            context.customer.inviteSentAt = context.now
            context.customer.updatedAt = context.now
            try context.customer.update(context.database)
            return try Self.resent(context)
        }
    }

    /// The answer after an invitation went out; what was not accepted yet has no key (3.3).
    private static func resent(_ context: Context) throws -> Answer {
        let sent = TimeText.zulu(context.now)
        var body: [String: JSON] = [
            "last_sent_at": .string(sent), "last_accepted_at": "Not Accepted",
            "send_invite_link_text": "Resend Invitation", "last_invite_sent_at": .string(sent),
            "uninvited_count": try uninvitedCount(context.database),
        ]
        if let accepted = context.customer.inviteAcceptedAt.map(TimeText.zulu) {
            body["last_accepted_at"] = .string(accepted)
            body["last_invite_accepted_at"] = .string(accepted)
        }
        return .json(.object(body))
    }

    func revoke() async throws -> Answer {
        try await perform { context in
            try Self.requireAccess(context)
            context.customer.setAccess(.none, at: context.now)
            try context.customer.update(context.database)
            return .json([
                "last_sent_at": "Not Invited", "last_accepted_at": "Invite Revoked",
                "uninvited_count": try Self.uninvitedCount(context.database),
            ])
        }
    }

    private static func uninvitedCount(_ database: Database) throws -> JSON {
        .integer(try CustomerRecord.filter(Column("inviteSentAt") == nil).fetchCount(database))
    }
}
