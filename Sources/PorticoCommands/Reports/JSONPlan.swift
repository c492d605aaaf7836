#if Networking
import Diagnostics
import Portals
import Publishing
import RebillyAPI

/// What `plan --format json` prints, and `publish` reads.
struct JSONPlan {
    let plan: PublishPlan
    /// Portico's version.
    let version: String

    /// The text, with a line break at its end.
    var text: String {
        let digests = PlanDigest(plan).portals
        let target = plan.target
        let root = ValueObject([
            ("version", .number("\(SavedPlan.version)")),
            ("portico", .string(version)),
            (
                "target",
                .object(
                    ValueObject([
                        ("address", .string(target.address)),
                        ("organizationId", .string(target.account.organization.description)),
                        ("environment", target.environment.map { .string($0) } ?? .null),
                    ])
                )
            ),
            ("isPartial", .boolean(plan.isPartial)),
            ("counts", .object(counts)),
            ("portals", .array(plan.portals.map { portal($0, digests[$0.id.description]) })),
            (
                "onlyRemote",
                .array(
                    plan.onlyRemote.map {
                        .object(ValueObject([("id", .string($0.id.description)), ("name", .string($0.name))]))
                    }
                )
            ),
            ("warnings", .array(plan.warnings.map(warning))),
        ])
        return Value.object(root).prettyJSON + "\n"
    }

    private var counts: ValueObject {
        let names = ["create", "update", "changedElsewhere", "unchanged", "onlyRemote"]
        return ValueObject(zip(names, PlanWords.counts(plan)).map { ($0, .number("\($1.count)")) })
    }

    private func portal(_ plan: PortalPlan, _ digest: PlanDigest.PortalDigest?) -> Value {
        let portal = plan.local.portal
        return .object(
            ValueObject([
                ("id", .string(plan.id.description)),
                ("name", .string(portal.name)),
                ("file", .string(plan.local.file)),
                ("address", .string(portal.address)),
                ("action", .string(plan.action.rawValue)),
                ("isChangedElsewhere", .boolean(plan.isChangedElsewhere || plan.isGone)),
                ("needs", .array(plan.guards.map { .string($0.rawValue) })),
                ("upload", upload(plan)),
                (
                    "digest",
                    .object(
                        ValueObject([
                            ("files", .string(digest?.files ?? "")),
                            ("remote", digest?.remote.map { .string($0) } ?? .null),
                        ])
                    )
                ),
                ("changes", .array(plan.changes.map { change($0, of: plan) })),
            ])
        )
    }

    private func upload(_ plan: PortalPlan) -> Value {
        if case .upload(let file) = plan.logo { .string(file.path) } else { .null }
    }

    /// A field that is not there is left out, which differs from `null`.
    private func change(_ change: PlannedChange, of plan: PortalPlan) -> Value {
        var object = ValueObject([("field", .string(change.path.description))])
        object["seen"] = change.comparison.seen
        object["old"] = change.comparison.remote
        object["new"] =
            upload(plan) != .null && change.path == PortalField.logoID ? .null : change.comparison.local
        object["isChangedElsewhere"] = .boolean(change.isChangedElsewhere)
        if plan.action == .update {
            object["consequence"] = .string(change.consequence.sentence)
            object["isNoticed"] = .boolean(change.consequence.isNoticed)
            object["needs"] = .array(change.guards.map { .string($0.rawValue) })
        }
        return .object(object)
    }

    private func warning(_ warning: PlanWarning) -> Value {
        .object(
            ValueObject([
                ("kind", .string(warning.kind.rawValue)),
                ("portal", warning.portal.map { .string($0.description) } ?? .null),
                ("file", warning.file.map { .string($0) } ?? .null),
                ("line", warning.range.map { .number("\($0.start.line)") } ?? .null),
                ("column", warning.range.map { .number("\($0.start.column)") } ?? .null),
                ("message", .string(warning.message)),
            ])
        )
    }
}
#endif
