import Rendering
import SiteBuilding

/// What `diff --format json` prints.
struct JSONDiffReport: Encodable {
    /// A portal that differs.
    struct Portal: Encodable {
        let id: String
        /// `added`, `removed` or `changed`.
        let state: String
        /// The internal name of a portal that only one side has.
        var name: String?
        /// The screens that differ; left out where only one side has the portal.
        var screens: [String]?
        /// How they differ; left out where only one side has the portal.
        var changes: [Change]?
    }

    /// How a portal differs in one aspect.
    struct Change: Encodable {
        let kind: String
        let values: [Value]
        let screens: [String]
        let addedScreens: [String]
        let removedScreens: [String]
    }

    /// A value that differs; a side without it is left out.
    struct Value: Encodable {
        let name: String
        let old: String?
        let new: String?
    }

    let version = 1
    let added: Int
    let removed: Int
    let changed: Int
    let same: Int
    let portals: [Portal]

    init(_ report: DiffReport) {
        added = report.addedCount
        removed = report.removedCount
        changed = report.changedCount
        same = report.sameCount
        portals = report.differences.map(Self.portal)
    }

    private static func portal(_ difference: SiteComparison.Difference) -> Portal {
        switch difference {
        case .added(let id, let name): Portal(id: id, state: "added", name: name)
        case .removed(let id, let name): Portal(id: id, state: "removed", name: name)
        case .changed(let change):
            Portal(id: change.id, state: "changed", screens: change.screens, changes: change.aspects.map(Self.change))
        }
    }

    private static func change(_ aspect: AspectChange) -> Change {
        Change(
            kind: aspect.kind.rawValue,
            values: aspect.values.map { Value(name: $0.value.rawValue, old: $0.old, new: $0.new) },
            screens: aspect.screens,
            addedScreens: aspect.added,
            removedScreens: aspect.removed
        )
    }
}
