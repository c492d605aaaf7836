#if Networking
import ArgumentParser
import Diagnostics
import Publishing
import Workspaces

/// Tells who moved: `portico status`.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tells of each portal who moved: its file, or the service, since it was last seen.",
        discussion: """
            Reads the workspace, portico.lock.json and what the service holds, and changes nothing. The lock is what was \
            last seen by a pull or a publication; file and service are told against it.

            EXAMPLES:
              portico status --environment test
              portico status --format json
            """
    )

    @OptionGroup var workspace: TargetOptions
    @OptionGroup var service: ServiceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let console = output.console
        try await console.reportingFailures {
            ProcessSignals.stand(.harmless)
            let session = try PlanSession(workspace.choice, service, console: console)
            console.problems(session.local.problems.filter { $0.severity == .error })
            let plan = try await session.connection.withClient { try await session.plan($0, only: nil) }
            let statuses = PortalStatus.all(
                plan,
                seen: session.lock[plan.target.address],
                unusable: session.local.unusable
            )
            let table = StatusTable(statuses: statuses, target: plan.target, isColored: console.colorsOutput)
            switch output.format {
            case .text: try console.result(table.text)
            case .json: try console.result(table.json)
            }
            return ProblemCost(session.local.problems, isStrict: false)
        }
    }
}
#endif
