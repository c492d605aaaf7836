public import AdvancedBillingAPI
import Foundation
import GRDB
import Transport

extension AccessDesk {
    /// Returns a customer's link: the stored one while it works, else one that the service is asked for.
    ///
    /// The service is asked only if no link is stored, if the stored one is over and another one can be had, or if
    /// `refreshing` and another one can be had; never for the sixteenth time (advanced-billing.md, 4). Where no answer
    /// ever came, there is one request a day after fifteen.
    ///
    /// - Parameters:
    ///   - customer: The customer.
    ///   - refreshing: Whether a newer link than the stored one is wanted. As long as the service has none, the stored
    ///     one is returned.
    /// - Returns: The link.
    /// - Throws: `AccessError`; `linkLimit` and `clockAhead` without asking the service, `linkOver` also if what it gives
    ///   is over already (M12); `service` with `invalid` if access is not enabled, with `notFound` if there is no such
    ///   customer.
    public func link(for customer: CustomerID, refreshing: Bool = false) async throws(AccessError) -> CustomerLink {
        if let link = try await storedLink(for: customer, refreshing: refreshing) { return link }
        return try await withLock(for: customer) { identity async throws(AccessError) in
            // Whoever had the lock before may have fetched it.
            if let link = try await storedLink(for: customer, refreshing: refreshing) { return link }
            return try await ask(for: customer, identity)
        }
    }

    /// Returns the stored link of a customer, if it is good.
    ///
    /// - Parameters:
    ///   - customer: The customer.
    ///   - refreshing: Whether a newer link is wanted, if the service has one.
    /// - Returns: The link; `nil` if the service is to be asked.
    /// - Throws: `AccessError`, if there is none and asking would be of no use.
    private func storedLink(for customer: CustomerID, refreshing: Bool) async throws(AccessError) -> CustomerLink? {
        let record = try await record(of: identity(of: customer))
        switch LinkRule(customer: customer, record: record, now: time.now()).step(refreshing: refreshing) {
        case .ask: return nil
        case .refuse(let error): throw error
        case .useStored:
            guard let record, let url = try url(in: record) else { return nil }
            return CustomerLink(record, customer, url: url, origin: .ledger)
        }
    }

    private func url(in record: LinkRecord) throws(AccessError) -> Secret? {
        do { return try ledger.url(in: record) } catch { throw .ledger(error) }
    }

    /// Makes one request.
    ///
    /// It is counted before it is sent: a program that is killed has used it up all the same.
    private func ask(for customer: CustomerID, _ identity: LedgerIdentity) async throws(AccessError) -> CustomerLink {
        guard !Task.isCancelled else { throw .cancelled }
        let now = time.now()
        let counted = try await change(identity) { $0.noteRequest(at: now) }
        let link: ManagementLink
        do throws(AdvancedBillingError) {
            link = try await client.managementLink(of: customer).value
        } catch {
            throw try await failure(error, customer, identity)
        }
        var record = counted
        record.note(link, at: time.now())
        do throws(LedgerError) {
            try ledger.put(link.url, into: &record)
            try await ledger.write { [record] in try record.save($0) }
        } catch {
            // It has cost a request, so it is not thrown away.
            return CustomerLink(record, customer, url: link.url, origin: .service, failure: error)
        }
        // The service gives a link also after its end, as long as there is no other (advanced-billing.md, M12).
        if let expires = record.expiresAt, expires <= now, let next = record.newLinkAvailableAt, now < next {
            throw .linkOver(customer, expired: expires, next: next)
        }
        return CustomerLink(record, customer, url: link.url, origin: .service)
    }

    /// Keeps what a refusal teaches.
    private func failure(
        _ error: AdvancedBillingError,
        _ customer: CustomerID,
        _ identity: LedgerIdentity
    ) async throws(AccessError) -> AccessError {
        if case .linkLimit(let until, _) = error {
            let next = until ?? LinkRule.trialEnd(from: time.now())
            try await change(identity) { $0.noteLimit(until: next) }
            return .linkLimit(customer, next: next)
        }
        if error.provesNothingWasDone { try await change(identity) { $0.takeBackRequest() } }
        return .service(error)
    }
}

extension LinkRecord {
    /// Takes over what the service says of a link, but for the address.
    fileprivate mutating func note(_ link: ManagementLink, at now: Date) {
        // It is added to, so that nothing beyond what can be is taken over.
        requestCount = link.fetchCount.map { min(max($0, 0), CustomerLink.requestLimit) }
        lostRequestCount = 0
        fetchedAt = now
        createdAt = link.created?.date
        newLinkAvailableAt = link.newLinkAvailable?.date
        expiresAt = link.expires?.date
        blockedUntil = nil
        revokedAt = nil
    }

    /// Counts a request that is about to be made.
    ///
    /// Of a link of which no answer ever came nobody knows until when it is handed out: after fifteen there is one a day.
    fileprivate mutating func noteRequest(at now: Date) {
        lostRequestCount += 1
        if isUsedUp, newLinkAvailableAt == nil { blockedUntil = LinkRule.trialEnd(from: now) }
    }

    /// Takes back a request that never left.
    fileprivate mutating func takeBackRequest() {
        lostRequestCount -= 1
        if !isUsedUp, newLinkAvailableAt == nil { blockedUntil = nil }
    }

    private var isUsedUp: Bool { (requestCount ?? 0) + lostRequestCount >= CustomerLink.requestLimit }

    /// Takes over that the service refused a request.
    fileprivate mutating func noteLimit(until next: Date) {
        requestCount = max(requestCount ?? 0, CustomerLink.requestLimit)
        lostRequestCount = 0
        blockedUntil = next
    }
}
