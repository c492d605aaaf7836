#if Networking
import Diagnostics
import Portals
import Publishing
import RebillyAPI
import Workspaces

/// Pulls portals into a workspace, and reports.
struct PullRun {
    let session: PlanSession
    let console: Console
    let format: OutputOptions.Format

    /// Pulls.
    ///
    /// - Parameters:
    ///   - ids: The portals; none for all.
    ///   - side: Which side counts in a conflict.
    /// - Returns: Whether the command fails.
    /// - Throws: `CommandFailure` if nothing is written.
    func pull(_ ids: [String], taking side: PullSide?) async throws -> ProblemCost {
        let errors = session.local.problems.filter { $0.severity == .error }
        console.problems(errors)
        return try await session.connection.withClient { client in
            let remote = try await session.remote(client, needsFiles: true)
            let only = try chosen(ids, remote)
            let plan = session.plan(remote, only: nil)
            // What can't be seen can't be pulled.
            for warning in plan.warnings where warning.portal == nil {
                console.failure(PlanWords.warning(warning))
            }
            func maker(_ side: PullSide?) -> PullMaker {
                PullMaker(
                    plan: plan,
                    remote: remote,
                    overlay: overlay,
                    side: side,
                    unusable: session.local.unusable,
                    seenWebsites: session.lock[session.connection.target.address].websites
                )
            }
            let pulls = maker(side).pulls(only: only)
            let conflicts = pulls.filter { !$0.conflicts.isEmpty }
            guard conflicts.isEmpty else {
                try console.result(PullWords(format: format).conflicts(conflicts))
                throw CommandFailure(
                    "both sides changed, so nothing was written; decide with --take local or --take remote"
                )
            }
            let settled = side.map { _ in maker(nil).pulls(only: only).filter { !$0.conflicts.isEmpty } } ?? []
            let report = try await ProcessSignals.withWorkInHand {
                try await pull(pulls, plan, remote, client, isWhole: only == nil)
            }
            for note in report.notes { console.failure("note: \(note.displayText)") }
            try console.result(PullWords(format: format).report(report, settled: settled, by: side))
            return ProblemCost(errors, isStrict: false, isIncomplete: !report.isDone)
        }
    }

    /// Changes of another environment than the usual one are its own, and not the file's.
    private var overlay: String? {
        let settings = session.workspace.settings
        guard let usual = settings.usualEnvironment else { return nil }
        return settings.environment == usual ? nil : settings.environment
    }

    private func chosen(_ ids: [String], _ remote: RemoteState) throws(CommandFailure) -> Set<PortalID>? {
        guard !ids.isEmpty else { return nil }
        let known = Set(remote.portals.keys.map(\.description) + session.local.portals.map(\.id.description))
        try SiteRun.checkPortals(Set(ids), among: known.sorted())
        return Set(ids.compactMap { try? PortalID($0) })
    }

    private func pull(
        _ pulls: [PortalPull],
        _ plan: PublishPlan,
        _ remote: RemoteState,
        _ client: RebillyClient,
        isWhole: Bool
    ) async throws -> PullReport {
        let folder = TemporaryFolder()
        try folder.make()
        defer { folder.remove() }
        let puller = Puller(
            writer: try WorkspaceWriter(workspace: session.folder),
            files: session.files,
            logos: LogoDownloads(client: client, folder: folder.url),
            keeper: LockKeeper(session.lock, address: session.connection.target.address, file: session.lockFile),
            environment: session.workspace.environment,
            overlay: overlay,
            remote: remote,
            websites: plan.websites
        )
        let names = FileNames(
            portalFiles: session.workspace.portals.all.map(\.path),
            logoPaths: session.local.portals.flatMap(\.logoPaths)
        )
        let progress = console.progress("portals")
        defer { progress.end() }
        return try await puller.pull(pulls, names: names, isWhole: isWhole) { progress.show($0, of: $1) }
    }
}
#endif
