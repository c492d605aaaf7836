package import Portals
import RebillyAPI
package import Workspaces

/// Derives a plan of three states: the files, what was last seen, and what the service holds.
package struct PlanMaker: Sendable {
    private let target: PublishTarget
    private let locked: Lock.Target
    private let remote: RemoteState

    /// Takes what the files meet.
    ///
    /// - Parameters:
    ///   - target: Where they would be published.
    ///   - lock: What was seen; only the target's own entry is read.
    ///   - remote: What the service holds.
    package init(target: PublishTarget, lock: Lock, remote: RemoteState) {
        self.target = target
        locked = lock[target.address]
        self.remote = remote
    }

    /// The uploaded files that a plan may use, for the reader of the service.
    ///
    /// - Parameters:
    ///   - portals: The portals of the workspace.
    ///   - seen: What was seen of the target.
    /// - Returns: Their ids as far as the lock knows them; `nil` if no portal has a picture.
    package static func fileIDs(of portals: [LocalPortal], seen: Lock.Target) -> [String]? {
        let pictures = portals.compactMap { if case .picture(let file) = $0.logo { file } else { nil } }
        guard !pictures.isEmpty else { return nil }
        let used = portals.compactMap { seen.portals[$0.id]?.body.value(at: PortalField.logoID)?.string }
        return Array(Set(pictures.compactMap { seen.logos[$0.sha256] } + used)).sorted()
    }

    /// Makes the plan.
    ///
    /// - Parameters:
    ///   - portals: All portals of the workspace.
    ///   - only: Those to plan; `nil` for all.
    /// - Returns: The plan.
    package func plan(_ portals: [LocalPortal], only: Set<PortalID>? = nil) -> PublishPlan {
        let chosen = portals.filter { only?.contains($0.id) ?? true }.sorted { $0.id < $1.id }
        let plans = chosen.map(plan)
        let known = Set(portals.map(\.id))
        let strangers = remote.portals.values.filter { !known.contains($0.id) }.sorted { $0.id < $1.id }
        return PublishPlan(
            target: target,
            portals: plans,
            onlyRemote: only == nil ? strangers : [],
            warnings: PlanWarnings(plans: plans, remote: remote).all,
            websites: websites(of: chosen),
            isPartial: only != nil
        )
    }

    private func plan(_ local: LocalPortal) -> PortalPlan {
        let held = remote.portals[local.id]
        let last = held.flatMap(locked.sent) ?? locked.portals[local.id]
        let logo = logoPlan(of: local, held: held)
        let body = body(of: local, logo: logo, held: held)
        let fields = (
            seen: last.map { ComparedFields($0.body) }, local: ComparedFields(body),
            remote: ComparedFields(held?.body ?? ValueObject())
        )
        let unkept = (last?.unkept ?? []).filter { path in
            let (local, remote) = (fields.local[path], fields.remote[path])
            // What it answered with another value is a value of its own.
            return (local == nil) != (remote == nil) || local != remote && fields.seen?[path] != nil
        }
        let comparisons = FieldComparison.all(
            seen: held == nil ? nil : fields.seen,
            local: fields.local,
            remote: fields.remote
        )
        let changes = comparisons.filter { $0.kind != .equal && !unkept.contains($0.path) }.map(PlannedChange.init)
        return PortalPlan(
            local: local,
            remote: held,
            seen: last,
            action: held == nil ? .create : changes.isEmpty ? .unchanged : .update,
            isChangedElsewhere: held != nil && changes.contains(where: \.isChangedElsewhere),
            isGone: held == nil && last != nil,
            isUnseen: held != nil && last == nil && !changes.isEmpty,
            changes: changes,
            logo: logo,
            isKeptLogoMoved: isKept(logo) && held != nil && fields.seen != nil
                && fields.seen?[PortalField.logoID] != fields.remote[PortalField.logoID],
            body: body,
            unkept: unkept,
            isLockCurrent: held.map { Lock.SeenPortal(body: $0.body, unkept: unkept) } == locked.portals[local.id]
        )
    }

    /// What the service says of the websites of portals, whichever side names them.
    private func websites(of portals: [LocalPortal]) -> [String: [String: String]] {
        let ids = portals.map(\.portal.websiteID) + remote.portals.values.map(\.websiteID)
        let known = Set(ids).compactMap { id in remote.websites?[id].map { (id, WebsiteMembers($0).texts) } }
        return Dictionary(known) { first, _ in first }
    }

    // MARK: Logos

    private func logoPlan(of local: LocalPortal, held: Portal?) -> PortalPlan.LogoPlan {
        switch local.logo {
        case .none: return .asWritten
        case .vectorAlone(let path), .unreadable(let path): return .kept(path)
        case .picture(let file):
            let hints = [held?.body.value(at: PortalField.logoID)?.string, locked.logos[file.sha256]]
            guard let found = remote.file(holding: file, preferring: hints) else { return .upload(file) }
            return .found(id: found.id.description, file)
        }
    }

    private func isKept(_ logo: PortalPlan.LogoPlan) -> Bool {
        if case .kept = logo { true } else { false }
    }

    /// What would be sent of a portal.
    private func body(of local: LocalPortal, logo: PortalPlan.LogoPlan, held: Portal?) -> ValueObject {
        let body = local.portal.requestBody
        switch logo {
        case .asWritten: return body
        case .found(let id, _): return body.withLogoID(.string(id))
        case .upload(let file): return body.withLogoID(.string(PortalPlan.pendingLogoID(file)))
        case .kept:
            let isWritten = body.value(at: PortalField.logoID).map { $0 != .null } ?? false
            return isWritten ? body : body.withLogoID(held?.body.value(at: PortalField.logoID) ?? .null)
        }
    }
}

extension ValueObject {
    /// Returns a body with another logo.
    func withLogoID(_ value: Value) -> ValueObject {
        merging(ValueObject([("customization", .object(ValueObject([("logoId", value)])))]))
    }
}
