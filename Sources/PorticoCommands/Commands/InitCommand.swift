import ArgumentParser
import Workspaces

/// Writes a new workspace: `portico init`.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Writes a small workspace of three portals that renders as it is.",
        discussion: """
            Writes portico.yaml, portals/, logos/ and schemas/, with which editors check the files, into a folder, \
            which is made if it is missing. A file that is there already is never overwritten: then nothing is \
            written at all.

            EXAMPLES:
              portico init
              portico init storefronts
            """
    )

    @Argument(help: ArgumentHelp("The folder; by default this one.", valueName: "dir"))
    var folder = "."

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.console.reportingFailures {
            let (written, keptIgnoreFile) = try NewWorkspace.write(to: folder)
            let console = output.console
            if keptIgnoreFile { console.note("kept .gitignore as it is; add a line `site/` to it") }
            switch output.format {
            case .text: try console.result(Self.text(written, folder: folder))
            case .json: try console.result(JSONInitReport(folder: folder, written: written).json())
            }
            return ProblemCost([], isStrict: false)
        }
    }

    private static func text(_ written: [String], folder: String) -> String {
        let isHere = folder == "."
        let lines = written.map { "wrote \(isHere ? $0 : "\(folder)/\($0)")\n" }.joined()
        return lines + "next: portico render\(isHere ? "" : " --workspace \(ShellText.word(folder))")\n"
    }
}

/// What `init --format json` prints.
struct JSONInitReport: Encodable {
    let version = 1
    let folder: String
    let written: [String]
}
