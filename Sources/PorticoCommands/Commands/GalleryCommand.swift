import ArgumentParser
import SiteBuilding
import Workspaces

/// Joins shards into a site: `portico gallery`.
struct GalleryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gallery",
        abstract: "Joins the shards that 'portico render --shard' wrote into one site.",
        discussion: """
            Reads the folder of every shard, and writes the site that a single run would have written, byte by byte: \
            the portals' pages are copied, the pages of all portals are made. It reads no workspace. A shard that is \
            missing or given twice, shards of different workspaces, portals that clash, and a page that was edited are \
            errors; what did not change is not written again.

            EXAMPLES:
              portico render --workspace examples/storefronts --shard 0/2 --output shards/0
              portico render --workspace examples/storefronts --shard 1/2 --output shards/1
              portico gallery shards/0 shards/1 --output site
            """
    )

    @Argument(help: ArgumentHelp("The folder of a shard; name that of every shard, in any order.", valueName: "dir"))
    var folders: [String]

    @Option(name: .customLong("output"), help: ArgumentHelp("The folder to write.", valueName: "dir"))
    var folder: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.console.reportingFailures {
            try GalleryRun(target: .given(folder, apartFrom: folders), console: output.console, format: output.format)
                .run(folders)
        }
    }
}
