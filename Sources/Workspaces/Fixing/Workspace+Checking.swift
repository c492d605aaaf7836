package import Diagnostics

extension Workspace {
    /// Returns what says what is wrong with a text of a file, without looking at other portals.
    ///
    /// - Parameters:
    ///   - file: `portico.yaml` or a portal file.
    ///   - folder: The workspace's folder.
    /// - Returns: A function from a text to its problems as settings and comments judge them; `nil` if the file is
    ///   neither.
    /// - Throws: `FileReadError` if the folder cannot be opened.
    package func checker(
        of file: String,
        in folder: String
    ) throws(FileReadError) -> (@Sendable ([UInt8]) -> [Diagnostic])? {
        if file == SettingsReader.fileName {
            return { bytes in
                let source = PlacedSource(bytes, file: file, format: .yaml, limits: .settingsFile)
                let (settings, diagnostics) = SettingsReader.read(source)
                return settings.judged(diagnostics)
            }
        }
        guard entries.contains(where: { $0.file == file }) else { return nil }
        let files = try WorkspaceFiles(root: folder)
        return { [settings, environment] bytes in
            let source = PlacedSource(bytes, file: file, format: .of(file), limits: .portalFile)
            return PortalReader(settings: settings, environment: environment, files: files)
                .entry(file: file, source: source).judged(by: settings).diagnostics
        }
    }
}
