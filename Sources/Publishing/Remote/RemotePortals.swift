import Portals
import RebillyAPI
package import Workspaces

/// Makes portals of what a service holds as a pull would leave them in an empty workspace.
package struct RemotePortals: Sendable {
    /// The portals, in the order of their ids.
    package let portals: [PortalAnswer.HeldPortal]
    /// What was left out, as sentences without a full stop.
    package let notes: [String]

    /// Fetches logos and puts the portals together.
    ///
    /// - Parameters:
    ///   - remote: What the service holds.
    ///   - logos: What fetches logos.
    package init(_ remote: RemoteState, logos: LogoDownloads) async {
        let held = remote.portals.values.sorted { $0.id < $1.id }
        await withTaskGroup(of: Void.self) { group in
            for id in Set(held.compactMap(\.logoID)) { group.addTask { _ = try? await logos.logo(id) } }
        }
        var names = FileNames(portalFiles: [], logoPaths: [])
        var portals: [PortalAnswer.HeldPortal] = []
        var notes: [String] = []
        for portal in held {
            var picture: (path: String, logo: Logo)?
            do throws(LogoDownloads.Failure) {
                if let id = portal.logoID {
                    let logo = try await logos.logo(id)
                    let path = names.logo(of: portal.id, logo, file: id, replacing: nil) { _ throws(Never) in .nothing }
                    picture = (path, logo)
                }
            } catch {
                notes.append("\(portal.id): without its logo: \(error.sentence)")
            }
            let members = PulledMembers.members(of: portal, logo: picture?.path, remote)
            portals.append(PortalAnswer.HeldPortal(id: portal.id, members: members, logo: picture?.logo))
        }
        self.portals = portals
        self.notes = notes
    }
}
