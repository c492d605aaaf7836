import AdvancedBillingAPI
import Foundation
import GRDB
import Transport

extension AccessDesk {
    /// Forgets what earlier runs of a job have done.
    ///
    /// - Parameter name: The name of the job.
    /// - Throws: `AccessError.ledger`.
    @_semantics("optimize.no.crossmodule")
    public func forget(_ name: String) async throws(AccessError) {
        let journal = journal(of: name)
        _ = try await write { try journal.deleteAll($0) }
    }

    func forgetWhatIsOld<Outcome>(of job: BulkJob<Outcome>) async throws(AccessError) {
        let journal = journal(of: job.name)
        let now = time.now().timeIntervalSince1970
        let isOld = Column("changedAt") < now - job.resumption.lifetime
        let isOver = Column("state") == JournalRecord.State.closed.rawValue
        let isLongOver = isOver && Column("changedAt") < now - job.resumption.afterlife
        _ = try await write { try journal.filter(isOld || isLongOver).deleteAll($0) }
    }

    /// Notes that all of a list are done.
    func close<Outcome>(_ job: BulkJob<Outcome>) async throws(AccessError) {
        guard job.resumption.afterlife > 0 else { return try await forget(job.name) }
        // What an earlier run closed gets no younger.
        let open = journal(of: job.name).filter(Column("state") != JournalRecord.State.closed.rawValue)
        let now = time.now().timeIntervalSince1970
        _ = try await write { database in
            let state = Column("state").set(to: JournalRecord.State.closed.rawValue)
            return try open.updateAll(database, state, Column("changedAt").set(to: now))
        }
    }

    private func journal(of name: String) -> QueryInterfaceRequest<JournalRecord> {
        JournalRecord.all(of: name, baseURL: client.account.base.description, site: site)
    }

    /// Does a job with a customer, unless the journal says that it is done.
    func ending<Outcome>(
        of job: BulkJob<Outcome>,
        _ id: CustomerID
    ) async throws(AccessError) -> BulkResult<Outcome>.Ending {
        if job.resumption == .unkept { return .done(try await job.perform(id)) }
        let identity = identity(of: id)
        let before = try await begin(job.name, identity)
        if let before {
            if before.state != .begun { return .earlier(before.changedAt) }
            if job.resumption == .unlessMailed {
                switch try await mailing(to: id, identity, since: before.changedAt) {
                case .none: break
                case .unknown: return .unknown(nil)
                case .sent(let date):
                    try await note(job.name, identity, .done)
                    return .earlier(date)
                }
            }
        }
        do throws(AccessError) {
            let outcome = try await job.perform(id)
            try await note(job.name, identity, .done)
            return .done(outcome)
        } catch {
            if before != nil, job.resumption == .againUnlessRefused, error.isRefusal {
                try await note(job.name, identity, .done)
                return .earlier(time.now())
            }
            // It stays begun.
            if case .mailUnknown = error { return .unknown(error) }
            if error.provesNothingWasDone { try await note(job.name, identity, nil) }
            throw error
        }
    }

    /// Notes that a customer is begun with, unless an earlier run has noted something.
    ///
    /// - Returns: What an earlier run has noted; `nil` for nothing.
    private func begin(_ job: String, _ identity: LedgerIdentity) async throws(AccessError) -> JournalRecord? {
        let record = JournalRecord(job, identity, .begun, at: time.now())
        return try await write { database in
            if let before = try record.stored(in: database) { return before }
            try record.insert(database)
            return nil
        }
    }

    /// Notes what came of it; `nil` if nothing did.
    private func note(
        _ job: String,
        _ identity: LedgerIdentity,
        _ state: JournalRecord.State?
    ) async throws(AccessError) {
        let record = JournalRecord(job, identity, state ?? .begun, at: time.now())
        try await write { database in
            if state == nil { _ = try record.delete(database) } else { try record.update(database) }
        }
    }
}

extension AccessError {
    /// Whether the service has refused it (422).
    fileprivate var isRefusal: Bool {
        if case .service(.invalid) = self { true } else { false }
    }

    /// Whether it is sure that the service did nothing.
    fileprivate var provesNothingWasDone: Bool {
        if case .service(let error) = self { error.provesNothingWasDone } else { true }
    }
}
