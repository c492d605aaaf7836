import Foundation
import GRDB

/// What the ledger knows of a customer's link; what the service said stands in it as the service said it.
struct LinkRecord: Sendable, Codable, Equatable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "link"

    var baseURL: String
    var site: String
    var customer: Int
    /// The address, sealed or plain; `nil` if none was handed out yet, or it was forgotten.
    var url: Data?
    var isSealed = false
    /// When the address was handed out last, by this machine's clock.
    var fetchedAt: Date?
    /// How often the service says it was handed out, on whatever machine.
    var requestCount: Int?
    /// How many requests went out since, whose answers never came; each may have counted.
    var lostRequestCount = 0
    var createdAt: Date?
    var newLinkAvailableAt: Date?
    var expiresAt: Date?
    /// Until when the service refuses more requests, as it said when it refused one.
    var blockedUntil: Date?
    var revokedAt: Date?

    init(_ identity: LedgerIdentity) {
        baseURL = identity.baseURL
        site = identity.site
        customer = identity.customer
    }

    var identity: LedgerIdentity { LedgerIdentity(baseURL: baseURL, site: site, customer: customer) }

    static func fetchOne(_ database: Database, _ identity: LedgerIdentity) throws -> LinkRecord? {
        let key: [String: any DatabaseValueConvertible] = [
            "baseURL": identity.baseURL, "site": identity.site, "customer": identity.customer,
        ]
        return try fetchOne(database, key: key)
    }
}

extension LinkRecord {
    /// Times are numbers, so that they can be compared and lose nothing.
    static func databaseDateEncodingStrategy(for column: String) -> DatabaseDateEncodingStrategy {
        .timeIntervalSince1970
    }

    static func databaseDateDecodingStrategy(for column: String) -> DatabaseDateDecodingStrategy {
        .timeIntervalSince1970
    }
}
