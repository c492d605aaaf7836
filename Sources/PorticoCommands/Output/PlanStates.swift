#if Networking
import Portals
import Publishing
import RebillyAPI
import Workspaces

/// What customers see before and after, for the portals whose screens a plan shows.
struct PlanStates {
    /// How many sections have pictures at most; the page holds fewer pairs.
    static let limit = 200

    /// Both sides by the portals' ids.
    let states: [PortalID: BeforeAndAfter]
    /// Pictures that could not be had, as sentences without a full stop.
    let notes: [String]

    init(states: [PortalID: BeforeAndAfter], notes: [String] = []) {
        (self.states, self.notes) = (states, notes)
    }

    /// Puts the sides together, and fetches what pictures only the service has.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - remote: What the service holds.
    ///   - client: What asks the service.
    ///   - files: The files of the workspace.
    /// - Throws: `CommandFailure` if there is no place for what is fetched.
    init(_ plan: PublishPlan, _ remote: RemoteState, client: RebillyClient, files: WorkspaceFiles) async throws {
        let folder = TemporaryFolder()
        try folder.make()
        defer { folder.remove() }
        let logos = LogoDownloads(client: client, folder: folder.url)
        let shown = PlanSections(plan).all.prefix(Self.limit).map(\.first)
        let ids = Set(shown.flatMap { [$0.remote?.logoID, $0.writtenLogoID].compactMap { $0 } })
        await withTaskGroup(of: Void.self) { group in
            for id in ids { group.addTask { _ = try? await logos.logo(id) } }
        }
        var (states, notes): ([PortalID: BeforeAndAfter], [String]) = ([:], [])
        for portal in shown {
            let state = await BeforeAndAfter(portal, remote, logos: logos, files: files)
            states[portal.id] = state
            notes += state.notes
        }
        self.init(states: states, notes: notes)
    }
}
#endif
