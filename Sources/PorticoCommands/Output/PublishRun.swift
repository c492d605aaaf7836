#if Networking
import Diagnostics
import Foundation
import Portals
import Publishing
import RebillyAPI
import Workspaces

/// Publishes a workspace: claims it, plans, asks, publishes, and reports.
struct PublishRun {
    private let session: PlanSession
    private let claim: WorkspaceClaim
    private let questions: Questions
    private let console: Console
    private let format: OutputOptions.Format
    private let concurrency: Int
    private let isDry: Bool

    init(
        workspace: WorkspaceChoice,
        service: ServiceOptions,
        questions: Questions,
        console: Console,
        format: OutputOptions.Format,
        concurrency: Int,
        isDry: Bool
    ) throws {
        // Before anything is read: what another run is writing would be old at once.
        claim = try Self.claim(try workspace.folder())
        session = try PlanSession(workspace, service, console: console, concurrency: concurrency)
        self.questions = questions
        self.console = console
        self.format = format
        self.concurrency = concurrency
        self.isDry = isDry
    }

    static func claim(_ folder: String) throws(CommandFailure) -> WorkspaceClaim {
        do throws(WorkspaceClaim.Failure) {
            return try WorkspaceClaim(workspace: folder)
        } catch .taken {
            throw CommandFailure("another portico is publishing or pulling \(named(folder)); wait for it to end")
        } catch {
            guard case .system(let error) = error else { throw CommandFailure("\(named(folder)) is taken") }
            throw CommandFailure("\(named(folder)) can't be claimed: \(error.words)")
        }
    }

    /// A folder in a sentence, where a dot alone is none.
    private static func named(_ folder: String) -> String {
        (folder == "." ? FileManager.default.currentDirectoryPath : folder).displayText
    }

    /// Publishes.
    ///
    /// - Parameters:
    ///   - saved: The file of a saved plan; `nil` for none.
    ///   - allowed: The kinds of change that are allowed.
    /// - Returns: Whether the command fails.
    /// - Throws: `CommandFailure` if nothing is published.
    func publish(saved: String?, allowing allowed: Set<ChangeGuard>) async throws -> ProblemCost {
        try session.check(session.local.problems, console, doing: "published", telling: .error)
        let promise = try saved.map(promise)
        let only = try session.chosen(promise?.chosen ?? [])
        return try await session.connection.withClient(isDry: isDry) { client in
            let plan = try await session.plan(client, only: only)
            if let promise { try check(promise, plan) }
            try checkAnswers(plan, allowed)
            if !plan.changed.isEmpty { try settle(plan, saved: saved) }
            let allowed = try settle(plan.guards, allowed: allowed)
            // An interruption ends it in good order: the report says what was done and what was not.
            let report = try await ProcessSignals.withWorkInHand {
                let report = try await publish(plan, allowed, client)
                try tell(report, plan)
                return report
            }
            return ProblemCost([], isStrict: false, isIncomplete: !report.isDone)
        }
    }

    // MARK: Before

    private func promise(_ file: String) throws(CommandFailure) -> SavedPlan {
        let bytes: [UInt8]
        do throws(FileReadError) {
            bytes = try GivenInput.bytes(ofFileAt: file, limit: 64 << 20)
        } catch {
            guard session.local.portals.contains(where: { $0.id.description == file }) else {
                throw CommandFailure("\(file.displayText) \(error.words); name a plan that was saved, or none")
            }
            throw CommandFailure(
                "publish takes a saved plan, and no id; to publish \(file) alone, run "
                    + "'portico plan \(file) --format json --output plan.json', then 'portico publish plan.json'"
            )
        }
        do throws(SavedPlan.Failure) {
            return try SavedPlan(json: Data(bytes))
        } catch .laterVersion {
            throw CommandFailure(
                "\(file.displayText) was made by a later version of Portico; use that one, or plan again"
            )
        } catch {
            throw CommandFailure(
                "\(file.displayText) is no plan; make one with 'portico plan --format json --output FILE'"
            )
        }
    }

