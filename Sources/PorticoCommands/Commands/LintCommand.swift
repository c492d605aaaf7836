import ArgumentParser
import Diagnostics
import SiteBuilding
import Workspaces

/// Lists problems: `portico lint`.
struct LintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Lists every problem of the workspace.",
        discussion: """
            Reads the workspace and writes nothing. The problems go to standard output; the exit code is 1 if there \
            are errors, or warnings with --strict.

            EXAMPLES:
              portico lint
              portico lint --workspace examples/storefronts --format json
            """
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Let warnings count as errors.")
    var strict = false

    func run() async throws {
        try await output.console.reportingFailures {
            let (workspace, _) = try workspace.open()
            let problems = try SiteSource(workspace).problems
            let console = output.console
            switch output.format {
            case .text:
                let lines = problems.map { ProblemText.line($0, isColored: console.colorsOutput) + "\n" }
                try console.result(lines.joined())
                console.note(Self.summary(problems, portalCount: workspace.entries.count))
            case .json:
                let report = JSONLintReport(
                    portals: workspace.entries.count,
                    errors: problems.count(of: .error),
                    warnings: problems.count(of: .warning),
                    problems: problems.map(JSONProblem.init)
                )
                try console.result(report.json())
            }
            return ProblemCost(problems, isStrict: strict)
        }
    }

    private static func summary(_ problems: [Diagnostic], portalCount: Int) -> String {
        let portals = portalCount == 1 ? "1 portal" : "\(portalCount) portals"
        return ProblemText.count(problems).map { "\($0) in \(portals)" } ?? "no problems in \(portals)"
    }
}
