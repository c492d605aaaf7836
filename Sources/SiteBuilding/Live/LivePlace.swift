import Diagnostics
import Workspaces

/// Which workspace is looked at, and how.
struct LivePlace: Sendable {
    /// The folder that holds `portico.yaml`.
    let workspace: String
    /// The environment to show; `nil` for the one of the settings.
    let environment: String?
    /// Whether the workspace's own templates are read.
    let usesOverrides: Bool

    /// Reads what is said outside the portal files, and lists those.
    func open() throws(Workspace.OpenError) -> OpenedWorkspace {
        try OpenedWorkspace(at: workspace, environment: environment, usesOverrides: usesOverrides)
    }
}

extension Workspace.OpenError {
    /// What is wrong, where the site shows what was read before.
    var liveProblem: Diagnostic {
        let kept = "until then, what was read last is shown"
        func problem(_ rule: Rule = .fileUnreadable, file: String, _ message: String) -> Diagnostic {
            Diagnostic(rule, file: file, message: "\(message); \(kept)")
        }
        switch self {
        case .unreadable(.notFound):
            return problem(file: Workspace.settingsFile, "the workspace's folder is gone; put it back")
        case .unreadable(let error):
            return problem(file: Workspace.settingsFile, "the workspace's folder \(error.words)")
        case .noSettings:
            return problem(file: Workspace.settingsFile, "the file is gone; put it back")
        case .unusableSettings(let error):
            return problem(file: Workspace.settingsFile, "the file \(error.words)")
        case .unusablePortals(let error):
            return problem(file: Workspace.portalsFolder, "the folder \(error.words)")
        case .unknownEnvironment(let name, _):
            let message =
                "there is no environment '\(name)' any more, which this run shows; add it below 'environments'"
            return problem(.settingsInvalid, file: Workspace.settingsFile, message)
        }
    }
}
