import Diagnostics
import Foundation
import Workspaces

/// A workspace, and the environment in which it is looked at.
struct WorkspaceChoice {
    let workspace: String?
    let environment: String?
    let noOverrides: Bool

    /// The workspace's folder.
    func folder() throws(CommandFailure) -> String {
        if let workspace { return workspace }
        let here = FileManager.default.currentDirectoryPath
        guard let found = WorkspaceFinder.workspace(around: here) else {
            throw CommandFailure("there is no portico.yaml here or above; run `portico init`, or name a --workspace")
        }
        // Messages name files as the user would type them.
        return found == here ? "." : found
    }

    /// Opens the workspace, and reads its portal files when they are asked for.
    func openUnread() throws(CommandFailure) -> (workspace: OpenedWorkspace, folder: String) {
        let folder = try folder()
        return (try Self.openUnread(folder, environment: environment, noOverrides: noOverrides), folder)
    }

    /// Opens the workspace and reads all of it.
    func open() throws(CommandFailure) -> (workspace: Workspace, folder: String) {
        let folder = try folder()
        return (try Self.open(folder, environment: environment, noOverrides: noOverrides), folder)
    }

    /// Opens the workspace in a folder and reads all of it.
    static func open(_ folder: String, environment: String?, noOverrides: Bool) throws(CommandFailure) -> Workspace {
        Workspace(try openUnread(folder, environment: environment, noOverrides: noOverrides))
    }

    private static func openUnread(
        _ folder: String,
        environment: String?,
        noOverrides: Bool
    ) throws(CommandFailure) -> OpenedWorkspace {
        do throws(Workspace.OpenError) {
            return try OpenedWorkspace(at: folder, environment: environment, usesOverrides: !noOverrides)
        } catch {
            throw CommandFailure(error.sentence(folder: folder))
        }
    }
}

extension Workspace.OpenError {
    /// Says why there is no workspace, and what to do now.
    func sentence(folder: String) -> String {
        let folder = folder.displayText
        switch self {
        case .unreadable(.notFound): return "\(folder) does not exist; name the folder that holds portico.yaml"
        case .unreadable(.notAFolder): return "\(folder) is no folder; name the folder that holds portico.yaml"
        case .unreadable(let error): return "\(folder) \(error.words)"
        case .noSettings:
            return
                "\(folder) has no portico.yaml, which marks a workspace; run `portico init \(ShellText.word(folder))`, "
                + "or name another"
        case .unusableSettings(let error): return "\(folder)/portico.yaml \(error.words)"
        case .unusablePortals(.notAFolder):
            return "\(folder)/\(Workspace.portalsFolder) is no folder; move it away, and make a folder of this name"
        case .unusablePortals(let error): return "\(folder)/\(Workspace.portalsFolder) \(error.words)"
        case .unknownEnvironment(let name, let known):
            let list = known.isEmpty ? "it has none" : "it has \(known.map(\.displayText).joined(separator: ", "))"
            return "portico.yaml has no environment '\(name.displayText)'; \(list)"
        }
    }
}
