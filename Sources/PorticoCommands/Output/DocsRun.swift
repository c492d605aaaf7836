import Diagnostics
import Foundation
import Rendering
import SiteBuilding
import Workspaces

/// The form of what `docs` says.
enum DocsFormat: String, CaseIterable {
    case text
    case json
    case github
}

/// What `docs` was asked to do.
struct DocsTask {
    /// The folder of docs as the user typed it; `nil` if none is meant.
    let folder: String?
    /// Files whose marked places are filled, as the user typed them.
    let files: [String]
    let isStrict: Bool
    /// The workspace's folder.
    let root: String
    /// The command that does it, to be typed.
    let command: String

    // More are options that decide what is documented, each with a blank before it.
    init(folder: String?, files: [String], isStrict: Bool, workspace: WorkspaceOptions, more: String, root: String) {
        // A slash at the end would stand twice in every path.
        self.folder = folder.map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        self.files = files
        self.isStrict = isStrict
        self.root = root
        var command = "portico docs\(workspace.words)\(more)"
        if let folder { command += " --output \(ShellText.word(folder))" }
        for file in files { command += " --into \(ShellText.word(file))" }
        self.command = command
    }
}

/// Writes docs and says what was done, or checks them and says what differs.
struct DocsRun {
    let task: DocsTask
    let source: SiteSource
    /// The portals' problems that are told.
    let problems: [Diagnostic]
    let console: Console
    let format: DocsFormat
    let step: GitHubStep

    init(_ task: DocsTask, source: SiteSource, console: Console, format: DocsFormat, step: GitHubStep) {
        self.task = task
        self.source = source
        problems = source.problems.filter { $0.severity != .note }
        self.console = console
        self.format = format
        self.step = step
    }

    /// A file with what belongs into it.
    struct Insertion {
        let file: InsertionFile
        let injection: DocsInjection
    }

    /// Writes and reports; nothing is written if a marker is wrong.
    ///
    /// - Returns: Whether the problems make the command fail.
    func write() throws -> ProblemCost {
        let insertions = try insertions()
        let wrong = insertions.flatMap(Self.problems(of:))
        guard wrong.isEmpty else {
            tell(wrong)
            try annotate(wrong.map(annotation), heading: "Portico: markers of docs")
            throw CommandFailure("nothing was written; mend the markers first")
        }
        var report = SiteReport()
        if let target = try target() {
            report = try DocsBuilder().build(source, into: try target.open())
        }
        let done = try insertions.map { insertion in
            JSONDocsReport.Insertion(
                file: insertion.file.path,
                places: insertion.injection.regionCount,
                written: try insertion.file.write(insertion.injection.text)
            )
        }
        console.problems(problems)
        switch format {
        case .text, .github: try console.result(text(report, done))
        case .json: try console.result(json(report, done).json())
        }
        try annotate(problems.map(annotation), heading: "Portico: problems")
        return ProblemCost(problems, isStrict: task.isStrict)
    }

    /// How many portals have docs.
    var portalCount: Int { source.entries.count { $0.state == .whole } }

    /// The folder of docs; `nil` if none is meant.
    func target() throws -> SiteTarget? {
        try task.folder.map { try SiteTarget.given($0, outsideSourcesOf: task.root) }
    }

    /// The files with what belongs into them; one that is named twice counts once.
    func insertions() throws -> [Insertion] {
        let current = FileManager.default.currentDirectoryPath
        let root = RelativePath.parts(of: current)
        var known: Set<[UInt8]> = []
        return try task.files.filter { path in
            known.insert(Array(RelativePath.parts(of: path, in: root).joined(separator: "/").utf8)).inserted
        }.map { path in
            let file = try InsertionFile(path: path, current: current)
            let links = task.folder.map { folder in
                DocsLinks.below(
                    RelativePath.link(
                        from: Array(RelativePath.parts(of: path, in: root).dropLast()),
                        to: RelativePath.parts(of: folder, in: root)
                    )
                )
            }
            let insertion = DocsInsertion(source, links: links ?? .nowhere)
            return Insertion(file: file, injection: insertion.filled(file.text))
        }
    }

    private func text(_ report: SiteReport, _ insertions: [JSONDocsReport.Insertion]) -> String {
        var text = ""
        if let folder = task.folder {
            text += "\(report.summary(trouble: ProblemText.count(problems)))\n\(folder)/docs.md\n"
        }
        for insertion in insertions {
            let places = insertion.places == 1 ? "1 place" : "\(insertion.places) places"
            text += "\(insertion.file.displayText): \(places), \(insertion.written ? "written" : "unchanged")\n"
        }
        return text
    }

    private func json(_ report: SiteReport, _ insertions: [JSONDocsReport.Insertion]) -> JSONDocsReport {
        JSONDocsReport(
            output: task.folder,
            portals: portalCount,
            files: report.fileCount,
            written: report.writtenCount,
            removed: report.removed,
            into: insertions,
            problems: problems.map(JSONProblem.init)
        )
    }
}
