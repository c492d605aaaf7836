#if Networking
import Diagnostics
import Portals
import Publishing
import RebillyAPI

/// The words for a plan that all its forms share.
enum PlanWords {
    /// The five counts in their order.
    static func counts(_ plan: PublishPlan) -> [(label: String, count: Int)] {
        [
            ("to create", plan.portals.count { $0.action == .create }),
            ("to update", plan.portals.count { $0.action == .update }),
            ("changed elsewhere", plan.portals.count { $0.isChangedElsewhere || $0.isGone }),
            ("unchanged", plan.portals.count { $0.action == .unchanged }),
            ("only at the service", plan.onlyRemote.count),
        ]
    }

    /// `1 to create, 2 to update, …`, without what is none.
    static func summary(_ plan: PublishPlan) -> String {
        let parts = counts(plan).filter { $0.count > 0 }.map { "\($0.count) \($0.label)" }
        return parts.isEmpty ? "no portals" : parts.joined(separator: ", ")
    }

    /// Where it would be published: `live, api.rebilly.com, organization org_a`.
    static func target(_ target: PublishTarget) -> String {
        (target.environment.map { "\($0), " } ?? "") + "\(target.host), organization \(target.account.organization)"
    }

    /// A warning as one line, in the form that all problems have (cli.md).
    static func warning(_ warning: PlanWarning, as severity: String = "warning") -> String {
        let place = warning.location.map { "\($0.displayText): " } ?? ""
        return "\(place)\(severity): \(warning.message.displayText) [\(warning.kind.rawValue)]"
    }

    /// What a warning says, and after it for engineers where and of which kind it is.
    static func parts(_ warning: PlanWarning) -> (message: String, kind: String) {
        (warning.message, [warning.location, warning.kind.rawValue].compactMap(\.self).joined(separator: " · "))
    }

    /// What a new portal means to customers.
    static func creation(_ plan: PortalPlan) -> String {
        let portal = plan.local.portal
        if plan.isGone { return "The portal was deleted at the service since it was last seen, and comes back" }
        return portal.status == .active
            ? "Customers can open a new portal at \(portal.address)"
            : "A new portal is prepared; inactive, its address answers 404"
    }

    /// A value of a field; `nil` for a field that is not there.
    static func value(_ value: Value?) -> String {
        switch value {
        case nil: "not there"
        case .null?: "none"
        case .boolean(let flag)?: flag ? "true" : "false"
        case .number(let text)?: text
        case .string(let text)?: text.displayText
        case let value?: value.prettyJSON.displayText
        }
    }

    /// What the logo's field is to hold: of a file that is still to be uploaded, the file.
    static func after(_ change: PlannedChange, in plan: PortalPlan) -> String {
        if change.path == PortalField.logoID, case .upload(let file) = plan.logo {
            return "\(file.path.displayText), to be uploaded"
        }
        return value(change.comparison.local)
    }
}
#endif
