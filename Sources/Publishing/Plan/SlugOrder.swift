import Portals

/// The order in which portals can take their slugs: one that another portal still has is free only after that one.
struct SlugOrder {
    /// Groups of portals; each group is published after the one before it.
    private(set) var groups: [[PortalPlan]] = []
    /// The portals that would take a slug from each other in a circle; no order helps.
    private(set) var circular: [PortalID] = []

    /// Returns who has which slug.
    static func owners(_ portals: some Sequence<Portal>) -> [String: PortalID] {
        Dictionary(portals.map { ($0.slug, $0.id) }, uniquingKeysWith: min)
    }

    /// Orders portals that are to be created or updated; the others have their slugs.
    ///
    /// - Parameters:
    ///   - plans: The portals.
    ///   - owners: Who has which slug at the service.
    init(_ plans: [PortalPlan], owners: [String: PortalID]) {
        let moving = plans.filter { $0.action != .unchanged }
        let ids = Set(moving.map(\.id))
        var waiting: [PortalID: PortalID] = [:]
        for plan in moving {
            guard let owner = owners[plan.local.portal.slug], owner != plan.id, ids.contains(owner) else { continue }
            waiting[plan.id] = owner
        }
        var rest = moving
        var isFree: Set<PortalID> = []
        while !rest.isEmpty {
            let group = rest.filter { waiting[$0.id].map(isFree.contains) ?? true }
            guard !group.isEmpty else {
                circular = rest.map(\.id)
                groups.append(rest)
                return
            }
            groups.append(group)
            isFree.formUnion(group.map(\.id))
            rest.removeAll { isFree.contains($0.id) }
        }
    }
}
