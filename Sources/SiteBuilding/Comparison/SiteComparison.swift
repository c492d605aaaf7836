import Portals
import Rendering

/// Two sites side by side: which portals came, went and changed.
package struct SiteComparison: Sendable {
    /// What became of a portal that is not the same on both sides.
    package enum Difference: Sendable, Hashable {
        /// Only the new side has it; with its internal name.
        case added(id: String, name: String?)
        /// Only the old side has it; with its internal name.
        case removed(id: String, name: String?)
        /// Both have it, and it differs.
        case changed(PortalChange)
    }

    /// The differences in the order of the ids' bytes.
    package private(set) var differences: [Difference] = []
    /// How many portals are the same on both sides.
    package private(set) var sameCount = 0

    /// Compares two sides portal by portal; neither is held as a whole.
    ///
    /// - Parameters:
    ///   - old: The old side.
    ///   - new: The new side.
    /// - Throws: `ComparedSide.Failure` if a site's records cannot be used.
    package init(from old: ComparedSide, to new: ComparedSide) throws(ComparedSide.Failure) {
        var (before, after) = (try old.next(), try new.next())
        while before != nil || after != nil {
            switch (before, after) {
            case (let left?, let right?) where left.id == right.id:
                try add(left, of: old, right, of: new)
                (before, after) = (try old.next(), try new.next())
            case (let left?, let right) where right.map({ left.id < $0.id }) ?? true:
                differences.append(.removed(id: left.id.description, name: try old.record(left).record.values[.name]))
                before = try old.next()
            case (_, let right?):
                differences.append(.added(id: right.id.description, name: try new.record(right).record.values[.name]))
                after = try new.next()
            default: return
            }
        }
    }

    private mutating func add(
        _ left: PortalRecordLine,
        of old: ComparedSide,
        _ right: PortalRecordLine,
        of new: ComparedSide
    ) throws(ComparedSide.Failure) {
        // Most portals are the same, and the same record has the same bytes.
        if left.bytes != right.bytes, let change = try Self.change(from: left, of: old, to: right, of: new) {
            differences.append(.changed(change))
        } else {
            sameCount += 1
        }
    }

    private static func change(
        from left: PortalRecordLine,
        of old: ComparedSide,
        to right: PortalRecordLine,
        of new: ComparedSide
    ) throws(ComparedSide.Failure) -> PortalChange? {
        let (before, after) = (try old.record(left), try new.record(right))
        if before.preview == after.preview, before.record.screens == after.record.screens {
            return PortalChange(from: before.record.ofSamePage, to: after.record.ofSamePage)
        }
        return PortalChange(
            from: try old.shown(before.record, preview: before.preview, of: left.id),
            to: try new.shown(after.record, preview: after.preview, of: right.id)
        )
    }
}
