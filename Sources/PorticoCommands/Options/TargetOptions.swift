#if Networking
import ArgumentParser

/// Which workspace a command takes to the service, and in which environment.
struct TargetOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder with portico.yaml; by default the one around here.", valueName: "dir"))
    var workspace: String?

    @Option(
        help: ArgumentHelp(
            "The environment whose service is meant, and whose differences count; by default the one of portico.yaml.",
            valueName: "name"
        )
    )
    var environment: String?

    /// What was chosen; a mistake in a template keeps the workspace from being published as any other does.
    var choice: WorkspaceChoice {
        WorkspaceChoice(workspace: workspace, environment: environment, noOverrides: false)
    }
}
#endif
