import Foundation
import GRDB

/// The rules of management links (advanced-billing.md, 4 and M8 to M13).
enum ManagementLinks {
    /// How long the service gives the same link, in seconds.
    static let renewal = 15 * 86_400

    /// What a request for a link comes to.
    enum Outcome: Sendable {
        case link(LinkRecord)
        /// The link was handed out as often as it may be.
        case usedUp(until: Int)
    }

    /// Hands out the link of a customer, a new one if it is time for one.
    static func fetch(
        for customer: Int64,
        at now: Int,
        settings: SandboxSettings.AdvancedBilling,
        random: Randomness,
        in database: Database
    ) throws -> Outcome {
        if var link = try newest(of: customer, in: database), now < link.newLinkAvailableAt {
            guard link.fetchCount < settings.linkRequestLimit else { return .usedUp(until: link.newLinkAvailableAt) }
            link.fetchCount += 1
            try link.update(database)
            return .link(link)
        }
        var link = LinkRecord(
            customerID: customer,
            digits: random.hexDigits(),
            fetchCount: 1,
            createdAt: now,
            newLinkAvailableAt: now + renewal,
            expiresAt: now + settings.linkLife
        )
        try link.insert(database)
        return .link(link)
    }

    /// The link that was made last for a customer.
    static func newest(of customer: Int64, in database: Database) throws -> LinkRecord? {
        try LinkRecord.filter(Column("customerID") == customer).order(Column("id").desc).fetchOne(database)
    }

    /// The address of a link (M13).
    static func address(of link: LinkRecord, base: String) -> String {
        "\(base)/manage/\(link.customerID)/\(link.createdAt)/\(link.digits)"
    }

    /// The answer that hands out a link (3.2).
    static func json(_ link: LinkRecord, base: String, lastInvited: Int?) -> JSON {
        [
            "url": .string(address(of: link, base: base)),
            "fetch_count": .integer(link.fetchCount),
            "created_at": .string(TimeText.zulu(link.createdAt)),
            "new_link_available_at": .string(TimeText.zulu(link.newLinkAvailableAt)),
            "expires_at": .string(TimeText.zulu(link.expiresAt)),
            "last_invite_sent_at": .optional(lastInvited.map(TimeText.zulu)),
        ]
    }
}
