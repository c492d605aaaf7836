import ArgumentParser
import Workspaces

/// Which workspace a command works on, and in which environment.
struct WorkspaceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder with portico.yaml; by default the one around here.", valueName: "dir"))
    var workspace: String?

    @Option(help: ArgumentHelp("The environment to show; by default the one of portico.yaml.", valueName: "name"))
    var environment: String?

    @Flag(help: "Ignore the workspace's own templates.")
    var noOverrides = false

    /// What was chosen.
    var choice: WorkspaceChoice {
        WorkspaceChoice(workspace: workspace, environment: environment, noOverrides: noOverrides)
    }

    /// The workspace's folder.
    func folder() throws(CommandFailure) -> String { try choice.folder() }

    /// Opens the workspace, and reads its portal files when they are asked for.
    func openUnread() throws(CommandFailure) -> (workspace: OpenedWorkspace, folder: String) {
        try choice.openUnread()
    }

    /// Opens the workspace and reads all of it.
    func open() throws(CommandFailure) -> (workspace: Workspace, folder: String) {
        try choice.open()
    }

    /// The options as they are to be typed, each with a blank before it.
    var words: String {
        var words = ""
        if let workspace { words += " --workspace \(ShellText.word(workspace))" }
        if let environment { words += " --environment \(ShellText.word(environment))" }
        if noOverrides { words += " --no-overrides" }
        return words
    }
}
