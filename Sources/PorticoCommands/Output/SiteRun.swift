import Diagnostics
import SiteBuilding
import Workspaces

/// Builds a site and says what was done, for the commands that write one.
struct SiteRun {
    let contents: SiteContents
    let target: String
    let console: Console
    let format: OutputOptions.Format

    /// Builds and reports.
    ///
    /// - Returns: Whether the problems make the command fail.
    func run(_ source: SiteSource, only: Set<String>?, isStrict: Bool) throws -> ProblemCost {
        let output = try OutputFolder(path: target)
        let builder = SiteBuilder(version: PorticoCommand.version, contents: contents)
        let report = try builder.build(source, only: only, into: output)
        let problems = source.problems.filter { $0.severity != .note }
        console.problems(problems)
        switch format {
        case .text: console.result(summary(report, problems: problems))
        case .json: console.result(try json(report, problems: problems).json())
        }
        return ProblemCost(problems, isStrict: isStrict)
    }

    /// Checks that every `--portal` names a portal that can be rendered.
    static func checkPortals(_ only: Set<String>?, in source: SiteSource) throws(CommandFailure) {
        guard let only else { return }
        let known = source.entries.map(\.idText)
        guard let unknown = only.sorted().first(where: { !known.contains($0) }) else { return }
        throw CommandFailure(
            "there is no portal '\(unknown.displayText)'; there are \(known.sorted().joined(separator: ", "))"
        )
    }

    private func summary(_ report: SiteReport, problems: [Diagnostic]) -> String {
        let portals = report.portalCount == 1 ? "1 portal" : "\(report.portalCount) portals"
        let unchanged = report.fileCount - report.writtenCount
        let removed = report.removed.isEmpty ? "" : ", \(report.removed.count) removed"
        let trouble = ProblemText.count(problems).map { "; \($0)" } ?? ""
        let page = contents == .site ? "index.html" : "docs.md"
        return "\(portals): \(report.writtenCount) files written, \(unchanged) unchanged\(removed)\(trouble)\n"
            + "\(target)/\(page)\n"
    }

    private func json(_ report: SiteReport, problems: [Diagnostic]) -> JSONSiteReport {
        JSONSiteReport(
            output: target,
            portals: report.portalCount,
            files: report.fileCount,
            written: report.writtenCount,
            removed: report.removed,
            problems: problems.map(JSONProblem.init)
        )
    }
}
