package import Portals
import RebillyAPI
package import Workspaces

/// What pulling would do to a portal's file.
package struct PortalPull: Sendable {
    /// What would be done.
    package enum Action: Sendable {
        /// There is no file yet.
        case create
        /// The file gets what changed at the service.
        case change([FieldChange])
        /// The file has everything.
        case unchanged
        /// The service has the portal no more; the file is kept.
        case gone
        /// Nothing can be written of it, for this reason.
        case refused(String)
    }

    /// What becomes of the logo.
    package enum LogoPull: Sendable, Hashable {
        /// Nothing.
        case none
        /// The file of this id is fetched.
        case fetch(id: String)
        /// The portal has no logo any more.
        case drop
    }

    /// The portal's id.
    package let id: PortalID
    /// The portal as the service holds it; `nil` if it is gone.
    package let remote: Portal?
    /// The portal as the workspace has it; `nil` if it has none.
    package let local: LocalPortal?
    /// What would be done.
    package let action: Action
    /// What becomes of the logo.
    package let logo: LogoPull
    /// The fields that were changed on both sides, or that differ although nothing was ever seen.
    package let conflicts: [FieldComparison]
    /// The unknown members in which the service did not follow what it was sent before.
    package let unkept: [FieldPath]
    /// The fields that the file gets from the service, but for the logo.
    package var taken: [FieldPath] = []
}

/// Which side counts where both changed a field.
package enum PullSide: String, Sendable, CaseIterable {
    /// The file stays as it is.
    case local
    /// The file gets what the service holds.
    case remote
}

