#if Networking
import Foundation
import Portals
import Publishing

/// The portals that would change, in the order in which people should look at them, those with the very same change
/// together (look-tools.md, 'Visual plan').
struct PlanSections {
    /// A portal, or three and more with the very same change.
    struct Section {
        /// The portals in the order of their ids; never empty.
        let portals: [PortalPlan]
        /// The first of them, which stands for all.
        let first: PortalPlan

        /// Whether the portals are told together.
        var isGroup: Bool { portals.count > 1 }
    }

    /// How many portals with the very same change are told together.
    static let leastGroup = 3

    /// The sections: what needs allowing, what was changed elsewhere, equal changes, updates, new portals.
    let all: [Section]

    init(_ plan: PublishPlan) {
        let changed = plan.changed
        let keys = changed.map(Self.key)
        let equal = Dictionary(grouping: changed.indices.filter { keys[$0] != nil }) { keys[$0] }
        let sections = changed.indices.compactMap { index -> Section? in
            let alike = keys[index].flatMap { equal[$0] } ?? []
            guard alike.count >= Self.leastGroup else {
                return Section(portals: [changed[index]], first: changed[index])
            }
            return alike.first == index ? Section(portals: alike.map { changed[$0] }, first: changed[index]) : nil
        }
        // The place breaks ties, because sorting keeps no order.
        let ranked = sections.enumerated().map { (rank: Self.rank($1), place: $0, section: $1) }
        all = ranked.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.section)
    }

    private static func rank(_ section: Section) -> Int {
        let plan = section.first
        if plan.guards.contains(where: { $0 != .overwriteRemoteEdit }) { return 0 }
        if !plan.guards.isEmpty { return 1 }
        if section.isGroup { return 2 }
        return plan.action == .update ? 3 : 4
    }

    /// What two portals have to share for their changes to be the same; `nil` for what is told of each portal alone.
    private static func key(_ plan: PortalPlan) -> String? {
        guard plan.action == .update, plan.guards.isEmpty, !plan.isUnseen else { return nil }
        let changes = plan.changes.map { change -> Value in
            let values = [change.comparison.remote, change.comparison.local].map { Value.array($0.map { [$0] } ?? []) }
            return Value.array(change.path.components.map { Value.string($0) } + values)
        }
        return String(decoding: Value.array(changes).json, as: UTF8.self)
    }
}
#endif
