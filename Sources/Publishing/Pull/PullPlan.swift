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
        /// The portal's file cannot be read, so that nothing can be put into it, and no second one be made.
        case unusable(String)
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
    /// Members that the service was sent before and did not keep.
    package let unkept: [FieldPath]
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

    /// Takes what is known.
    ///
    /// - Parameters:
    ///   - plan: The plan of the whole workspace.
    ///   - remote: What the service holds.
    ///   - overlay: The environment below `x-portico.environments` that changes are written to; `nil` for the file's
    ///     own fields.
    ///   - side: Which side counts where both changed a field; `nil` if that is a conflict.
    ///   - unusable: The files of the workspace that cannot be read, by the ids of their portals.
    package init(
        plan: PublishPlan,
        remote: RemoteState,
        overlay: String?,
        side: PullSide?,
        unusable: [PortalID: String] = [:]
    ) {
        self.plan = plan
        self.remote = remote
        self.overlay = overlay
        self.side = side
        self.unusable = unusable
    }

    /// The pulls in the order of the ids.
    ///
    /// - Parameter only: The portals that were asked for; `nil` for all.
    /// - Returns: The pulls.
    package func pulls(only: Set<PortalID>?) -> [PortalPull] {
        let known = plan.portals.filter { $0.remote != nil || $0.isGone }.map(pull)
        let strangers = plan.onlyRemote.map { portal in
            let file = unusable[portal.id]
            return PortalPull(
                id: portal.id,
                remote: portal,
                local: nil,
                action: file.map { .unusable($0) } ?? .create,
                logo: file == nil ? portal.logoID.map { .fetch(id: $0) } ?? .none : .none,
                conflicts: [],
                unkept: []
            )
        }
        return (known + strangers).filter { only?.contains($0.id) ?? true }.sorted { $0.id < $1.id }
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
        let logo = logo(of: plan, held: held, isTaken: taken.contains { $0.path == Self.logoID })
        let fields = taken.filter { $0.path != Self.logoID || logo == .none }
        let changes =
            fields.map { change($0, in: plan.local.portal) } + website(of: plan.local.portal, held: held, taken: fields)
        return PortalPull(
            id: plan.id,
            remote: held,
            local: plan.local,
            action: changes.isEmpty && logo == .none ? .unchanged : .change(changes),
            logo: logo,
            conflicts: side == nil ? open : [],
            unkept: plan.unkept
        )
    }

    static let logoID = FieldPath("customization.logoId")

    private func logo(of plan: PortalPlan, held: Portal, isTaken: Bool) -> PortalPull.LogoPull {
        let id = held.logoID
        switch plan.local.logo {
        case .none:
            // The file names one and the workspace lacks it: this is where it comes from.
            let isSame = plan.local.portal.logoID == id
            return isTaken || isSame ? id.map { .fetch(id: $0) } ?? .none : .none
        case .picture: return isTaken ? id.map { .fetch(id: $0) } ?? .drop : .none
        case .vectorAlone: return .none
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

    /// What the file does not say of the website, and the service does; all of it if it is another website now.
    private func website(of portal: Portal, held: Portal, taken: [FieldComparison]) -> [FieldChange] {
        guard overlay == nil else { return [] }
        let isOther = taken.contains { $0.path == FieldPath("websiteId") }
        let known = WebsiteMembers(remote.websites?[isOther ? held.websiteID : portal.websiteID])
        return known.members.filter { isOther || portal.body.value(at: $0.path) == nil }
            .map { .set($0.path, to: .string($0.text)) }
    }
}
