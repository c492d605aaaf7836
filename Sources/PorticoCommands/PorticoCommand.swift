public import ArgumentParser
import Diagnostics
import Workspaces

/// The root command, `portico`.
public struct PorticoCommand: AsyncParsableCommand {
    /// The version that `--version` prints and that the manifest names.
    static let version = PorticoVersion.current

    /// How the command is called and described.
    public static let configuration = CommandConfiguration(
        commandName: "portico",
        abstract: "Keeps billing portals as files: previews them, documents them, checks them.",
        discussion: """
            A workspace is a folder with portico.yaml and a file for each portal below portals/.

            EXAMPLES:
              portico init storefronts
              portico render --workspace storefronts
            """,
        version: version,
        subcommands: [
            InitCommand.self, RenderCommand.self, DocsCommand.self, LintCommand.self, DiffCommand.self,
            SchemaCommand.self, GalleryCommand.self,
        ] + networkCommands
    )

    /// The commands that a build without the package's trait `Networking` lacks.
    private static var networkCommands: [any ParsableCommand.Type] {
        #if Networking
        [
            PullCommand.self, PlanCommand.self, PublishCommand.self, StatusCommand.self, DeleteCommand.self,
            AccessCommand.self, ServeCommand.self, SandboxCommand.self,
        ]
        #else
        []
        #endif
    }

    /// Makes the command; argument-parser fills it.
    public init() {}

    /// Runs the program, after what signals do to it has been settled.
    public static func start() async {
        ProcessSignals.prepare()
        await main()
    }
}
