import ArgumentParser
import Portals
import Rendering
import Workspaces

/// Prints a JSON Schema: `portico schema`.
struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints a JSON Schema with which editors complete and check files.",
        discussion: """
            Reads nothing and writes nothing: the schema of portal files, of portico.yaml (workspace) or of \
            sample/customer.yaml (sample) goes to standard output, in draft 2020-12. --format changes nothing, \
            because a schema is JSON.

            EXAMPLES:
              portico schema portal > portal.schema.json
              portico schema workspace > workspace.schema.json
            """
    )

    /// A kind of file.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case portal
        case workspace
        case sample

        fileprivate var schema: FileSchema {
            switch self {
            case .portal: .portal
            case .workspace: .settings
            case .sample: .sample
            }
        }
    }

    @Argument(help: "The kind of file: portal, workspace or sample.")
    var kind: Kind

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.console.reportingFailures {
            try output.console.result(kind.schema.text)
            return ProblemCost([], isStrict: false)
        }
    }
}
