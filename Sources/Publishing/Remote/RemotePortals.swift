import Portals
import RebillyAPI
package import Workspaces

/// Makes portals of what a service holds, as they would be shown: with their website and their logo.
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
        var portals: [PortalAnswer.HeldPortal] = []
        var notes: [String] = []
        for portal in held {
            var logo: Logo?
            do throws(LogoDownloads.Failure) {
                if let id = portal.logoID { logo = try await logos.logo(id) }
            } catch {
                notes.append("\(portal.id): without its logo: \(error.sentence)")
            }
            portals.append(PortalAnswer.HeldPortal(body: Self.body(of: portal, remote), logo: logo))
        }
        self.portals = portals
        self.notes = notes
    }

    private static func body(of portal: Portal, _ remote: RemoteState) -> ValueObject {
        let website = WebsiteMembers(remote.websites?[portal.websiteID]).members
        guard !website.isEmpty else { return portal.body }
        var body = portal.body
        let members = ValueObject(website.map { ($0.path.key, .string($0.text)) })
        body[Portal.extensionKey] = .object(ValueObject([("website", .object(members))]))
        return body
    }
}
