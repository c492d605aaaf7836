#if Networking
import Diagnostics
import Foundation
import Publishing
import SiteBuilding
import Workspaces

/// Portals of a service instead of a workspace's own, for the commands that show them.
struct RemoteSource {
    let workspace: OpenedWorkspace
    let connection: ServiceConnection
    let console: Console

    init(_ workspace: OpenedWorkspace, _ service: ServiceOptions, console: Console) throws(CommandFailure) {
        self.workspace = workspace
        self.console = console
        connection = try ServiceConnection(service, settings: workspace.settings, console: console)
    }

    /// Asks the service, and returns what it holds with the workspace's templates and sample customer.
    func source() async throws -> SiteSource {
        let folder = TemporaryFolder()
        try folder.make()
        defer { folder.remove() }
        let host = connection.target.host
        let remote = try await connection.withClient { client in
            let state = try await RemoteReader(client).state(of: [], fileIDs: nil)
            if !state.isComplete {
                console.failure("warning: \(host) holds more portals than it can list; some are missing")
            }
            return await RemotePortals(state, logos: LogoDownloads(client: client, folder: folder.url))
        }
        for note in remote.notes { console.failure("note: \(note.displayText)") }
        let answer = PortalAnswer(remote.portals, host: host, settings: workspace.settings)
        return SiteSource(try SiteFrame(workspace, isAside: true), .read(answer.entries))
    }
}

/// A folder for what is fetched and not kept.
struct TemporaryFolder {
    let url = FileManager.default.temporaryDirectory.appending(path: "portico-\(UUID().uuidString)")

    func make() throws(CommandFailure) {
        do {
            try FileManager.default.createDirectory(
                at: url,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw CommandFailure("no temporary folder can be made in \(url.deletingLastPathComponent().path)")
        }
    }

    func remove() {
        // What stays is the system's to tidy.
        try? FileManager.default.removeItem(at: url)
    }
}
#endif
