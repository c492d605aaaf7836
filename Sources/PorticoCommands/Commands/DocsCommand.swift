import ArgumentParser
import SiteBuilding

/// Writes the Markdown docs: `portico docs`.
struct DocsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docs",
        abstract: "Writes the Markdown docs of every portal into a folder that is committed.",
        discussion: """
            Reads the workspace, and writes docs.md and a portal.md for each portal, the same as render does. What \
            did not change is not written again.

            EXAMPLES:
              portico docs --output docs/portals
              portico docs --workspace examples/storefronts --output docs/portals --strict
            """
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    @Option(name: .customLong("output"), help: ArgumentHelp("The folder to write.", valueName: "dir"))
    var folder: String

    @Flag(help: "Let warnings count as errors.")
    var strict = false

    func run() async throws {
        try await output.console.reportingFailures {
            let (workspace, root) = try workspace.open()
            let target = try SiteTarget.given(folder, outsideSourcesOf: root)
            return try SiteRun(contents: .docs, target: target, console: output.console, format: output.format)
                .run(try SiteSource(workspace), only: nil, isStrict: strict)
        }
    }
}
