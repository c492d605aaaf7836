import ArgumentParser
import Diagnostics
import Foundation
import SiteBuilding
import Workspaces

/// Renders the site: `portico render`.
struct RenderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Renders every portal of the workspace as a static site.",
        discussion: """
            Reads the workspace, and writes for each portal the review board index.html, preview.html with all its \
            screens, docs.html and portal.md, and for all together the gallery index.html, docs.html and docs.md. \
            What did not change is not written again. With --from it reads what the API answered instead: one portal, \
            or a list. With --single it writes one file that can be mailed: the board of one portal with its screens \
            inside. With --remote it reads the portals from the service. With --shard it writes the pages of a part of \
            the portals, for portico gallery to join.

            EXAMPLES:
              portico render --workspace examples/storefronts --output site
              portico render --from answer.json --output site
              portico render --workspace examples/storefronts --portal kestrel --single kestrel.html
            """
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    @Option(
        name: .customLong("output"),
        help: ArgumentHelp("The folder to write; by default 'output' of portico.yaml, else site.", valueName: "dir")
    )
    var folder: String?

    @Option(
        name: .customLong("portal"),
        parsing: .singleValue,
        help: ArgumentHelp(
            "Render this portal alone and leave the rest of the site as it is; can be repeated.",
            valueName: "id"
        )
    )
    var portals: [String] = []

    @Option(
        help: ArgumentHelp("Read an answer of the API from a file, or from standard input with -.", valueName: "file")
    )
    var from: String?

    @Option(
        help: ArgumentHelp(
            "Write the board of the one --portal, its screens inside, to this file, and no site.",
            valueName: "file.html"
        )
    )
    var single: String?

    @Option(
        help: ArgumentHelp(
            "Render this shard alone, counted from 0, such as 0/4: its portals, and what 'portico gallery' joins them by.",
            valueName: "i/n"
        ),
        transform: ShardArgument.shard
    )
    var shard: Shard?

    @Flag(help: "Let warnings count as errors.")
    var strict = false

    @Flag(help: "Look into every file, also into those that look unchanged by size and time.")
    var verify = false

    #if Networking
    @Flag(help: "Render what the service holds instead of the workspace's portals, logos included.")
    var remote = false

    @OptionGroup var service: ServiceOptions

    private var verbose: Bool { service.verbose }
    #else
    @Flag(help: "Say which of the workspace's own templates are interpreted anew for each portal, and why.")
    var verbose = false
    #endif

    func validate() throws {
        if from != nil, workspace.workspace != nil {
            throw ValidationError("--from reads no workspace; leave --workspace out.")
        }
        if let single, !single.lowercased().hasSuffix(".html") {
            throw ValidationError("--single needs the name of a file that ends in .html.")
        }
        if single != nil, portals.count != 1 {
            throw ValidationError("--single writes one board; say which portal's with one --portal.")
        }
        #if Networking
        if remote, from != nil || shard != nil {
            throw ValidationError("--remote asks the service; leave --from and --shard out.")
        }
        #endif
        if shard != nil { try checkShard() }
        if single != nil, folder != nil {
            throw ValidationError("--single writes one file and no site; leave --output out.")
        }
    }

    private func checkShard() throws {
        if from != nil { throw ValidationError("--shard renders a part of a workspace; leave --from out.") }
        if single != nil { throw ValidationError("--shard writes a part of a site; leave --single out.") }
        if !portals.isEmpty {
            throw ValidationError("--shard chooses the portals by their ids; leave --portal out.")
        }
        if folder == nil {
            throw ValidationError("--shard needs a folder of its own for each shard; name it with --output.")
        }
    }

    func run() async throws {
        try await output.console.reportingFailures {
            let run = try await open(moment: Int64(Date().timeIntervalSince1970 * 1_000_000_000))
            let only = portals.isEmpty ? nil : Set(portals)
            if only != nil { try SiteRun.checkPortals(only, among: run.portals.ids) }
            if let single, let id = portals.first {
                return try SingleRun(file: single, console: output.console, format: output.format)
                    .run(SiteSource(run.frame, run.portals), portal: id, isStrict: strict)
            }
            return try SiteRun(
                target: run.target,
                console: output.console,
                format: output.format,
                moment: run.moment,
                isVerifying: verify,
                isVerbose: verbose,
                shard: shard
            )
            .run(run.frame, portals: run.portals, only: only, isStrict: strict)
        }
    }

    /// What is rendered, and where to.
    private struct Rendering {
        let frame: SiteFrame
        let portals: SitePortals
        let target: SiteTarget
        let moment: Int64
    }

    private func open(moment: Int64) async throws -> Rendering {
        guard let from else {
            let (workspace, root) = try workspace.openUnread()
            #if Networking
            if remote {
                let source = try await RemoteSource(workspace, service, console: output.console).source()
                return Rendering(
                    frame: source.frame,
                    portals: .read(source.entries),
                    target: try target(below: root, workspace.settings),
                    moment: moment
                )
            }
            #endif
            return Rendering(
                frame: try SiteFrame(workspace),
                portals: .files(workspace.portals),
                target: try target(below: root, workspace.settings),
                moment: moment
            )
        }
        let settings = Settings()
        let answer = PortalAnswer(try Self.read(from), file: Self.name(of: from), settings: settings)
        // An error that the service answered must not empty a site that an earlier answer made.
        guard answer.isReadable else {
            output.console.problems(answer.diagnostics)
            throw CommandFailure("\(answer.file) holds no portals, so nothing was written")
        }
        return Rendering(
            frame: try SiteFrame(answer, settings: settings),
            portals: .read(answer.entries),
            target: .given(folder ?? settings.output),
            moment: moment
        )
    }

    private func target(below root: String, _ settings: Settings) throws(CommandFailure) -> SiteTarget {
        guard let folder else { return .below(root, path: settings.output) }
        return try .given(folder, outsideSourcesOf: root)
    }

    private static func read(_ file: String) throws(CommandFailure) -> [UInt8] {
        let limit = ReadingLimits.serviceAnswer.byteCount
        do throws(FileReadError) {
            return file == "-"
                ? try GivenInput.standardInput(limit: limit) : try GivenInput.bytes(ofFileAt: file, limit: limit)
        } catch {
            throw CommandFailure("\(name(of: file)) \(error.words)")
        }
    }

    /// The file's name alone, because no output holds a path of the machine.
    private static func name(of file: String) -> String {
        file == "-" ? "standard input" : (file as NSString).lastPathComponent
    }
}
