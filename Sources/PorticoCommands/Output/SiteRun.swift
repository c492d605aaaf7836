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
    /// When the run began, before anything was read, in nanoseconds since 1970.
    let moment: Int64
    /// Whether every file is read, also one that looks unchanged.
    var isVerifying = false
    /// Whether it is said what of the templates costs time.
    var isVerbose = false
    /// The shard to render; `nil` for the whole site.
    var shard: Shard?

    /// Builds and reports.
    ///
    /// - Returns: Whether the problems make the command fail.
    func run(
        _ frame: SiteFrame,
        portals: SitePortals,
        only: Set<String>?,
        isStrict: Bool
    ) throws -> ProblemCost {
        let output = try target.open()
        let builder = SiteBuilder(
            version: PorticoCommand.version,
            build: ProgramBuild.description,
            moment: moment,
            isVerifying: isVerifying,
            judgesTemplates: isVerbose
        )
        let progress = console.progress("portals")
        defer { progress.end() }
        let report = try builder.build(frame, portals: portals, only: only, shard: shard, into: output) {
            progress.show($0, of: $1)
        }
        progress.end()
        for obstacle in isVerbose ? report.obstacles : [] { console.note(obstacle.sentence) }
        console.problems(report.problems)
        let (errors, warnings) = (report.problems.count(of: .error), report.problems.count(of: .warning))
        let trouble = ProblemText.count(errors: errors, warnings: warnings)
        switch format {
        case .text:
            let summary = (shard.map { "shard \($0): " } ?? "") + report.summary(trouble: trouble)
            try console.result("\(summary)\n\(target.path)\(shard == nil ? "/index.html" : "")\n")
        case .json: try console.result(json(report).json())
        }
        return ProblemCost(errors: errors, warnings: warnings, isStrict: isStrict)
    }

    /// Checks that every `--portal` names a portal that can be rendered.
    static func checkPortals(_ only: Set<String>?, among known: [String]) throws(CommandFailure) {
        guard let only else { return }
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

    private func json(_ report: SiteReport) -> JSONSiteReport {
        JSONSiteReport(
            output: target.path,
            shard: shard?.description,
            portals: report.portalCount,
            files: report.fileCount,
            written: report.writtenCount,
            removed: report.removed,
            problems: report.problems.map(JSONProblem.init)
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
    ///
    /// - Parameter trouble: How many problems there are, in words; `nil` for none.
    /// - Returns: The line.
    func summary(trouble: String?) -> String {
        let portals = portalCount == 1 ? "1 portal" : "\(portalCount) portals"
        let files = writtenCount == 1 ? "1 file" : "\(writtenCount) files"
        let removed = removed.isEmpty ? "" : ", \(removed.count) removed"
        let trouble = trouble.map { "; \($0)" } ?? ""
        return "\(portals): \(files) written, \(fileCount - writtenCount) unchanged\(removed)\(trouble)"
    }
}
