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
    /// - Returns: The statuses.
    package static func all(_ plan: PublishPlan, seen: Lock.Target) -> [PortalStatus] {
        let known = plan.portals.map { PortalStatus($0, last: seen.portals[$0.id]) }
        let strangers = plan.onlyRemote.map { PortalStatus(stranger: $0, last: seen.portals[$0.id]) }
        return (known + strangers).sorted { $0.id < $1.id }
    }

    private init(_ plan: PortalPlan, last: Lock.SeenPortal?) {
        id = plan.id
        path = plan.local.file
        isSeen = last != nil
        let kinds = Set(plan.changes.map(\.comparison.kind))
        let seen = last.map { ComparedFields($0.body) }
        let held = plan.remote.map { ComparedFields($0.body) }
        let isEdited =
            held == nil ? ComparedFields(plan.body) != seen : kinds.isEmpty ? held != seen : kinds != [.remote]
        file = seen == nil ? .present : isEdited ? .changed : .asSeen
        remote = held == nil ? .absent : seen == nil ? .present : held == seen ? .asSeen : .changed
        verdict =
            if plan.isGone { .gone } else if plan.remote == nil { .toPublish } else if kinds.isEmpty {
                .inStep
            } else if !kinds.isDisjoint(with: [.conflict, .unseen]) { .conflict } else if kinds == [.local] {
                .toPublish
            } else if kinds == [.remote] { .toPull } else { .bothMoved }
    }

    private init(stranger portal: Portal, last: Lock.SeenPortal?) {
        id = portal.id
        path = nil
        file = .absent
        isSeen = last != nil
        let held = ComparedFields(portal.body)
        remote = last.map { ComparedFields($0.body) == held ? .asSeen : .changed } ?? .present
        verdict = .onlyRemote
    }
}
