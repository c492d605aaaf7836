package import Portals
import RebillyAPI
package import Workspaces

/// What customers see of a portal now, and what they will see after publishing.
///
/// The website is the service's own on both sides, as far as the service says something of it: publishing does not
/// change it, whatever the file says for previews.
package struct BeforeAndAfter: Sendable {
    /// A portal with its picture.
    package struct Side: Sendable {
        /// The portal.
        package let portal: Portal
        /// The picture in its header; `nil` shows the name.
        package let logo: Logo?
    }

    /// What the service holds; `nil` if it does not have the portal.
    package let now: Side?
    /// What it will hold.
    package let after: Side
    /// Pictures that could not be had, as sentences without a full stop.
    package let notes: [String]

    init(now: Side?, after: Side, notes: [String]) {
        (self.now, self.after, self.notes) = (now, after, notes)
    }

    /// Puts both sides together; pictures that only the service has are fetched.
    ///
    /// - Parameters:
    ///   - plan: The portal in the plan.
    ///   - remote: What the service holds.
    ///   - logos: What fetches pictures.
    ///   - files: The files of the workspace.
    package init(_ plan: PortalPlan, _ remote: RemoteState, logos: LogoDownloads, files: WorkspaceFiles) async {
        var notes: [String] = []
        let local = plan.local.portal
        let written = local.body[Portal.extensionKey]?.object?["website"]?.object
        var now: Side?
        if let held = plan.remote {
            let website = held.websiteID == local.websiteID ? written : nil
            now = Side(
                portal: Self.portal(held.id, held.requestBody, remote, websiteID: held.websiteID, written: website),
                logo: await Self.logo(held.logoID, of: held.id, logos, &notes)
            )
        }
        let picture: Logo?
        switch plan.logo {
        case .found(_, let file), .upload(let file): picture = files.logo(at: file.path).logo
        case .asWritten, .kept:
            picture = await Self.logo(plan.writtenLogoID, of: local.id, logos, &notes)
        }
        let body = Self.portal(local.id, plan.body, remote, websiteID: local.websiteID, written: written)
        self.init(now: now, after: Side(portal: body, logo: picture), notes: notes)
    }

    private static func portal(
        _ id: PortalID,
        _ body: ValueObject,
        _ remote: RemoteState,
        websiteID: String,
        written: ValueObject?
    ) -> Portal {
        let members = WebsiteMembers(remote.websites?[websiteID]).members
        let known = ValueObject(members.map { ($0.path.key, .string($0.text)) })
        var body = body
        body[Portal.extensionKey] = (known.members.isEmpty ? written : known).map {
            .object(ValueObject([("website", .object($0))]))
        }
        return Portal(id: id, body: body)
    }

    private static func logo(
        _ id: String?,
        of portal: PortalID,
        _ logos: LogoDownloads,
        _ notes: inout [String]
    ) async -> Logo? {
        guard let id else { return nil }
        do throws(LogoDownloads.Failure) {
            return try await logos.logo(id)
        } catch {
            notes.append("\(portal): without its logo: \(error.sentence)")
            return nil
        }
    }
}
