#if Networking
import Diagnostics
import Portals
import Publishing
import RebillyAPI
import Workspaces

/// The files of a workspace beside what was last seen, ready to be held against a service.
struct PlanSession {
    let workspace: OpenedWorkspace
    let folder: String
    let files: WorkspaceFiles
    let local: LocalPortals
    let lockFile: LockFile
    let lock: Lock
    let connection: ServiceConnection

    /// Reads the workspace and its lock.
    ///
    /// - Parameters:
    ///   - options: Which workspace, in which environment.
    ///   - service: Which organization.
    ///   - console: Where problems are told.
    ///   - concurrency: How many requests may be under way at once.
    /// - Throws: `CommandFailure` if there is no workspace, target, key or usable lock.
    init(
        _ options: WorkspaceChoice,
        _ service: ServiceOptions,
        console: Console,
        concurrency: Int = Publisher.usualConcurrency
    ) throws {
        (workspace, folder) = try options.openUnread()
        connection = try ServiceConnection(
            service,
            settings: workspace.settings,
            console: console,
            concurrency: concurrency
        )
        do throws(FileReadError) {
            files = try WorkspaceFiles(root: folder)
        } catch {
            throw CommandFailure("\(folder) \(error.words)")
        }
        lockFile = try LockFile(workspace: folder)
        do throws(LockError) {
            lock = try lockFile.read()
        } catch {
            throw CommandFailure(error.sentence)
        }
        local = LocalPortals(workspace, files: files)
    }

    /// The problems that matter to some portals: their own, and every error of the workspace.
    ///
    /// - Parameter ids: The portals; none for all.
    /// - Returns: The problems, sorted as the workspace's are.
    func problems(of ids: [String]) -> [Diagnostic] {
        guard !ids.isEmpty else { return local.problems }
        let files = Set(local.portals.filter { ids.contains($0.id.description) }.map(\.file))
        return local.problems.filter { $0.severity == .error || files.contains($0.file) }
    }

    /// Tells problems; a workspace with errors is neither planned nor published.
    func check(
        _ problems: [Diagnostic],
        _ console: Console,
        doing verb: String,
        telling least: Severity
    ) throws(CommandFailure) {
        console.problems(problems.filter { $0.severity >= least })
        let count = problems.count(of: .error)
        guard count == 0 else {
            let errors = count == 1 ? "1 error" : "\(count) errors"
            throw CommandFailure("the workspace has \(errors), so nothing was \(verb)")
        }
    }

    /// The portals that were asked for; `nil` for all.
    func chosen(_ ids: [String]) throws(CommandFailure) -> Set<PortalID>? {
        guard !ids.isEmpty else { return nil }
        try SiteRun.checkPortals(Set(ids), among: local.portals.map(\.id.description))
        return Set(ids.compactMap { try? PortalID($0) })
    }

    /// Asks the service, and derives the plan.
    func plan(_ client: RebillyClient, only: Set<PortalID>?) async throws(RebillyError) -> PublishPlan {
        plan(try await remote(client), only: only)
    }

    /// Asks the service what it holds; of files only if they matter.
    func remote(_ client: RebillyClient, needsFiles: Bool = false) async throws(RebillyError) -> RemoteState {
        let fileIDs = PlanMaker.fileIDs(of: local.portals, seen: lock[connection.target.address])
        return try await RemoteReader(client).state(
            of: local.portals.map(\.id),
            fileIDs: fileIDs ?? (needsFiles ? [] : nil)
        )
    }

    /// Derives the plan of what the service holds.
    func plan(_ remote: RemoteState, only: Set<PortalID>?) -> PublishPlan {
        PlanMaker(target: connection.target, lock: lock, remote: remote).plan(local.portals, only: only)
    }
}
#endif
