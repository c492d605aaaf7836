import Foundation
import GRDB

/// What a new sandbox holds.
enum StartingData {
    static let website = "web_sandbox"
    static let domain = "billing.sandbox.example"

    static func fill(_ database: Database, now: Int, random: Randomness) throws {
        try WebsiteRecord(
            id: website,
            createdTime: now,
            updatedTime: now,
            content: WebsiteContent(
                name: "Sandbox",
                url: "https://sandbox.example",
                servicePhone: "+1 555 0100",
                serviceEmail: "help@sandbox.example",
                logoId: nil
            )
        ).insert(database)
        try DomainRecord(domain: domain, isVerified: true, createdTime: now, updatedTime: now).insert(database)
        for (index, customer) in customers.enumerated() {
            try insert(customer, id: Int64(1001 + index), at: now - 30 * day, now: now, in: database)
        }
        try insertUsedUpLink(of: 1005, at: now - 2 * day, random: random, in: database)
    }

    static func clear(_ database: Database) throws {
        try FileRecord.deleteAll(database)
        try PortalRecord.deleteAll(database)
        try WebsiteRecord.deleteAll(database)
        try DomainRecord.deleteAll(database)
        // Links and invitations go with their customers.
        try CustomerRecord.deleteAll(database)
        try KeptValue.deleteAll(database)
    }

    private static let day = 86_400

    private static let customers: [(first: String, last: String, access: CustomerAccess)] = [
        ("Ada", "Moreno", .none), ("Ben", "Okafor", .enabled), ("Chiara", "Rossi", .invited),
        ("Dev", "Patel", .accepted), ("Elif", "Kaya", .accepted),
    ]

    private static func insert(
        _ customer: (first: String, last: String, access: CustomerAccess),
        id: Int64,
        at created: Int,
        now: Int,
        in database: Database
    ) throws {
        let granted = now - 10 * day
        var record = CustomerRecord(
            id: id,
            createdAt: created,
            updatedAt: created,
            profile: [
                "first_name": .string(customer.first),
                "last_name": .string(customer.last),
                "email": .string("\(customer.first.lowercased())@example.com"),
            ]
        )
        record.setAccess(customer.access, at: granted)
        try record.insert(database)
    }

    private static func insertUsedUpLink(
        of customer: Int64,
        at created: Int,
        random: Randomness,
        in database: Database
    ) throws {
        let settings = SandboxSettings.AdvancedBilling()
        var link = LinkRecord(
            customerID: customer,
            digits: random.hexDigits(),
            fetchCount: settings.linkRequestLimit,
            createdAt: created,
            newLinkAvailableAt: created + ManagementLinks.renewal,
            expiresAt: created + settings.linkLife
        )
        try link.insert(database)
    }
}

extension CustomerRecord {
    /// Gives the customer a state of access as if all of it had happened at once.
    mutating func setAccess(_ access: CustomerAccess, at time: Int) {
        portalCreatedAt = access == .none ? nil : time
        inviteSentAt = access == .invited || access == .accepted ? time : nil
        inviteAcceptedAt = access == .accepted ? time : nil
        updatedAt = time
    }
}
