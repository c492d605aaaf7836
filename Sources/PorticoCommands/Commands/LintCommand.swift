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
            Reads the workspace and writes nothing, unless --fix is given: then it mends in place what nobody could \
            have meant otherwise (a misspelt key, a # before a colour, quotes, read-only fields), keeps comments and \
            layout, and lists what is left. The problems go to standard output; the exit code is 1 if there are \
            errors, or warnings with --strict, or if a file could not be written.

            EXAMPLES:
              portico lint
              portico lint --fix
              portico lint --workspace examples/storefronts --format json
            """
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Let warnings count as errors.")
    var strict = false

    @Flag(help: "Mend in place what is certain, and list what is left.")
    var fix = false

    func run() async throws {
        try await output.console.reportingFailures {
            let fixes = try fix ? applyFixes() : nil
            let (workspace, _) = try workspace.open()
            let problems = try SiteSource(workspace).problems
            let console = output.console
            switch output.format {
            case .text:
                let fixed = (fixes?.fixes ?? []).map { FixText.line($0, isColored: console.colorsOutput) + "\n" }
                let lines = problems.map { ProblemText.line($0, isColored: console.colorsOutput) + "\n" }
                try console.result((fixed + lines).joined())
                let summary = Self.summary(problems, portalCount: workspace.entries.count)
                console.note((fixes.map { FixText.summary($0.fixes) + "; " } ?? "") + summary)
            case .json:
                let report = JSONLintReport(
                    portals: workspace.entries.count,
                    errors: problems.count(of: .error),
                    warnings: problems.count(of: .warning),
                    problems: problems.map(JSONProblem.init),
                    fixes: fixes?.fixes.map(JSONAppliedFix.init)
                )
                try console.result(report.json())
            }
            return ProblemCost(problems, isStrict: strict, isIncomplete: fixes?.refusals.isEmpty == false)
        }
    }

    private func applyFixes() throws -> WorkspaceFixer.Report {
        let fixer = try WorkspaceFixer(folder: try workspace.folder()) { try workspace.open().workspace }
        let report = try fixer.run()
        for refusal in report.refusals { output.console.failure("not fixed: \(refusal.displayText)") }
        return report
    }

    private static func summary(_ problems: [Diagnostic], portalCount: Int) -> String {
        let portals = portalCount == 1 ? "1 portal" : "\(portalCount) portals"
        return ProblemText.count(problems).map { "\($0) in \(portals)" } ?? "no problems in \(portals)"
    }
}
