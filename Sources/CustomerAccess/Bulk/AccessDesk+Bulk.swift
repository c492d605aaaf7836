import AdvancedBillingAPI
import Foundation
import Synchronization
import Transport

extension AccessDesk {
    /// How often a customer is put off because the service takes no more requests.
    private static let postponementLimit = 10
    /// For how long, in seconds, if the service does not say.
    private static let usualPause: TimeInterval = 5
    /// For how long at most, in seconds.
    private static let longestPause: TimeInterval = 3600

    /// Does a job with each customer of a list.
    ///
    /// The ledger keeps a journal, unless the job says that there is nothing to keep: a run that was ended in whatever
    /// way goes on when it is run again with the same name, and repeats nothing that was done. Once all are done the next
    /// run begins anew, after an hour where mails go out. What is older than a day, or than 30 days where mails go out,
    /// does not count. Whoever the service has no time for, or may not be sent another mail yet, is put off, and the
    /// others go on meanwhile.
    ///
    /// - Parameters:
    ///   - job: The job.
    ///   - rows: The customers.
    ///   - tell: Told what came of each, in the order of the rows; of those with whom nothing was begun, because the
    ///     job was stopped, it is told nothing.
    /// - Returns: Why others were not begun with: the service takes no key, or twenty in a row had no answer or were
    ///   not allowed; `nil` if nothing stood in the way.
    /// - Throws: `AccessError.jobTaken` if another program is doing it, `ledger` if the journal cannot be kept; what
    ///   `tell` throws.
    @discardableResult
    public func run<Outcome>(
        _ job: BulkJob<Outcome>,
        over rows: [CustomerList.Row],
        tell: (BulkResult<Outcome>) async throws -> Void
    ) async throws -> AccessError? {
        let claim = try await locks.claim(job.name)
        defer { withExtendedLifetime(claim) {} }
        try await forgetWhatIsOld(of: job)
        let taken = TakenCustomers()
        var run = BulkRun(job, over: rows)
        try await withThrowingTaskGroup(of: BulkRun<Outcome>.Step.self) { group in
            while !run.isOver {
                while let turn = run.next(at: time.now()) {
                    group.addTask { try await step(job, turn, taken) }
                }
                if run.needsTick() { group.addTask { try await tick() } }
                guard let step = try await group.next() else { break }
                for result in run.take(step) { try await tell(result) }
            }
            group.cancelAll()
        }
        if run.isComplete { try await close(job) }
        return run.obstacle
    }

    private func tick<Outcome>() async throws(AccessError) -> BulkRun<Outcome>.Step {
        do { try await time.sleep(.seconds(1)) } catch { throw .cancelled }
        return .tick
    }

    private func step<Outcome>(
        _ job: BulkJob<Outcome>,
        _ turn: BulkRun<Outcome>.Turn,
        _ taken: TakenCustomers
    ) async throws(AccessError) -> BulkRun<Outcome>.Step {
        var turn = turn
        do throws(AccessError) {
            if let id = turn.customer { return .ended(turn, try await ending(of: job, id)) }
            let id = try await self.customer(named: turn.row.name)
            turn.customer = id
            if let line = taken.take(id, on: turn.row.line) { return .ended(turn, .duplicate(line: line)) }
            return .ended(turn, try await ending(of: job, id))
        } catch {
            // What cannot be written down must not be done.
            if case .ledger = error { throw error }
            guard let date = postponement(of: job, turn, error) else { return .ended(turn, .failed(error)) }
            if case .invitationLimit = error {} else { turn.postponements += 1 }
            return .postponed(turn, until: date, error)
        }
    }

    /// When another try makes sense of which an error says that nothing was done; `nil` for never.
    private func postponement<Outcome>(
        of job: BulkJob<Outcome>,
        _ turn: BulkRun<Outcome>.Turn,
        _ error: AccessError
    ) -> Date? {
        switch error {
        case .invitationLimit(_, let next): return job.waits ? next : nil
        // A request for a link is not repeated (advanced-billing.md, M19).
        case .service(.rateLimited(let until, _)) where job.resumption != .unkept:
            let now = time.now()
            let date = until ?? now.addingTimeInterval(Self.usualPause)
            guard turn.postponements < Self.postponementLimit else { return nil }
            return date <= now.addingTimeInterval(Self.longestPause) ? date : nil
        default: return nil
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
