import Foundation
import GRDB

/// What a run over many customers has done with one of them, so that a run that was ended goes on where it was.
struct JournalRecord: Sendable, Codable, Equatable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "journal"

    enum State: String, Sendable, Codable {
        /// It was begun; if the run is over, nobody knows what came of it.
        case begun
        case done
        /// It was done, and so was all of the list.
        case closed
    }

    var job: String
    var baseURL: String
    var site: String
    var customer: Int
    var state: State
    /// When it came to this.
    var changedAt: Date

    init(_ job: String, _ identity: LedgerIdentity, _ state: State, at time: Date) {
        self.job = job
        baseURL = identity.baseURL
        site = identity.site
        customer = identity.customer
        self.state = state
        changedAt = time
    }

    /// What stands in the ledger for the same customer.
    func stored(in database: Database) throws -> JournalRecord? {
        try Self.all(of: job, baseURL: baseURL, site: site).filter(Column("customer") == customer).fetchOne(database)
    }

    static func all(of job: String, baseURL: String, site: String) -> QueryInterfaceRequest<JournalRecord> {
        filter(Column("job") == job && Column("baseURL") == baseURL && Column("site") == site)
    }
}

extension JournalRecord {
    /// Times are numbers, so that they can be compared and lose nothing.
    static func databaseDateEncodingStrategy(for column: String) -> DatabaseDateEncodingStrategy {
        .timeIntervalSince1970
    }

    static func databaseDateDecodingStrategy(for column: String) -> DatabaseDateDecodingStrategy {
        .timeIntervalSince1970
    }
}
