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
            layout, and lists what is left. --check-links asks each policy link over the network, and keeps the answers \
            for an hour in the user's cache folder. The problems go to standard output; the exit code is 1 if there are \
            errors, or warnings with --strict, or if a file could not be written.

            EXAMPLES:
              portico lint
              portico lint --fix
              portico lint --workspace examples/storefronts --format json
            """
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: ConsoleOptions

    @Option(help: "The form of the result: text, json, github (annotations), junit or sarif.")
    var format = LintFormat.text

    @Flag(help: "Let warnings count as errors.")
    var strict = false

    @Flag(help: "Mend in place what is certain, and list what is left.")
    var fix = false

    @Flag(help: "Ask over the network whether the pages of policy links are there.")
    var checkLinks = false

    @Flag(help: "Let --check-links ask machines and networks around here, too.")
    var allowPrivateAddresses = false

    func validate() throws {
        if allowPrivateAddresses, !checkLinks {
            throw ValidationError("--allow-private-addresses says something about --check-links; add that, or leave it")
        }
    }

    func run() async throws {
        let console = output.console
        try await console.reportingFailures {
            let fixes = try fix ? applyFixes() : nil
            let (workspace, folder) = try workspace.open()
            var problems = try SiteSource(workspace).problems
            if checkLinks {
                let check = LinkCheck(console: console, allowsPrivateAddresses: allowPrivateAddresses)
                problems = (problems + (try await check.problems(of: workspace))).sorted()
            }
            let report = LintReport(
                portalFiles: workspace.entries.map(\.file),
                problems: problems,
                fixes: fixes?.fixes,
                isStrict: strict,
                mending: "portico lint\(self.workspace.words) --fix"
            )
            try tell(report, in: folder)
            return ProblemCost(report.problems, isStrict: strict, isIncomplete: fixes?.refusals.isEmpty == false)
        }
    }

    private func tell(_ report: LintReport, in folder: String) throws {
        let console = output.console
        let step = GitHubStep.current
        let path = { step.path(of: folder == "." ? $0 : "\(folder)/\($0)") }
        switch format {
        case .text:
            var writer = LintText(try SourceExcerpts(workspace: folder), isColored: console.colorsOutput)
            let text = writer.text(report)
            try console.result(step.isActive && !text.isEmpty ? GitHubStep.withoutCommands(text) : text)
            console.note(report.summary)
        case .json: try console.result(try report.json())
        case .github: console.note(report.summary)
        case .junit: try console.result(JUnitReport(report, path: path).xml)
        case .sarif: try console.result(SARIFReport(report, version: PorticoCommand.version, path: path).log.json())
        }
        let annotations = report.problems.map { step.annotation(of: $0, below: folder) }
        let place: Console.AnnotationPlace = format == .github ? .result : format == .text ? .besideText : .apart
        try console.annotate(annotations, heading: "Portico: problems", in: step, place)
    }

    private func applyFixes() throws -> WorkspaceFixer.Report {
        let fixer = try WorkspaceFixer(folder: try workspace.folder()) { try workspace.open().workspace }
        let report = try fixer.run()
        for refusal in report.refusals { output.console.failure("not fixed: \(refusal.displayText)") }
        return report
    }
}