/// Derives what pulling does, from a plan of publishing: the same comparison, read the other way round.
package struct PullMaker: Sendable {
    private let plan: PublishPlan
    private let remote: RemoteState
    private let overlay: String?
    private let side: PullSide?
    private let unusable: [PortalID: String]
    private let seenWebsites: [String: [String: String]]

    /// Takes what is known.
    ///
    /// - Parameters:
    ///   - plan: The plan of the whole workspace.
    ///   - remote: What the service holds.
    ///   - overlay: The environment below `x-portico.environments` that changes are written to; `nil` for the file's
    ///     own fields.
    ///   - side: Which side counts where both changed a field; `nil` if that is a conflict.
    ///   - unusable: The files of the workspace that cannot be read, by the ids of their portals.
    ///   - seenWebsites: What was last seen of the websites.
    package init(
        plan: PublishPlan,
        remote: RemoteState,
        overlay: String?,
        side: PullSide?,
        unusable: [PortalID: String] = [:],
        seenWebsites: [String: [String: String]] = [:]
    ) {
        self.plan = plan
        self.remote = remote
        self.overlay = overlay
        self.side = side
        self.unusable = unusable
        self.seenWebsites = seenWebsites
    }

    /// The pulls in the order of the ids.
    ///
    /// - Parameter only: The portals that were asked for; `nil` for all.
    /// - Returns: The pulls.
    package func pulls(only: Set<PortalID>?) -> [PortalPull] {
        let known = plan.portals.filter { $0.remote != nil || $0.isGone }.map(pull)
        let ids = plan.portals.map(\.id) + unusable.keys
        var owners = Dictionary(ids.map { ($0.description.lowercased(), $0) }) { first, _ in first }
        let strangers = plan.onlyRemote.map { portal in
            let key = portal.id.description.lowercased()
            let reason = refusal(of: portal, beside: owners[key])
            if reason == nil { owners[key] = portal.id }
            return PortalPull(
                id: portal.id,
                remote: portal,
                local: nil,
                action: reason.map { .refused($0) } ?? .create,
                logo: reason == nil ? portal.logoID.map { .fetch(id: $0) } ?? .none : .none,
                conflicts: [],
                unkept: []
            )
        }
        return (known + strangers).filter { only?.contains($0.id) ?? true }.sorted { $0.id < $1.id }
    }

    /// Why a portal that has no file can't get one; `nil` if it can.
    private func refusal(of portal: Portal, beside owner: PortalID?) -> String? {
        if let file = unusable[portal.id] { return "\(file) can't be read as a portal; mend it first" }
        return owner.map { "no folder holds both it and '\($0)', whose id differs in letter case alone" }
    }

    private func pull(_ plan: PortalPlan) -> PortalPull {
        guard let held = plan.remote else {
            return PortalPull(
                id: plan.id,
                remote: nil,
                local: plan.local,
                action: .gone,
                logo: .none,
                conflicts: [],
                unkept: plan.unkept
            )
        }
        let open = plan.changes.map(\.comparison).filter { $0.kind == .conflict || $0.kind == .unseen }
        let taken = plan.changes.map(\.comparison).filter { comparison in
            comparison.kind == .remote || (side == .remote && comparison.kind != .local)
        }
        let isLogoTaken = taken.contains { $0.path == PortalField.logoID } || plan.isKeptLogoMoved && side != .local
        let logo = logo(of: plan, held: held, isTaken: isLogoTaken)
        let fields = taken.filter { $0.path != PortalField.logoID || logo == .none }
        let changes =
            fields.map { change($0, in: plan.local.portal) } + website(of: plan.local.portal, held: held, taken: fields)
        return PortalPull(
            id: plan.id,
            remote: held,
            local: plan.local,
            action: missingLogo(of: plan).map { .refused($0) }
                ?? (changes.isEmpty && logo == .none ? .unchanged : .change(changes)),
            logo: logo,
            conflicts: side == nil ? open : [],
            unkept: plan.unkept,
            taken: fields.map(\.path)
        )
    }

    /// Why nobody can tell what becomes of a portal's logo; `nil` if one can.
    private func missingLogo(of plan: PortalPlan) -> String? {
        guard side == nil, plan.isKeptLogoMoved, case .unreadable(let path) = plan.local.logo else { return nil }
        return "\(path) can't be read, and the service has another logo by now; mend it, or pull with --take"
    }

    private func logo(of plan: PortalPlan, held: Portal, isTaken: Bool) -> PortalPull.LogoPull {
        let id = held.logoID
        switch plan.local.logo {
        case .none:
            // The file names one and the workspace lacks it: this is where it comes from.
            let isSame = plan.local.portal.logoID == id
            return isTaken || isSame ? id.map { .fetch(id: $0) } ?? .none : .none
        case .picture, .vectorAlone, .unreadable: return isTaken ? id.map { .fetch(id: $0) } ?? .drop : .none
        }
    }

    // MARK: Places

    /// The change of a field, at the place where the file has it or is to have it.
    private func change(_ comparison: FieldComparison, in portal: Portal) -> FieldChange {
        let path = place(of: comparison.path, in: portal)
        return comparison.remote.map { .set(path, to: $0) } ?? .remove(path)
    }

    private func place(of path: FieldPath, in portal: Portal) -> FieldPath {
        Self.place(of: path, in: portal, environment: plan.target.environment, overlay: overlay)
    }

    /// Where a field stands: in the environment if that has it already, or if changes belong there.
    static func place(
        of path: FieldPath,
        in portal: Portal,
        environment: String?,
        overlay: String?
    ) -> FieldPath {
        guard let environment else { return path }
        let own = FieldPath(components: [Portal.extensionKey, "environments", environment] + path.components)
        return overlay != nil || portal.body.value(at: own) != nil ? own : path
    }

    // MARK: The website

    /// What the service says of the website: all of it if it is another website now, or if the file says nothing and
    /// nothing was ever seen; else what changed there since, where the file says what was seen.
    private func website(of portal: Portal, held: Portal, taken: [FieldComparison]) -> [FieldChange] {
        let isOther = taken.contains { $0.path == PortalField.websiteID }
        let id = isOther ? held.websiteID : portal.websiteID
        guard overlay == nil, let website = remote.websites?[id] else { return [] }
        let known = WebsiteMembers(website)
        let all = known.members.map { FieldChange.set($0.path, to: .string($0.text)) }
        if isOther { return all }
        guard let seen = seenWebsites[id] else { return portal.body.value(at: PortalField.website) == nil ? all : [] }
        let now = known.texts
        // The lock is anybody's: of what it says, no other key counts.
        return WebsiteMembers.keys.compactMap { key in
            let path = WebsiteMembers.path(key)
            guard now[key] != seen[key], portal.body.value(at: path)?.string == seen[key] else { return nil }
            return now[key].map { .set(path, to: .string($0)) } ?? .remove(path)
        }
    }
}
