import Foundation
import GRDB

/// How the control shows and changes settings, and adds websites, domains and customers.
struct SettingsBody: Sendable {
    private let settings: SandboxSettings
    private let websites: [(id: String, content: WebsiteContent)]
    private let domains: [(domain: String, isVerified: Bool)]
    private let customers: [(id: Int64?, access: CustomerAccess, body: CustomerBody)]

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
            for (id, content) in websites {
                let old = try WebsiteRecord.fetchOne(database, key: id)
                try WebsiteRecord(id: id, createdTime: old?.createdTime ?? now, updatedTime: now, content: content)
                    .upsert(database)
            }
            for (domain, isVerified) in domains {
                let old = try DomainRecord.fetchOne(database, key: domain)
                try DomainRecord(
                    domain: domain,
                    isVerified: isVerified,
                    createdTime: old?.createdTime ?? now,
                    updatedTime: now
                ).upsert(database)
            }
            for (id, access, body) in customers { try Self.add(id, access, body, at: now, in: database) }
        }
        try await store.set(settings)
    }

    private static func add(
        _ id: Int64?,
        _ access: CustomerAccess,
        _ body: CustomerBody,
        at now: Int,
        in database: Database
    ) throws {
        if let id, try CustomerRecord.exists(database, key: id) {
            let field = InvalidField(field: "customers", message: "customer \(id) is there already")
            throw Refusal(answer: Problem.invalid([field]))
        }
        var customer = try CustomerOperations.insert(body, id: id, at: now, in: database)
        customer.setAccess(access, at: now)
        try customer.update(database)
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
