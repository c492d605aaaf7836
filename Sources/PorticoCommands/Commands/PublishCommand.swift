#if Networking
import ArgumentParser
import Diagnostics
import Portals
import Publishing
import Workspaces

/// Does what the plan said: `portico publish`.
struct PublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Publishes the workspace: does what 'portico plan' says, reads it back, and says what it saw.",
        discussion: """
            Reads the workspace, portico.lock.json and what the service holds; uploads logos, sends the portals that \
            differ, reads each back, and writes portico.lock.json after each. With a plan saved by 'portico plan \
            --format json' it derives the plan again, and refuses if files, service or target differ. Dangerous changes \
            are made only if --allow names them. Nothing is ever deleted. A run that was ended is finished by running it \
            again.

            EXAMPLES:
              portico publish --environment test --yes
              portico publish plan.json --yes --allow slug-change,deactivate
            """
    )

    @Argument(help: ArgumentHelp("A plan saved by 'portico plan --format json --output'.", valueName: "plan.json"))
    var saved: String?

    @OptionGroup var workspace: TargetOptions
    @OptionGroup var service: ServiceOptions
    @OptionGroup var answers: AnswerOptions

    @Option(
        help: ArgumentHelp(
            "Allow these kinds of change, joined by commas.",
            valueName: "kind"
        )
    )
    var allow: [GuardList] = []

    @Option(help: ArgumentHelp("How many portals are published at once, 1 to 64.", valueName: "n"))
    var concurrency = Publisher.usualConcurrency

    @Flag(help: "Do everything but write: say what would come of it.")
    var dryRun = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...64).contains(concurrency) else { throw ValidationError("--concurrency is a number from 1 to 64.") }
    }

    func run() async throws {
        try await output.console.reportingFailures {
            ProcessSignals.stand(.unpublished)
            let run = try PublishRun(
                workspace: workspace.choice,
                service: service,
                questions: answers.questions,
                console: output.console,
                format: output.format,
                concurrency: concurrency,
                isDry: dryRun
            )
            return try await run.publish(saved: saved, allowing: Set(allow.flatMap(\.kinds)))
        }
    }
}

/// Kinds of change as `--allow` names them.
struct GuardList: ExpressibleByArgument {
    let kinds: [ChangeGuard]

    init?(argument: String) {
        let kinds = argument.split(separator: ",").map { ChangeGuard(rawValue: String($0)) }
        guard !kinds.isEmpty, !kinds.contains(nil) else { return nil }
        self.kinds = kinds.compactMap { $0 }
    }

    static var allValueStrings: [String] { ChangeGuard.allCases.map(\.rawValue) }
}
#endif
