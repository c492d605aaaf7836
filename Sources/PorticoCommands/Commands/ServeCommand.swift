#if Networking
import ArgumentParser

/// Shows the workspace's site in a browser and repaints it while files change: `portico serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Shows the workspace in a browser, and repaints it while you change it.",
        discussion: """
            Prints the address to open as soon as it answers, as one line of JSON with --format json. Pages are those \
            that 'portico render' writes, made when they are asked for, and a save of any file repaints what it touches. \
            Reads the workspace; writes no site, and keeps the address for the next time in the user's state folder. \
            Listens on 127.0.0.1, where it answers who has the address alone; with --host others can look, and nobody \
            can edit. Ctrl-C ends it.

            EXAMPLES:
              portico serve
              portico serve --workspace examples/storefronts --open
            """
    )

    @OptionGroup var place: WorkspaceOptions

    // What begins with a hyphen is a value, so that -1 is refused as what it is.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The port, 0 for any; by default the last one, or a free one from 4000 on.", valueName: "n"),
        transform: SandboxArguments.port
    )
    var port: Int?

    @Option(
        help: ArgumentHelp("The name or address to listen on, where others can look.", valueName: "host"),
        transform: ServeArguments.host
    )
    var host: String?

    @Flag(help: "Open the address in the browser.")
    var open = false

    @Flag(help: "Also say why what was kept of the last time does not count.")
    var verbose = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let console = output.console
        try await console.reportingFailures {
            let run = ServeRun(console: console, format: output.format, isVerbose: verbose, opensBrowser: open)
            try await run.serve(place.choice, host: host, port: port)
            return ProblemCost([], isStrict: false)
        }
    }
}
#endif
