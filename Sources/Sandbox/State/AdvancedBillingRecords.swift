import Foundation
import GRDB

/// A customer as it is kept (advanced-billing.md, 6.1).
struct CustomerRecord: Sendable, Codable, Equatable, FetchableRecord, MutablePersistableRecord {
    static let databaseTableName = "customer"

    var id: Int64?
    /// The reference's bytes, which are unique; SQLite would cut a text at NUL.
    var reference: Data?
    var createdAt: Int
    var updatedAt: Int
    var portalCreatedAt: Int?
    var inviteSentAt: Int?
    var inviteAcceptedAt: Int?
    /// The other members as they were given, by their names.
    var profile: [String: JSON]

    mutating func didInsert(_ inserted: InsertionSuccess) {
        id = inserted.rowID
    }

    /// The state of the customer's access (advanced-billing.md, 7).
    var access: CustomerAccess {
        switch (portalCreatedAt, inviteSentAt, inviteAcceptedAt) {
        case (nil, _, _): .none
        case (_, nil, _): .enabled
        case (_, _, nil): .invited
        default: .accepted
        }
    }

    func text(_ member: String) -> String? { profile[member]?.string }

    /// First and last name.
    var fullName: String { "\(text("first_name") ?? "") \(text("last_name") ?? "")" }
}

/// The states of one customer's access.
enum CustomerAccess: String, Sendable, Codable {
    case none
    case enabled
    case invited
    case accepted
}

/// A management link that was made for a customer.
struct LinkRecord: Sendable, Codable, Equatable, FetchableRecord, MutablePersistableRecord {
    static let databaseTableName = "managementLink"

    var id: Int64?
    var customerID: Int64
    var digits: String
    var fetchCount: Int
    var createdAt: Int
    var newLinkAvailableAt: Int
    var expiresAt: Int

    mutating func didInsert(_ inserted: InsertionSuccess) {
        id = inserted.rowID
    }
}

/// An invitation that was sent again.
struct ResendRecord: Sendable, Codable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "resend"

    var customerID: Int64
    var sentAt: Int
}

/// A setting that survives a restart.
struct KeptValue: Sendable, Codable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "keptValue"

    var name: String
    var value: Data
}
