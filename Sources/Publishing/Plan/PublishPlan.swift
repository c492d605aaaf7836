package import Portals

/// What publishing would do: every portal of the workspace, what the service has besides, and what to beware of.
package struct PublishPlan: Sendable {
    /// Where it would be published.
    package let target: PublishTarget
    /// The portals of the workspace, or those that were asked for, in the order of their ids.
    package let portals: [PortalPlan]
    /// The portals that only the service has, in the order of their ids.
    package let onlyRemote: [Portal]
    /// What to beware of, in the order of the portals.
    package let warnings: [PlanWarning]
    /// What the service says of the portals' websites: the members of `x-portico.website`, by the website's id.
    package let websites: [String: [String: String]]
    /// Whether portals were chosen by their ids.
    package let isPartial: Bool

    /// The portals that would be created or updated.
    package var changed: [PortalPlan] { portals.filter { $0.action != .unchanged } }

    /// By which names changes have to be allowed, with the portals that need it.
    package var guards: [(kind: ChangeGuard, portals: [PortalID])] {
        ChangeGuard.allCases.compactMap { kind in
            let ids = portals.filter { $0.guards.contains(kind) }.map(\.id)
            return ids.isEmpty ? nil : (kind, ids)
        }
    }
}
