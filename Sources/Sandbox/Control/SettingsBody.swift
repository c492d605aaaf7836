import Foundation
import GRDB

/// How the control shows and changes settings, and adds or changes websites, domains and customers.
struct SettingsBody: Sendable {
    private let settings: SandboxSettings
    private let websites: [WebsiteChange]
    private let domains: [DomainChange]
    private let customers: [CustomerChange]

    /// Reads a change; what is left out stays.
    ///
    /// - Parameters:
    ///   - members: The members to change.
    ///   - settings: The settings as they are.
    /// - Throws: `Refusal` with every member that is not valid.
    init(_ members: [String: JSON], from settings: SandboxSettings) throws(Refusal) {
        var reader = SettingsReader(settings)
        reader.read(members)
        guard reader.problems.isEmpty else { throw Refusal(answer: Problem.invalid(reader.problems)) }
        self.settings = reader.settings
        websites = reader.websites
        domains = reader.domains
        customers = reader.customers
    }

    /// Makes the change, all of it or nothing.
    func apply(to store: SandboxStore) async throws {
        let now = store.now
        try await store.write { [self] database in
            for website in websites {
                let old = try WebsiteRecord.fetchOne(database, key: website.id)
                try WebsiteRecord(
                    id: website.id,
                    createdTime: old?.createdTime ?? now,
                    updatedTime: now,
                    content: website.content(from: old?.content)
                ).upsert(database)
            }
            for change in domains {
                let old = try DomainRecord.fetchOne(database, key: change.domain)
                try DomainRecord(
                    domain: change.domain,
                    isVerified: change.isVerified ?? old?.isVerified ?? true,
                    createdTime: old?.createdTime ?? now,
                    updatedTime: now
                ).upsert(database)
            }
            for customer in customers { try customer.apply(at: now, in: database) }
        }
        try await store.set(settings)
    }

    /// The settings, in the form in which they are changed.
    static func json(_ settings: SandboxSettings) -> JSON {
        let (rebilly, billing) = (settings.rebilly, settings.advancedBilling)
        return [
            "latency": .integer(settings.latency),
            "rebilly": [
                "apiKey": .string(rebilly.apiKey), "rateLimit": .integer(rebilly.rateLimit),
                "rateWindow": .integer(rebilly.rateWindow),
            ],
            "advancedBilling": [
                "site": .string(billing.site), "apiKey": .string(billing.apiKey),
                "isPortalEnabled": .boolean(billing.isPortalEnabled),
                "timeZoneOffset": .integer(billing.timeZoneOffset),
                "managementLinkBase": .optional(billing.managementLinkBase), "linkLife": .integer(billing.linkLife),
                "linkRequestLimit": .integer(billing.linkRequestLimit), "resendLimit": .integer(billing.resendLimit),
                "resendWindow": .integer(billing.resendWindow),
                "resendRefusal": .string(billing.resendRefusal.rawValue),
                "isVerifiedEmailNeeded": .boolean(billing.isVerifiedEmailNeeded),
            ],
        ]
    }
}
