import Diagnostics
import SiteBuilding
import Synchronization
import Workspaces

/// Looks at the workspace whenever something changed on disk, and tells the pages and whoever started the server.
struct LiveWatch: Sendable {
    let site: LiveSite
    let workspace: String
    let events: LiveEvents
    let report: @Sendable (PreviewServer.Report) -> Void

    /// Watches until it is cancelled.
    ///
    /// - Throws: `SystemError` if nothing can be watched because too many files are open.
    func run() async throws {
        let known = KnownProblems(site)
        let watcher = WorkspaceWatcher(workspace: workspace) { [site] in site.logoFolders }
        try await watcher.run { sparing in
            let change = site.look(sparing: sparing)
            if !change.isEmpty {
                events.publish(change)
                for told in known.changes(in: site) { report(told) }
            }
            return change.isUnfinished
        }
    }
}

/// What was told already of files that can't be read, and of settings, templates and the sample customer.
final class KnownProblems: Sendable {
    private struct State {
        var unreadable: Set<String>
        var problems: Set<Diagnostic>
    }

    private let state: Mutex<State>

    /// Takes what is wrong at the start, which is told otherwise.
    init(_ site: LiveSite) {
        state = Mutex(State(unreadable: Self.unreadable(site), problems: Set(site.problems)))
    }

    /// Returns what is to be told after a change, each once.
    func changes(in site: LiveSite) -> [PreviewServer.Report] {
        let (unreadable, problems) = (Self.unreadable(site), site.problems)
        let heads = site.portals
        return state.withLock { state in
            defer { state = State(unreadable: unreadable, problems: Set(problems)) }
            var told = problems.filter { !state.problems.contains($0) }.map(PreviewServer.Report.problem)
            for head in heads where unreadable.contains(head.file) && !state.unreadable.contains(head.file) {
                let problem = site.portal(head.id)?.entry.diagnostics.first { $0.severity == .error }
                if let problem { told.append(.problem(problem)) }
            }
            for head in heads where state.unreadable.contains(head.file) && !unreadable.contains(head.file) {
                told.append(.mended(file: head.file))
            }
            let mended = Self.broken(state.problems).subtracting(Self.broken(problems))
            told += mended.sorted().map { .mended(file: $0) }
            return told
        }
    }

    /// The files apart from portals in which there are errors.
    private static func broken(_ problems: some Sequence<Diagnostic>) -> Set<String> {
        Set(problems.lazy.filter { $0.severity == .error }.map(\.file))
    }

    private static func unreadable(_ site: LiveSite) -> Set<String> {
        Set(site.portals.filter { !$0.isReadable }.map(\.file))
    }
}
