import Diagnostics
import Portals
import Rendering
import SiteBuilding
import Workspaces

/// Builds a site and says what was done, for the commands that write one.
struct SiteRun {
    let target: SiteTarget
    let console: Console
    let format: OutputOptions.Format
    /// Whether it is said what of the templates costs time.
    var isVerbose = false

    /// Builds and reports.
    ///
    /// - Returns: Whether the problems make the command fail.
    func run(_ source: SiteSource, only: Set<String>?, isStrict: Bool) throws -> ProblemCost {
        let output = try target.open()
        let builder = SiteBuilder(version: PorticoCommand.version, contents: .site)
        let progress = console.progress("portals")
        defer { progress.end() }
        let report = try builder.build(source, only: only, into: output) { progress.show($0, of: $1) }
        progress.end()
        for obstacle in isVerbose ? report.obstacles : [] { console.note(obstacle.sentence) }
        let problems = source.problems.filter { $0.severity != .note }
        console.problems(problems)
        switch format {
        case .text: try console.result("\(report.summary(problems: problems))\n\(target.path)/index.html\n")
        case .json: try console.result(json(report, problems: problems).json())
        }
        return ProblemCost(problems, isStrict: isStrict)
    }

    /// Checks that every `--portal` names a portal that can be rendered.
    static func checkPortals(_ only: Set<String>?, in source: SiteSource) throws(CommandFailure) {
        guard let only else { return }
        let known = source.entries.map(\.idText)
        guard let unknown = only.sorted().first(where: { !known.contains($0) }) else { return }
        let near = Spelling.nearest(to: unknown, among: known)
        throw CommandFailure(
            "there is no portal '\(unknown.displayText)'; " + (near.map { "did you mean '\($0)'?" } ?? list(known))
        )
    }

    private static func list(_ ids: [String]) -> String {
        guard !ids.isEmpty else { return "there is none at all" }
        let shown = ids.sorted().prefix(12).joined(separator: ", ")
        return ids.count > 12 ? "there are \(ids.count), among them \(shown)" : "there are: \(shown)"
    }

    private func json(_ report: SiteReport, problems: [Diagnostic]) -> JSONSiteReport {
        JSONSiteReport(
            output: target.path,
            portals: report.portalCount,
            files: report.fileCount,
            written: report.writtenCount,
            removed: report.removed,
            problems: problems.map(JSONProblem.init)
        )
    }
}

extension TemplateObstacle {
    fileprivate var sentence: String {
        "note: templates/\(template).mustache: interpreted anew for each portal, which is slow, because of \(reason)"
    }
}

extension SiteReport {
    /// What was done, in a line: `3 portals: 1 file written, 9 unchanged, 2 removed; 1 warning`.
    func summary(problems: [Diagnostic]) -> String {
        let portals = portalCount == 1 ? "1 portal" : "\(portalCount) portals"
        let files = writtenCount == 1 ? "1 file" : "\(writtenCount) files"
        let removed = removed.isEmpty ? "" : ", \(removed.count) removed"
        let trouble = ProblemText.count(problems).map { "; \($0)" } ?? ""
        return "\(portals): \(files) written, \(fileCount - writtenCount) unchanged\(removed)\(trouble)"
    }
}
