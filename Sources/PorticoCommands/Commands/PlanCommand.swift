#if Networking
import ArgumentParser
import Diagnostics
import Publishing
import Workspaces

/// Tells what publishing would change: `portico plan`.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Tells what publishing would change, and what customers would notice.",
        discussion: """
            Reads the workspace, portico.lock.json and what the service holds, and changes nothing. For each portal it \
            tells what publishing would do, field by field, with what it means to customers, and what has to be allowed \
            by name. With --output it writes that to a file; as JSON, portico publish takes it. A workspace with errors \
            is not planned. The service is that of the environment; the API key is in PORTICO_REBILLY_API_KEY.

            EXAMPLES:
              portico plan --environment test
              portico plan acme --format json --output plan.json
            """
    )

    @Argument(help: ArgumentHelp("The portals to plan; by default all.", valueName: "id"))
    var ids: [String] = []

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var service: ServiceOptions

    @Option(help: "The form of the plan: text or json.")
    var format = PlanFormat.text

    @Option(name: .customLong("output"), help: ArgumentHelp("The file to write the plan to.", valueName: "file"))
    var file: String?

    @Flag(help: "Let warnings count as errors.")
    var strict = false

    @Flag(help: "Exit with 2 if anything would change.")
    var detailedExitcode = false

    @OptionGroup var output: ConsoleOptions

    func run() async throws {
        let console = output.console
        var hasChanges = false
        try await console.reportingFailures {
            let session = try PlanSession(workspace, service, console: console)
            try session.checkProblems(console, doing: "planned", telling: .warning)
            let only = try session.chosen(ids)
            let plan = try await session.connection.withClient { try await session.plan($0, only: only) }
            try tell(plan, console)
            hasChanges = !plan.changed.isEmpty
            return ProblemCost(session.local.problems, isStrict: strict, isIncomplete: strict && !plan.warnings.isEmpty)
        }
        if detailedExitcode, hasChanges { throw ExitCode(2) }
    }

    private func tell(_ plan: PublishPlan, _ console: Console) throws {
        let text =
            switch format {
            case .text: PlanText(isColored: console.colorsOutput && file == nil).text(plan)
            case .json: JSONPlan(plan: plan, version: PorticoCommand.version).text
            }
        guard let file else { return try console.result(text) }
        try GivenFile(file).write(text)
        console.note("\(file.displayText): \(PlanWords.summary(plan))")
    }
}
#endif
