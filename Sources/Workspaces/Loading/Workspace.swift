package import Diagnostics
import Portals

/// A folder of portal files, opened.
package struct Workspace: Sendable {
    /// The file with settings, which marks the root of a workspace.
    package static let settingsFile = SettingsReader.fileName
    /// The folder with portal files.
    package static let portalsFolder = "portals"
    /// What people write at the top of the workspace's folder, in lower case.
    static let sourceNames = [portalsFolder, "logos", "templates", "sample", "schemas", SettingsReader.fileName]

    /// What `portico.yaml` says.
    package let settings: Settings
    /// Whether a name in the workspace's folder belongs to what people write there, so that no output goes to it.
    ///
    /// Letter case aside, because some file systems do not tell it apart.
    package static func holdsSources(_ name: String) -> Bool {
        sourceNames.contains(name.lowercased())
    }

    /// The environment in which portals are shown; `nil` for none.
    package let environment: String?
    /// The portal files in the order of their names.
    package let entries: [PortalEntry]
    /// The sample customer's file; `nil` if there is none.
    package let sample: PlacedSource?
    /// The workspace's own templates, in the order of their names.
    package let templates: [TemplateFile]
    /// What is wrong outside portal files: settings, folders, templates.
    package let diagnostics: [Diagnostic]

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
        let files: WorkspaceFiles
        do throws(FileReadError) {
            files = try WorkspaceFiles(root: path)
        } catch {
            throw .unreadable(error)
        }
        try Self.checkSettings(in: files)
        var (settings, diagnostics) = SettingsReader.read(from: files)
        if let environment {
            guard settings.environments.contains(environment) else {
                throw .unknownEnvironment(environment, known: settings.environments)
            }
            settings.environment = environment
        }
        self.settings = settings
        self.environment = settings.environment
        let reader = PortalReader(settings: settings, environment: settings.environment, files: files)
        let names = try Self.portalNames(in: files, &diagnostics)
        let read = names.concurrentMap { reader.read("\(Self.portalsFolder)/\($0)") }
        entries = Clashes.marked(read).map { [settings] in $0.judged(by: settings) }
        let sample = PlacedSource.read(Self.sampleFile, from: files, limits: .settingsFile)
        self.sample = sample.isMissing ? nil : sample
        templates = usesOverrides ? Self.templates(in: files, &diagnostics) : []
        self.diagnostics = settings.judged(diagnostics)
    }

    private static func checkSettings(in files: WorkspaceFiles) throws(OpenError) {
        do throws(FileReadError) {
            let kind = try files.kind(of: SettingsReader.fileName)
            guard kind == .file else { throw .notAPlainFile(kind) }
        } catch {
            throw error == .notFound ? .noSettings : .unusableSettings(error)
        }
    }

    /// The names of all portal files, those included that cannot be read: each gets a card that says so.
    ///
    /// A folder that is missing has none. One that cannot be listed is no empty one, or a site would be emptied.
    private static func portalNames(
        in files: WorkspaceFiles,
        _ diagnostics: inout [Diagnostic]
    ) throws(OpenError) -> [String] {
        let listing: FolderListing
        do throws(FileReadError) {
            listing = try files.list(portalsFolder)
        } catch .notFound {
            return []
        } catch {
            throw .unusablePortals(error)
        }
        var names = listing.files
        for refused in listing.refused {
            if refused.error == .nameNotUTF8 {
                let file = "\(portalsFolder)/\(refused.name)"
                diagnostics.append(Diagnostic(.fileUnreadable, file: file, message: refused.error.sentence))
            } else {
                names.append(refused.name)
            }
        }
        let endings = [".yaml", ".yml", ".json"]
        return names.filter { name in endings.contains(where: name.lowercased().hasSuffix) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The names of a folder's files with one of some endings; a folder that is missing has none.
    private static func names(
        in folder: String,
        of files: WorkspaceFiles,
        endings: [String],
        _ diagnostics: inout [Diagnostic]
    ) -> [String] {
        do throws(FileReadError) {
            let listing = try files.list(folder)
            for refused in listing.refused where endings.contains(where: refused.name.lowercased().hasSuffix) {
                let file = "\(folder)/\(refused.name)"
                diagnostics.append(Diagnostic(refused.error.rule, file: file, message: refused.error.sentence))
            }
            return listing.files.filter { name in endings.contains(where: name.lowercased().hasSuffix) }
        } catch {
            if error != .notFound {
                diagnostics.append(Diagnostic(error.rule, file: folder, message: error.sentence))
            }
            return []
        }
    }

    private static func templates(in files: WorkspaceFiles, _ diagnostics: inout [Diagnostic]) -> [TemplateFile] {
        let ending = ".mustache"
        var templates: [TemplateFile] = []
        for name in names(in: "templates", of: files, endings: [ending], &diagnostics) {
            let file = "templates/\(name)"
            do throws(FileReadError) {
                let bytes = try files.read(file, limit: 256 << 10)
                guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
                    let message = "the file is not valid UTF-8; save it as UTF-8"
                    diagnostics.append(Diagnostic(.fileNotUTF8, file: file, message: message))
                    continue
                }
                templates.append(TemplateFile(name: String(name.dropLast(ending.count)), file: file, text: text))
            } catch {
                diagnostics.append(Diagnostic(error.rule, file: file, message: error.sentence))
            }
        }
        return templates
    }
}
