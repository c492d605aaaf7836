package import Portals
package import Workspaces

/// Who moved: a portal in its file, in the lock, and at the service.
package struct PortalStatus: Sendable, Hashable {
    /// How a side stands to what was last seen.
    package enum Side: String, Sendable {
        /// It does not have the portal.
        case absent
        /// It is as it was last seen.
        case asSeen = "as-seen"
        /// It differs from what was last seen.
        case changed
        /// It has the portal, and nothing was ever seen of it.
        case present
        /// It has the portal, and cannot be read.
        case unreadable
    }

    /// What that comes to, and so what is to be done.
    package enum Verdict: String, Sendable, CaseIterable {
        /// File and service agree.
        case inStep = "in-step"
        /// The file has what the service has not.
        case toPublish = "to-publish"
        /// The service has what the file has not.
        case toPull = "to-pull"
        /// Both moved, in different fields.
        case bothMoved = "both-moved"
        /// Both moved in a field, or nobody knows who did.
        case conflict
        /// Only the service has it.
        case onlyRemote = "only-remote"
        /// The service had it, and has it no more.
        case gone
        /// The file cannot be read as a portal, so that nobody knows.
        case toMend = "to-mend"
    }

    /// The portal's id.
    package let id: PortalID
    /// The file; `nil` if there is none.
    package let path: String?
    /// How the file stands.
    package let file: Side
    /// Whether the lock has the portal.
    package let isSeen: Bool
    /// How the service stands.
    package let remote: Side
    /// What that comes to.
    package let verdict: Verdict

    /// Tells the status of every portal that files or service have, in the order of their ids.
    ///
    /// - Parameters:
    ///   - plan: The plan of the whole workspace.
    ///   - seen: What was seen of its target.
    ///   - unusable: The files that cannot be read as portals, by the ids that these would have.
    /// - Returns: The statuses.
    package static func all(
        _ plan: PublishPlan,
        seen: Lock.Target,
        unusable: [PortalID: String] = [:]
    ) -> [PortalStatus] {
        let known = plan.portals.map { PortalStatus($0) }
        let held = Dictionary(plan.onlyRemote.map { ($0.id, $0) }) { first, _ in first }
        let strangers = Set(held.keys).union(unusable.keys).map { id in
            PortalStatus(id, path: unusable[id], held: held[id], last: seen.portals[id])
        }
        return (known + strangers).sorted { $0.id < $1.id }
    }

    private init(_ plan: PortalPlan) {
        let last = plan.seen
        id = plan.id
        path = plan.local.file
        isSeen = last != nil
        let kinds = Set(plan.changes.map(\.comparison.kind))
        let seen = last.map { ComparedFields($0.body) }
        let held = plan.remote.map { ComparedFields($0.body) }
        // A logo that stays as the service has it was not edited in the file.
        let kept = plan.isKeptLogoMoved ? last?.body.value(at: PortalField.logoID) ?? .null : nil
        let heldBody = plan.remote.map { portal in kept.map { portal.body.withLogoID($0) } ?? portal.body }
        let isEdited =
            held == nil
            ? ComparedFields(plan.body) != seen
            : kinds.isEmpty ? heldBody.map { ComparedFields($0) } != seen : kinds != [.remote]
        file = seen == nil ? .present : isEdited ? .changed : .asSeen
        remote = held == nil ? .absent : seen == nil ? .present : held == seen ? .asSeen : .changed
        verdict =
            if plan.isGone { .gone } else if plan.remote == nil { .toPublish } else if kinds.isEmpty {
                plan.isKeptLogoMoved ? .toPull : .inStep
            } else if !kinds.isDisjoint(with: [.conflict, .unseen]) { .conflict } else if kinds == [.local] {
                .toPublish
            } else if kinds == [.remote] { .toPull } else { .bothMoved }
    }

    /// The status of a portal of which the workspace has no file, or one that can't be read.
    private init(_ id: PortalID, path: String?, held: Portal?, last: Lock.SeenPortal?) {
        self.id = id
        self.path = path
        file = path == nil ? .absent : .unreadable
        isSeen = last != nil
        remote =
            held.map { held in
                last.map { ComparedFields($0.body) == ComparedFields(held.body) ? .asSeen : .changed } ?? .present
            } ?? .absent
        verdict = path == nil ? .onlyRemote : .toMend
    }
}
