#if Networking
import ArgumentParser
import Diagnostics
import Foundation
import Publishing
import RebillyAPI
import SiteBuilding
import Workspaces

/// Tells what publishing would change: `portico plan`.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Tells what publishing would change, and what customers would notice.",
        discussion: """
            Reads the workspace, portico.lock.json and what the service holds, and changes nothing. For each portal it \
            tells what publishing would do, field by field, with what it means to customers, and what has to be allowed \
            by name. With --output it writes that to a file; as JSON, portico publish takes it; as Markdown it fits a \
            comment on a pull request; as HTML it is one page that shows the screens before and after. A workspace with \
            errors is not planned. The service is that of the environment; the API key is in PORTICO_REBILLY_API_KEY.

            EXAMPLES:
              portico plan --environment test
              portico plan acme --format html --output plan.html
            """
    )

    @Argument(help: ArgumentHelp("The portals to plan; by default all.", valueName: "id"))
    var ids: [String] = []

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var service: ServiceOptions

    @Option(help: "The form of the plan: text, markdown, json or html.")
    var format = PlanFormat.text

    @Option(name: .customLong("output"), help: ArgumentHelp("The file to write the plan to.", valueName: "file"))
    var file: String?

    @Flag(help: "Let warnings count as errors.")
    var strict = false

    @Flag(help: "Exit with 2 if anything would change.")
    var detailedExitcode = false

    @OptionGroup var output: ConsoleOptions

    func validate() throws {
        if format == .html, file == nil, isatty(STDOUT_FILENO) == 1 {
            throw ValidationError("A page is nothing for a terminal: add --output FILE, or a pipe.")
        }
    }

    func run() async throws {
        let console = output.console
        var hasChanges = false
        try await console.reportingFailures {
            ProcessSignals.stand(.harmless)
            let session = try PlanSession(workspace.choice, service, console: console)
            let target = try file.map { try GivenFile($0, outsideSourcesOf: session.folder, instead: format.example) }
            let problems = session.problems(of: ids)
            let least = console.isQuiet && !strict ? Severity.error : .warning
            try session.check(problems, console, doing: "planned", telling: least)
            let (plan, text) = try await planned(session, console)
            try write(text, of: plan, to: target, console)
            hasChanges = !plan.changed.isEmpty
            return ProblemCost(problems, isStrict: strict, isIncomplete: strict && !plan.warnings.isEmpty)
        }
        if detailedExitcode, hasChanges { throw ExitCode(2) }
    }

    /// Derives the plan, and tells it while the service can still be asked for pictures.
    private func planned(_ session: PlanSession, _ console: Console) async throws -> (PublishPlan, String) {
        let only = try session.chosen(ids)
        return try await session.connection.withClient { client -> (PublishPlan, String) in
            let remote = try await session.remote(client)
            let plan = session.plan(remote, only: only)
            return (plan, try await text(of: plan, remote, session, client, console))
        }
    }

    private func text(
        of plan: PublishPlan,
        _ remote: RemoteState,
        _ session: PlanSession,
        _ client: RebillyClient,
        _ console: Console
    ) async throws -> String {
        switch format {
        case .text: return PlanText(isColored: console.colorsOutput && file == nil).text(plan)
        case .markdown: return PlanMarkdown(plan: plan).text
        case .json: return JSONPlan(plan: plan, version: PorticoCommand.version).text
        case .html:
            let states = try await PlanStates(plan, remote, client: client, files: session.files)
            let page = PlanHTML(plan: plan, states: states, frame: try SiteFrame(session.workspace))
            return String(decoding: page.bytes, as: UTF8.self)
        }
    }

    private func write(_ text: String, of plan: PublishPlan, to target: GivenFile?, _ console: Console) throws {
        guard let file, let target else { return try console.result(text) }
        try target.write(text)
        console.note("\(file.displayText): \(PlanWords.summary(plan))")
    }
}
#endif
