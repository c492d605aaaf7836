import Diagnostics
import SiteBuilding
import Workspaces

/// Writes the board of one portal as one file, and says what was done.
struct SingleRun {
    /// The file as the user named it.
    let file: String
    let console: Console
    let format: OutputOptions.Format

    /// Writes and reports.
    ///
    /// - Returns: Whether the portal's problems make the command fail.
    func run(_ source: SiteSource, portal id: String, isStrict: Bool) throws -> ProblemCost {
        guard let page = SinglePage(source, portal: id) else {
            throw CommandFailure("there is no portal '\(id.displayText)'")
        }
        let outcome = try GivenFile(file).write(page.bytes)
        let problems = page.problems.filter { $0.severity != .note }
        console.problems(problems)
        switch format {
        case .text: try console.result("\(file)\n")
        case .json:
            let report = JSONSiteReport(
                output: file,
                shard: nil,
                portals: 1,
                files: 1,
                written: outcome == .written ? 1 : 0,
                removed: [],
                problems: problems.map(JSONProblem.init)
            )
            try console.result(report.json())
        }
        return ProblemCost(problems, isStrict: isStrict)
    }
}