    private func check(_ promise: SavedPlan, _ plan: PublishPlan) throws(CommandFailure) {
        let obstacles = promise.obstacles(to: plan, version: PorticoCommand.version)
        guard !obstacles.isEmpty else { return }
        for obstacle in obstacles { console.failure("not as planned: \(obstacle.displayText)") }
        throw CommandFailure("the plan is not true any more, so nothing was published; plan again")
    }

    /// Names every flag that is missing at once, where nobody can be asked and more than one thing would be.
    private func checkAnswers(_ plan: PublishPlan, _ allowed: Set<ChangeGuard>) throws(CommandFailure) {
        let missing = plan.guards.filter { !allowed.contains($0.kind) }
        guard !isDry, !questions.isAgreed, !questions.canAsk, !missing.isEmpty else { return }
        for (kind, portals) in missing { console.failure("not allowed: \(Self.reason(kind, portals))") }
        throw CommandFailure(
            "nobody can be asked '\(Self.question(plan))' here; add --yes if the answer is yes, and "
                + "\(Self.flag(missing.map(\.kind))), after reading 'portico plan'"
        )
    }

    private static func question(_ plan: PublishPlan) -> String {
        let count = plan.changed.count == 1 ? "1 portal" : "\(plan.changed.count) portals"
        return "Publish \(count) to \(PlanWords.target(plan.target).displayText)?"
    }

    /// Asks whether to publish, after showing what that means unless a reviewed plan did.
    private func settle(_ plan: PublishPlan, saved: String?) throws(CommandFailure) {
        if isDry { return }
        if saved == nil, questions.canAsk, !questions.isAgreed {
            console.failure(PlanText(isColored: console.colorsErrors).text(plan))
        } else if !console.isQuiet {
            for warning in plan.warnings {
                console.failure(PlanWords.warning(warning))
            }
        }
        guard try questions.agrees(to: Self.question(plan)) else {
            throw CommandFailure("nothing was published")
        }
    }

    /// Asks for each kind of change that has to be allowed by name.
    private func settle(
        _ guards: [(kind: ChangeGuard, portals: [PortalID])],
        allowed: Set<ChangeGuard>
    ) throws(CommandFailure) -> Set<ChangeGuard> {
        var allowed = allowed
        var missing: [ChangeGuard] = []
        for (kind, portals) in guards where !allowed.contains(kind) {
            let reason = Self.reason(kind, portals)
            if questions.confirms(kind.rawValue, reason) {
                allowed.insert(kind)
            } else {
                console.failure("not allowed: \(reason)")
                missing.append(kind)
            }
        }
        guard missing.isEmpty else {
            throw CommandFailure(
                "nothing was published; allow it with \(Self.flag(missing)), after reading 'portico plan'"
            )
        }
        return allowed
    }

    private static func reason(_ kind: ChangeGuard, _ portals: [PortalID]) -> String {
        let names = portals.prefix(5).map(\.description).joined(separator: ", ")
        return "\(kind.rawValue): \(names)\(portals.count > 5 ? " and \(portals.count - 5) more" : "")"
    }

    private static func flag(_ kinds: [ChangeGuard]) -> String {
        "--allow \(kinds.map(\.rawValue).joined(separator: ","))"
    }

    // MARK: The work

    private func publish(
        _ plan: PublishPlan,
        _ allowed: Set<ChangeGuard>,
        _ client: RebillyClient
    ) async throws -> PublishReport {
        let publisher = Publisher(
            client: client,
            files: session.files,
            keeper: LockKeeper(
                session.lock,
                address: plan.target.address,
                file: isDry ? nil : session.lockFile
            ),
            concurrency: concurrency,
            isInterrupted: { ProcessSignals.hasInterruption }
        )
        let progress = console.progress("portals")
        defer { progress.end() }
        return try await publisher.publish(plan, allowing: allowed) { progress.show($0, of: $1) }
    }

    private func tell(_ report: PublishReport, _ plan: PublishPlan) throws {
        if let stop = report.stop { console.failure("stopped: \(stop.displayText)") }
        let words = PublishReportText(report: report, plan: plan, isDry: isDry)
        switch format {
        case .text: try console.result(words.text)
        case .json: try console.result(words.json)
        }
    }
}
#endif
