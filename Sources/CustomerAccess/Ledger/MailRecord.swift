import Foundation
import GRDB

/// A mail to a customer that went out, or may have gone out.
struct MailRecord: Sendable, Codable, Equatable, FetchableRecord, MutablePersistableRecord {
    static let databaseTableName = "mail"

    enum Kind: String, Sendable, Codable {
        /// The first one, together with access.
        case invitation
        /// The same once more; these alone count against the limit (advanced-billing.md, M2).
        case resend
    }

    enum Outcome: String, Sendable, Codable {
        /// It was ordered, and no answer came, or the program ended before one came.
        case unknown
        case sent
    }

    var id: Int64?
    var baseURL: String
    var site: String
    var customer: Int
    var kind: Kind
    /// When it was ordered; as soon as the answer came, the time of the answer, because the service counts from some
    /// moment before that.
    var sentAt: Date
    var outcome: Outcome

    init(_ kind: Kind, to identity: LedgerIdentity, at time: Date) {
        baseURL = identity.baseURL
        site = identity.site
        customer = identity.customer
        self.kind = kind
        sentAt = time
        outcome = .unknown
    }

    mutating func didInsert(_ inserted: InsertionSuccess) {
        id = inserted.rowID
    }

    static func all(to identity: LedgerIdentity) -> QueryInterfaceRequest<MailRecord> {
        filter(Column("baseURL") == identity.baseURL && Column("site") == identity.site)
            .filter(Column("customer") == identity.customer)
            .order(Column("sentAt"), Column("id"))
    }

    static func all(_ kind: Kind, to identity: LedgerIdentity) -> QueryInterfaceRequest<MailRecord> {
        all(to: identity).filter(Column("kind") == kind.rawValue)
    }

    /// Those whose answers never came.
    static func unknown(to identity: LedgerIdentity) -> QueryInterfaceRequest<MailRecord> {
        all(to: identity).filter(Column("outcome") == Outcome.unknown.rawValue)
    }
}

extension MailRecord {
    /// Times are numbers, so that they can be compared and lose nothing.
    static func databaseDateEncodingStrategy(for column: String) -> DatabaseDateEncodingStrategy {
        .timeIntervalSince1970
    }

    static func databaseDateDecodingStrategy(for column: String) -> DatabaseDateDecodingStrategy {
        .timeIntervalSince1970
    }
}
