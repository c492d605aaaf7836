package import Diagnostics
import Portals

/// A folder of portal files, read as a whole.
package struct Workspace: Sendable {
    /// The file with settings, which marks the root of a workspace.
    package static let settingsFile = SettingsReader.fileName
    /// The folder with portal files.
    package static let portalsFolder = "portals"
    /// What people write at the top of the workspace's folder, in lower case.
    static let sourceNames = [portalsFolder, "logos", "templates", "sample", "schemas", SettingsReader.fileName]

    /// What was read before the portal files.
    package let opened: OpenedWorkspace
    /// Whether a name in the workspace's folder belongs to what people write there, so that no output goes to it.
    ///
    /// Letter case aside, because some file systems do not tell it apart.
    package static func holdsSources(_ name: String) -> Bool {
        sourceNames.contains(name.lowercased())
    }

    /// The portal files in the order of their names.
    package let entries: [PortalEntry]

    /// What `portico.yaml` says.
    package var settings: Settings { opened.settings }
    /// The environment in which portals are shown; `nil` for none.
    package var environment: String? { opened.environment }
    /// What is wrong outside portal files: settings, folders, templates.
    package var diagnostics: [Diagnostic] { opened.diagnostics }

    /// A template file of a workspace.
    package struct TemplateFile: Sendable {
        /// The name without extension.
        package let name: String
        /// The file, relative to the workspace.
        package let file: String
        /// The text.
        package let text: String
    }

    /// The sample customer's file, relative to the workspace.
    package static let sampleFile = "sample/customer.yaml"

    /// Why a workspace cannot be opened.
    package enum OpenError: Error, Hashable, Sendable {
        /// The folder cannot be opened.
        case unreadable(FileReadError)
        /// There is no `portico.yaml` in it.
        case noSettings
        /// What is called `portico.yaml` is no plain file of the workspace.
        case unusableSettings(FileReadError)
        /// The folder with portal files is there and cannot be listed.
        case unusablePortals(FileReadError)
        /// `--environment` names one that `portico.yaml` lacks.
        case unknownEnvironment(String, known: [String])
    }

    /// Reads a workspace.
    ///
    /// - Parameters:
    ///   - path: The folder that holds `portico.yaml`.
    ///   - environment: The environment to show; `nil` for the one of the settings.
    ///   - usesOverrides: Whether the workspace's own templates are read.
    /// - Throws: `OpenError` if there is no workspace; everything else is a diagnostic.
    package init(at path: String, environment: String?, usesOverrides: Bool) throws(OpenError) {
        self.init(try OpenedWorkspace(at: path, environment: environment, usesOverrides: usesOverrides))
    }

    /// Reads all portal files of a workspace.
    ///
    /// - Parameter opened: The workspace.
    package init(_ opened: OpenedWorkspace) {
        self.opened = opened
        entries = opened.portals.entries
    }
}
