import ArgumentParser
import SiteBuilding
import Workspaces

/// Writes or checks the Markdown docs: `portico docs`.
struct DocsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docs",
        abstract: "Writes the Markdown docs of every portal, or checks those that are committed.",
        discussion: """
            Reads the workspace. With --output it writes docs.md and a portal.md for each portal, the same as render \
            does, and removes a portal.md that Portico made and no portal makes any more. With --into it fills what \
            stands between <!-- portico:docs portal=ID --> and <!-- /portico:docs --> (or portico:matrix, for the \
            tables of all portals) in a Markdown file. What did not change is not written again.

            With --check it writes nothing: it shows each file that differs as a unified diff, says which command \
            mends it, and exits with 1 if there is one. Ends of lines and the last line break may differ.

            EXAMPLES:
              portico docs --workspace examples/storefronts --output docs/portals
              portico docs --workspace examples/storefronts --output docs/portals --check
            """
    )

    @OptionGroup var workspace: WorkspaceOptions

    @Option(help: "The form of the result: text, json, or github for annotations.")
    var format = DocsFormat.text

    @OptionGroup var consoleOptions: ConsoleOptions

    @Option(
        name: .customLong("output"),
        help: ArgumentHelp("The folder of docs; it can be left out with --into.", valueName: "dir")
    )
    var folder: String?

    @Option(
        name: .customLong("into"),
        parsing: .singleValue,
        help: ArgumentHelp("Fill the marked places of this Markdown file; can be repeated.", valueName: "file")
    )
    var files: [String] = []

    @Flag(help: "Write nothing; exit with 1 if a file is stale, missing or left over.")
    var check = false

    @Flag(help: "Let warnings count as errors.")
    var strict = false

    #if Networking
    @Flag(help: "Document what the service holds instead of the workspace's portals.")
    var remote = false

    @OptionGroup var service: ServiceOptions
    #endif

    func validate() throws {
        if folder == nil, files.isEmpty {
            throw ValidationError("Say where the docs go, with --output or --into.")
        }
    }

    func run() async throws {
        let console = consoleOptions.console
        try await console.reportingFailures {
            let (opened, root) = try workspace.openUnread()
            let run = DocsRun(
                DocsTask(
                    folder: folder,
                    files: files,
                    isStrict: strict,
                    workspace: workspace,
                    more: sourceWords,
                    root: root
                ),
                source: try await source(opened, console),
                console: console,
                format: format,
                step: .current
            )
            return check ? try run.check() : try run.write()
        }
    }

    /// The options that say where the portals come from, each with a blank before it.
    private var sourceWords: String {
        #if Networking
        remote ? " --remote\(service.words)" : ""
        #else
        ""
        #endif
    }

    private func source(_ opened: OpenedWorkspace, _ console: Console) async throws -> SiteSource {
        #if Networking
        if remote { return try await RemoteSource(opened, service, console: console).source() }
        #endif
        return try SiteSource(Workspace(opened))
    }
}

extension DocsFormat: ExpressibleByArgument {}
