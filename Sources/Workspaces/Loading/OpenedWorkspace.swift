package import Diagnostics
import Portals

/// A folder of portal files, opened: all that is said outside the portal files is read, and they are listed.
package struct OpenedWorkspace: Sendable {
    /// What `portico.yaml` says.
    package let settings: Settings
    /// The environment in which portals are shown; `nil` for none.
    package var environment: String? { settings.environment }
    /// The portal files in the order of their names.
    package let portals: PortalFiles
    /// The sample customer's file; `nil` if there is none.
    package let sample: PlacedSource?
    /// The workspace's own templates, in the order of their names.
    package let templates: [Workspace.TemplateFile]
    /// What is wrong outside portal files: settings, folders, templates.
    package let diagnostics: [Diagnostic]
    /// The files whose content shows in every portal, as far as they can be read, by their paths.
    package let sharedContent: [(path: String, content: [UInt8])]

    /// Opens a workspace.
    ///
    /// - Parameters:
    ///   - path: The folder that holds `portico.yaml`.
    ///   - environment: The environment to show; `nil` for the one of the settings.
    ///   - usesOverrides: Whether the workspace's own templates are read.
    /// - Throws: `OpenError` if there is no workspace; everything else is a diagnostic.
    package init(at path: String, environment: String?, usesOverrides: Bool) throws(Workspace.OpenError) {
        let files: WorkspaceFiles
        do throws(FileReadError) {
            files = try WorkspaceFiles(root: path)
        } catch {
            throw .unreadable(error)
        }
        try Self.checkSettings(in: files)
        // Before they are parsed: one that changes meanwhile has another hash in the next run.
        let content = Self.content(of: [SettingsReader.fileName, Workspace.sampleFile], in: files)
        var (settings, diagnostics) = SettingsReader.read(from: files)
        if let environment {
            guard settings.environments.contains(environment) else {
                throw .unknownEnvironment(environment, known: settings.environments)
            }
            settings.environment = environment
        }
        self.settings = settings
        portals = PortalFiles(
            try Self.listed(in: files, &diagnostics),
            reader: PortalReader(settings: settings, environment: settings.environment, files: files)
        )
        let sample = PlacedSource.read(Workspace.sampleFile, from: files, limits: .settingsFile)
        self.sample = sample.isMissing ? nil : sample
        templates = usesOverrides ? Self.templates(in: files, &diagnostics) : []
        sharedContent = content + templates.map { ($0.file, Array($0.text.utf8)) }
        self.diagnostics = settings.judged(diagnostics)
    }

    private static func content(
        of paths: [String],
        in files: WorkspaceFiles
    ) -> [(path: String, content: [UInt8])] {
        paths.compactMap { path in
            (try? files.read(path, limit: ReadingLimits.settingsFile.byteCount)).map { (path, $0) }
        }
    }

    private static func checkSettings(in files: WorkspaceFiles) throws(Workspace.OpenError) {
        do throws(FileReadError) {
            let kind = try files.kind(of: SettingsReader.fileName)
            guard kind == .file else { throw .notAPlainFile(kind) }
        } catch {
            throw error == .notFound ? .noSettings : .unusableSettings(error)
        }
    }

    /// All portal files, those included that cannot be read: each gets a card that says so.
    ///
    /// A folder that is missing has none. One that cannot be listed is no empty one, or a site would be emptied.
    private static func listed(
        in files: WorkspaceFiles,
        _ diagnostics: inout [Diagnostic]
    ) throws(Workspace.OpenError) -> [PortalFile] {
        let folder = Workspace.portalsFolder
        let listing: FolderListing
        do throws(FileReadError) {
            listing = try files.list(folder)
        } catch .notFound {
            return []
        } catch {
            throw .unusablePortals(error)
        }
        var found = listing.listed.map { PortalFile(path: "\(folder)/\($0.name)", stamp: $0.stamp) }
        for refused in listing.refused {
            let file = "\(folder)/\(refused.name)"
            if refused.error == .nameNotUTF8 {
                diagnostics.append(Diagnostic(.fileUnreadable, file: file, message: refused.error.sentence))
            } else {
                found.append(PortalFile(path: file, stamp: nil))
            }
        }
        let endings = [".yaml", ".yml", ".json"]
        return found.filter { file in endings.contains(where: file.path.lowercased().hasSuffix) }
            .sorted { PathParts.precedes($0.path, $1.path) }
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

    private static func templates(in files: WorkspaceFiles, _ diagnostics: inout [Diagnostic]) -> [Workspace
        .TemplateFile]
    {
        let ending = ".mustache"
        var templates: [Workspace.TemplateFile] = []
        for name in names(in: "templates", of: files, endings: [ending], &diagnostics) {
            let file = "templates/\(name)"
            do throws(FileReadError) {
                let bytes = try files.read(file, limit: 256 << 10)
                guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
                    let message = "the file is not valid UTF-8; save it as UTF-8"
                    diagnostics.append(Diagnostic(.fileNotUTF8, file: file, message: message))
                    continue
                }
                templates.append(
                    Workspace.TemplateFile(name: String(name.dropLast(ending.count)), file: file, text: text)
                )
            } catch {
                diagnostics.append(Diagnostic(error.rule, file: file, message: error.sentence))
            }
        }
        return templates
    }
}
