#if Networking
import ArgumentParser

/// Imitates both services on this machine: `portico sandbox`.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Imitates Rebilly and Advanced Billing on this machine, for tests, demos and offline work.",
        discussion: """
            Listens on 127.0.0.1 and answers as both services do, as far as Portico uses them; it sends no mail and asks \
            nobody else. Prints its base URLs, names, keys and the variables to export as soon as it answers, as one line \
            of JSON with --format json. Its page, at /_sandbox, turns the clock, orders faults, changes settings and shows \
            what arrived. Reads a workspace with --seed; writes nothing, unless --state names a file for what it knows: \
            that survives a restart and a kill. Ctrl-C ends it.

            EXAMPLES:
              portico sandbox
              portico sandbox --seed examples/storefronts --state sandbox.sqlite --port 4010
            """
    )

    // What begins with a hyphen is a value of these, so that -1 is refused as what it is.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The port, 0 for any; by default 4010 or the next free one.", valueName: "n"),
        transform: SandboxArguments.port
    )
    var port: Int?

    @Option(
        help: ArgumentHelp("The file for what it knows; by default memory alone.", valueName: "file"),
        transform: SandboxArguments.file
    )
    var state: String?

    @Option(
        help: ArgumentHelp("Add the portals, websites, domains and logos of a workspace.", valueName: "workspace"),
        transform: SandboxArguments.folder
    )
    var seed: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Delay each answer of the services, as in 50ms.", valueName: "duration"),
        transform: SandboxArguments.latency
    )
    var latency: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Rebilly's limit for all but GET, as in 60/min.", valueName: "n/time"),
        transform: SandboxArguments.rateLimit
    )
    var rateLimit: SandboxArguments.RateLimit?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let console = output.console
        try await console.reportingFailures {
            let run = SandboxRun(console: console, format: output.format)
            try await run.serve(
                SandboxRun.Request(
                    port: port,
                    state: state,
                    seed: seed,
                    latency: latency,
                    rateLimit: rateLimit
                )
            )
            return ProblemCost([], isStrict: false)
        }
    }
}
#endif
