import ArgumentParser
import Diagnostics
import SiteBuilding
import Workspaces

/// Compares two workspaces or sites: `portico diff`.
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Tells which screens of which portals differ between two workspaces or rendered sites.",
        discussion: """
            Reads two folders, the old one first, each a workspace (it has portico.yaml) or a rendered site (it has \
            portico-manifest.json), and writes nothing. For each portal that differs it names the screens, and how \
            they differ: feature, text, colour, logo, link or style. Where nothing differs it prints nothing. The exit \
            code is 1 if anything differs, or if a workspace has errors.

            EXAMPLES:
              portico diff site examples/storefronts
              portico diff site examples/storefronts --format markdown
            """
    )

    @Argument(help: ArgumentHelp("The old workspace or site.", valueName: "a"))
    var old: String

    @Argument(help: ArgumentHelp("The new workspace or site.", valueName: "b"))
    var new: String

    @Option(
        help: ArgumentHelp(
            "The environment to show of workspaces; by default the one of their portico.yaml.",
            valueName: "name"
        )
    )
    var environment: String?

    @Flag(help: "Ignore the workspaces' own templates.")
    var noOverrides = false

    @Option(help: "The form of the result: text, json or markdown.")
    var format = DiffFormat.text

    @OptionGroup var output: ConsoleOptions

    func run() async throws {
        let areSites = [old, new].allSatisfy { (try? ComparedSide.kind(of: $0)) == .site }
        if areSites, environment != nil || noOverrides {
            throw ValidationError("--environment and --no-overrides are for workspaces, and both sides are rendered.")
        }
        try await output.console.reportingFailures {
            let sides = try [old, new].map(open)
            let report: DiffReport
            do throws(ComparedSide.Failure) {
                report = DiffReport(try SiteComparison(from: sides[0].side, to: sides[1].side))
            } catch {
                throw CommandFailure(error.sentence)
            }
            return try tell(report, problems: sides.flatMap(\.problems))
        }
    }

    private func tell(_ report: DiffReport, problems: [Diagnostic]) throws -> ProblemCost {
        let console = output.console
        console.problems(problems)
        if !report.isEmpty {
            switch format {
            case .text: try console.result(DiffText(isColored: console.colorsOutput).text(report))
            case .json: try console.result(JSONDiffReport(report).json())
            case .markdown: try console.result(DiffMarkdown.text(report))
            }
            console.note(report.summary)
        }
        return ProblemCost(problems, isStrict: false, isIncomplete: !report.isEmpty)
    }

    /// Opens a side; a workspace comes with its errors, each with the folder before its file.
    private func open(_ folder: String) throws -> (side: ComparedSide, problems: [Diagnostic]) {
        let kind: ComparedSide.Kind?
        do throws(FileReadError) {
            kind = try ComparedSide.kind(of: folder)
        } catch {
            throw CommandFailure("\(folder) \(error.words); name a workspace or a rendered site")
        }
        switch kind {
        case .site:
            do throws(ComparedSide.Failure) {
                return (try ComparedSide(site: folder), [])
            } catch {
                throw CommandFailure(error.sentence)
            }
        case .workspace:
            let workspace = try WorkspaceChoice.open(folder, environment: environment, noOverrides: noOverrides)
            let source = try SiteSource(workspace)
            let errors = source.problems.filter { $0.severity == .error }.map { $0.with(folder: folder) }
            return (ComparedSide(source, folder: folder), errors)
        case nil:
            throw CommandFailure(
                "\(folder) is neither a workspace, which has portico.yaml, nor a rendered site, which has "
                    + "portico-manifest.json"
            )
        }
    }
}

extension Diagnostic {
    /// The same problem with the workspace's folder before its file, where two workspaces are at hand.
    fileprivate func with(folder: String) -> Diagnostic {
        guard folder != "." else { return self }
        let folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        return Diagnostic(
            rule,
            severity: severity,
            file: "\(folder)/\(file)",
            range: range,
            field: field,
            message: message,
            fix: fix
        )
    }
}
