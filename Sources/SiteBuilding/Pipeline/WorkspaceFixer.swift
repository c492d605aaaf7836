import Diagnostics
package import Workspaces

/// Applies all certain fixes of a workspace: to its settings first, because they judge the rest.
package struct WorkspaceFixer {
    /// What was done.
    package struct Report: Sendable {
        /// The fixes that are in the files now, by file and line.
        package private(set) var fixes: [FixRun.Applied] = []
        /// Why files that have fixes were left as they are, as sentences that begin with the file.
        package private(set) var refusals: [String] = []

        /// Adds what became of a file.
        mutating func add(_ outcome: FileFixer.Outcome) {
            switch outcome {
            case .fixed(let applied): fixes += applied
            case .refused(let sentence): refusals.append(sentence)
            case .untouched: break
            }
        }
    }

    private let folder: String
    private let fixer: FileFixer
    private let open: () throws -> Workspace

    /// Makes a fixer.
    ///
    /// - Parameters:
    ///   - folder: The workspace's folder.
    ///   - open: Opens the workspace; called again when its settings have changed.
    /// - Throws: `OutputError` if the folder cannot be opened.
    package init(folder: String, open: @escaping () throws -> Workspace) throws(OutputError) {
        self.folder = folder
        self.open = open
        fixer = try FileFixer(workspace: folder)
    }

    /// Fixes every file that has a problem with a certain fix.
    ///
    /// - Returns: What was done; a file that could not be replaced is in it and does not end the run.
    /// - Throws: What `open` throws, and `FileReadError` if the folder is gone.
    package func run() throws -> Report {
        var report = Report()
        var workspace = try open()
        if let settings = Self.fixableFiles(workspace.diagnostics).first(where: { $0 == Workspace.settingsFile }) {
            try fix(settings, of: workspace, &report)
            workspace = try open()
        }
        for file in Self.fixableFiles(try SiteSource(workspace).problems) where file != Workspace.settingsFile {
            try fix(file, of: workspace, &report)
        }
        return report
    }

    private func fix(_ file: String, of workspace: Workspace, _ report: inout Report) throws {
        if let checker = try workspace.checker(of: file, in: folder) {
            report.add(fixer.fix(file, problems: checker))
        } else if file == Workspace.sampleFile {
            let settings = workspace.settings
            report.add(
                fixer.fix(file) { bytes in
                    let source = PlacedSource(bytes, file: file, format: .yaml, limits: .settingsFile)
                    return settings.judged(SampleSource(settings: settings, file: source).diagnostics)
                }
            )
        }
    }

    /// The files that have a fix, in the order of their names' bytes.
    private static func fixableFiles(_ problems: [Diagnostic]) -> [String] {
        Set(problems.filter { $0.fix != nil }.map(\.file)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
