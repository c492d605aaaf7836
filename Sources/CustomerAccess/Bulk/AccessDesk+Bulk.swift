import AdvancedBillingAPI
import Foundation
import GRDB
import Synchronization
import Transport

extension AccessDesk {
    /// How many rows may be ahead of the one that is told next, for each one that is in hand.
    private static let lead = 16

    /// Does a job with each customer of a list.
    ///
    /// The ledger keeps a journal, unless the job says that there is nothing to keep: a run that was ended in whatever
    /// way goes on when it is run again with the same name, and repeats nothing that was done. A run after which all are
    /// done closes the journal, so that the next one begins anew. What is older than a day, or than 30 days where mails
    /// go out, does not count. If the service takes no key, nobody else is begun with.
    ///
    /// - Parameters:
    ///   - job: The job.
    ///   - rows: The customers.
    ///   - tell: Told what came of each, in the order of the rows; of those with whom nothing was begun, because the
    ///     job was stopped, it is told nothing.
    /// - Throws: `AccessError.jobTaken` if another program is doing it, `ledger` if the journal cannot be kept; what
    ///   `tell` throws.
    public func run<Outcome>(
        _ job: BulkJob<Outcome>,
        over rows: [CustomerList.Row],
        tell: (BulkResult<Outcome>) async throws -> Void
    ) async throws {
        let claim = try locks.claim(job.name)
        defer { withExtendedLifetime(claim) {} }
        try await forget(job.name, olderThan: JournalRecord.lifetime(sendsMail: job.resumption == .never))
        let taken = TakenCustomers()
        var (begun, inHand, told, undone) = (0, 0, 0, 0)
        var isHopeless = false
        try await withThrowingTaskGroup(of: (Int, BulkResult<Outcome>).self) { group in
            var finished: [Int: BulkResult<Outcome>] = [:]
            repeat {
                // Who is slow holds the others back before what waits to be told grows with the list.
                let end = min(rows.count, told + Self.lead * max(1, job.concurrency))
                while inHand < max(1, job.concurrency), begun < end, !isHopeless, !job.isStopped() {
                    let (number, row) = (begun, rows[begun])
                    group.addTask { (number, try await result(of: job, row, taken)) }
                    (begun, inHand) = (begun + 1, inHand + 1)
                }
                guard let (number, result) = try await group.next() else { break }
                inHand -= 1
                if case .failed(.service(.unauthorized)) = result.ending { isHopeless = true }
                finished[number] = result
                while let next = finished.removeValue(forKey: told) {
                    if !next.isDone { undone += 1 }
                    told += 1
                    try await tell(next)
                }
            } while inHand > 0 || begun < rows.count
        }
        if told == rows.count, undone == 0 { try await forget(job.name) }
    }

    private func forget(_ name: String, olderThan age: TimeInterval) async throws(AccessError) {
        let (baseURL, site) = (client.account.base.description, site)
        let end = time.now().addingTimeInterval(-age).timeIntervalSince1970
        _ = try await write { database in
            try JournalRecord.all(of: name, baseURL: baseURL, site: site)
                .filter(Column("changedAt") < end)
                .deleteAll(database)
        }
    }

    /// Forgets what earlier runs of a job have done.
    ///
    /// - Parameter name: The name of the job.
    /// - Throws: `AccessError.ledger`.
    @_semantics("optimize.no.crossmodule")
    public func forget(_ name: String) async throws(AccessError) {
        let (baseURL, site) = (client.account.base.description, site)
        _ = try await write { try JournalRecord.all(of: name, baseURL: baseURL, site: site).deleteAll($0) }
    }

    private func result<Outcome>(
        of job: BulkJob<Outcome>,
        _ row: CustomerList.Row,
        _ taken: TakenCustomers
    ) async throws(AccessError) -> BulkResult<Outcome> {
        var customer: CustomerID?
        do throws(AccessError) {
            let id = try await self.customer(named: row.name)
            customer = id
            if let line = taken.take(id, on: row.line) {
                return BulkResult(row: row, customer: id, ending: .duplicate(line: line))
            }
            return BulkResult(row: row, customer: id, ending: try await ending(of: job, id))
        } catch {
            // What cannot be written down must not be done.
            if case .ledger = error { throw error }
            return BulkResult(row: row, customer: customer, ending: .failed(error))
        }
    }

    private func ending<Outcome>(
        of job: BulkJob<Outcome>,
        _ id: CustomerID
    ) async throws(AccessError) -> BulkResult<Outcome>.Ending {
        if job.resumption == .unkept { return .done(try await outcome(of: job, id)) }
        let identity = identity(of: id)
        let before = try await begin(job.name, identity)
        switch before?.state {
        case .done?: return .earlier(before?.changedAt ?? time.now())
        case .unknown?: return .unknown(nil)
        case .begun? where job.resumption == .never: return .unknown(nil)
        case .begun? where job.resumption == .again:
            // The run was ended between the mail and what notes that all is done.
            if let since = before?.changedAt, try await wasInvited(identity, since: since) {
                try await note(job.name, identity, .done)
                return .earlier(since)
            }
        case .begun?, nil: break
        }
        do throws(AccessError) {
            let outcome = try await outcome(of: job, id)
            try await note(job.name, identity, .done)
            return .done(outcome)
        } catch {
            if before != nil, job.resumption == .againUnlessRefused, error.isRefusal {
                try await note(job.name, identity, .done)
                return .earlier(time.now())
            }
            if case .mailUnknown = error {
                try await note(job.name, identity, .unknown)
                return .unknown(error)
            }
            if error.provesNothingWasDone { try await note(job.name, identity, nil) }
            throw error
        }
    }

    private func outcome<Outcome>(of job: BulkJob<Outcome>, _ id: CustomerID) async throws(AccessError) -> Outcome {
        while true {
            do throws(AccessError) {
                return try await job.perform(id)
            } catch {
                guard job.waits, case .invitationLimit(_, let next) = error else { throw error }
                while time.now() < next {
                    guard !job.isStopped() else { throw error }
                    do { try await time.sleep(.seconds(1)) } catch { throw .cancelled }
                }
            }
        }
    }
}

extension AccessDesk {
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

    /// Whether the first invitation went out since a time.
    private func wasInvited(_ identity: LedgerIdentity, since start: Date) async throws(AccessError) -> Bool {
        try await read { database in
            try MailRecord.all(.invitation, to: identity).fetchAll(database).contains {
                $0.outcome == .sent && $0.sentAt >= start
            }
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

/// Which customers a run has in hand or is done with, by whatever name, and the rows that named them.
private final class TakenCustomers: Sendable {
    private let lines = Mutex<[CustomerID: Int]>([:])

    /// Takes a customer; returns the line of the row that has taken it before.
    func take(_ id: CustomerID, on line: Int) -> Int? {
        lines.withLock { lines in
            if let earlier = lines[id] { return earlier }
            lines[id] = line
            return nil
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
