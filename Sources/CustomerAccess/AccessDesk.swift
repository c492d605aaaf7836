public import AdvancedBillingAPI
import GRDB
public import Transport

/// Lets customers into the billing portal, with a ledger that keeps what the service wants its callers to keep.
///
/// A desk is a value that many tasks can share. Two of them with one ledger, also in two programs, ask the service once
/// where one of them would. Every call may throw any `AccessError`; where a call says which, the others are still
/// possible.
public struct AccessDesk: Sendable {
    /// What asks the service.
    public let client: AdvancedBillingClient

    let ledger: AccessLedger
    let time: TimeSource
    let site: String
    let locks: CustomerLocks

    /// Makes a desk.
    ///
    /// - Parameters:
    ///   - client: What asks the service.
    ///   - site: The site's name, which keeps the customers of two sites apart that have one base URL.
    ///   - ledger: What is kept.
    ///   - time: The clock by which links end and invitations are counted.
    public init(client: AdvancedBillingClient, site: String, ledger: AccessLedger, time: TimeSource = .system) {
        self.client = client
        self.site = site
        self.ledger = ledger
        self.time = time
        locks = CustomerLocks(folder: ledger.place.locks)
    }

    func identity(of customer: CustomerID) -> LedgerIdentity {
        LedgerIdentity(customer, at: client.account, site: site)
    }

    /// Runs a closure while nobody else changes anything about the customer.
    func withLock<Result>(
        for customer: CustomerID,
        _ body: (LedgerIdentity) async throws(AccessError) -> Result
    ) async throws(AccessError) -> Result {
        let identity = identity(of: customer)
        return try await locks.withLock(for: identity) { () async throws(AccessError) in try await body(identity) }
    }

    /// Returns what the ledger knows of a customer's link.
    func record(of identity: LedgerIdentity) async throws(AccessError) -> LinkRecord? {
        try await read { try LinkRecord.fetchOne($0, identity) }
    }

    /// Changes what the ledger knows of a customer's link; a row that is not there is made.
    @discardableResult
    func change(
        _ identity: LedgerIdentity,
        _ body: @escaping @Sendable (inout LinkRecord) -> Void
    ) async throws(AccessError) -> LinkRecord {
        try await write { database in
            var record = try LinkRecord.fetchOne(database, identity) ?? LinkRecord(identity)
            body(&record)
            try record.save(database)
            return record
        }
    }

    @_semantics("optimize.no.crossmodule")
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws(AccessError) -> Result {
        do { return try await ledger.read(body) } catch { throw .ledger(error) }
    }

    @_semantics("optimize.no.crossmodule")
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws(AccessError) -> Result {
        do { return try await ledger.write(body) } catch { throw .ledger(error) }
    }
}
