package import Portals
package import RebillyAPI
import Synchronization
import Transport
package import Workspaces

/// Does what a plan says: pictures first, then portals, each read back and put into the lock.
///
/// A dry run is the same with a client that cannot write and a lock that is not kept.
package struct Publisher: Sendable {
    /// Why nothing was published.
    package enum Refusal: Error, Sendable {
        /// Kinds of change that are not allowed, with the portals that need it.
        case notAllowed([(kind: ChangeGuard, portals: [PortalID])])
    }

    /// How many portals are under way at once, unless it is said otherwise.
    package static let usualConcurrency = 16

    private let client: RebillyClient
    private let files: WorkspaceFiles
    private let keeper: LockKeeper
    private let concurrency: Int
    private let isInterrupted: @Sendable () -> Bool

    /// Makes a publisher.
    ///
    /// - Parameters:
    ///   - client: What asks the service.
    ///   - files: The workspace's files, for pictures.
    ///   - keeper: The lock.
    ///   - concurrency: How many portals are under way at once, at least 1.
    ///   - isInterrupted: Whether no further portal is to be begun.
    package init(
        client: RebillyClient,
        files: WorkspaceFiles,
        keeper: LockKeeper,
        concurrency: Int = Publisher.usualConcurrency,
        isInterrupted: @escaping @Sendable () -> Bool = { false }
    ) {
        self.client = client
        self.files = files
        self.keeper = keeper
        self.concurrency = max(1, concurrency)
        self.isInterrupted = isInterrupted
    }

    /// Publishes a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan, derived a moment ago.
    ///   - allowed: The kinds of change that may be made.
    ///   - progress: Told how many of the portals that change are done, and how many there are.
    /// - Returns: What became of each portal.
    /// - Throws: `Refusal` if a change is not allowed; nothing was done then. `OutputError` if the lock can't be
    ///   written before anything is published.
    package func publish(
        _ plan: PublishPlan,
        allowing allowed: Set<ChangeGuard>,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> PublishReport {
        let missing = plan.guards.filter { !allowed.contains($0.kind) }
        guard missing.isEmpty else { throw Refusal.notAllowed(missing) }
        let changed = plan.changed
        try await keep(
            plan.portals.filter { $0.action == .unchanged && !$0.isLockCurrent },
            sending: changed,
            plan.websites
        )
        let uploads = LogoUploads(client: client, files: files)
        let owners = SlugOrder.owners(plan.portals.compactMap(\.remote) + plan.onlyRemote)
        var outcomes = plan.portals.filter { $0.action == .unchanged }.map {
            PortalOutcome(id: $0.id, result: .unchanged, holding: .planned)
        }
        let stop = RunStop()
        for group in SlugOrder(changed, owners: owners).groups {
            let done = outcomes.count - (plan.portals.count - changed.count)
            outcomes += await publish(group, uploads, stop) { progress(done + $0, changed.count) }
        }
        await forgetSending(outcomes, stop)
        return PublishReport(
            portals: outcomes.sorted { $0.id < $1.id },
            uploadCount: await uploads.count,
            stop: stop.reason
        )
    }

    /// Notes what the service holds of portals that need no publishing, and of websites that were never seen; and what
    /// is sent now, for the run that comes after this one if it is killed.
    private func keep(
        _ plans: [PortalPlan],
        sending changed: [PortalPlan],
        _ websites: [String: [String: String]]
    ) async throws(OutputError) {
        try await keeper.change { target in
            // What changed of one that was seen is the next pull's.
            target.websites.merge(websites) { old, _ in old }
            for plan in plans {
                guard let remote = plan.remote else { continue }
                target.note(plan.id, Lock.SeenPortal(body: remote.body, unkept: plan.unkept))
                if case .found(let id, let file) = plan.logo { target.logos[file.sha256] = id }
            }
            for plan in changed { target.sending[plan.id] = SentDigest.text(of: plan.body) }
        }
    }

    /// Takes back what was noted of portals of which it is known that nothing is under way any more.
    private func forgetSending(_ outcomes: [PortalOutcome], _ stop: RunStop) async {
        let settled = outcomes.filter { $0.holding == .before || $0.holding == .other }.map(\.id)
        do throws(OutputError) {
            try await keeper.change { target in for id in settled { target.sending[id] = nil } }
        } catch {
            // What was published is to be told all the same.
            stop.set(error.sentence)
        }
    }

    /// Publishes portals that do not wait for each other, some at once.
    private func publish(
        _ plans: [PortalPlan],
        _ uploads: LogoUploads,
        _ stop: RunStop,
        progress: @escaping @Sendable (Int) -> Void
    ) async -> [PortalOutcome] {
        await withTaskGroup(of: PortalOutcome.self) { group in
            var waiting = plans[...]
            var outcomes: [PortalOutcome] = []
            func begin() {
                guard let plan = waiting.popFirst() else { return }
                group.addTask { await outcome(of: plan, uploads, stop) }
            }
            for _ in 0..<concurrency { begin() }
            for await outcome in group {
                outcomes.append(outcome)
                progress(outcomes.count)
                begin()
            }
            return outcomes
        }
    }

    private func outcome(of plan: PortalPlan, _ uploads: LogoUploads, _ stop: RunStop) async -> PortalOutcome {
        guard stop.reason == nil, !isInterrupted(), !Task.isCancelled else {
            return PortalOutcome(id: plan.id, result: .notTried, holding: .before)
        }
        let publication = PortalPublication(plan: plan, client: client, uploads: uploads, keeper: keeper)
        let (outcome, reason) = await publication.outcome()
        if let reason { stop.set(reason) }
        return outcome
    }
}

/// Whether a run goes on.
private final class RunStop: Sendable {
    private let first = Mutex<String?>(nil)

    /// Why no further portal is begun; `nil` if one is.
    var reason: String? { first.withLock { $0 } }

    func set(_ sentence: String) {
        first.withLock { $0 = $0 ?? sentence }
    }
}
