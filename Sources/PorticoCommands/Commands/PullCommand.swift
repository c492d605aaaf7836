#if Networking
import ArgumentParser
import Diagnostics
import Publishing
import Workspaces

/// Brings what the service holds into the files: `portico pull`.
struct PullCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull",
        abstract: "Brings the service's portals and logos into the workspace; local edits stay.",
        discussion: """
            Reads what the service holds, and writes portals/ID.yaml, logos and portico.lock.json. In files that are \
            there only what changed at the service since it was last seen is changed, in place: comments and the order \
            of keys stay. A field that was changed on both sides is a conflict: nothing is written, unless --take says \
            which side counts. Files of portals that the service has no more are kept.

            EXAMPLES:
              portico pull --environment test
              portico pull acme --take remote
            """
    )

    @Argument(help: ArgumentHelp("The portals to pull; by default all.", valueName: "id"))
    var ids: [String] = []

    @OptionGroup var workspace: TargetOptions
    @OptionGroup var service: ServiceOptions

    @Option(help: ArgumentHelp("Which side counts in a conflict: local or remote.", valueName: "side"))
    var take: PullSide?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.console.reportingFailures {
            ProcessSignals.stand(.unpulled)
            let claim = try PublishRun.claim(try workspace.choice.folder())
            defer { withExtendedLifetime(claim) {} }
            let session = try PlanSession(workspace.choice, service, console: output.console)
            return try await PullRun(session: session, console: output.console, format: output.format)
                .pull(ids, taking: take)
        }
    }
}

extension PullSide: ExpressibleByArgument {}
#endif
