#if Networking
import Diagnostics
import Portals
import Publishing

/// A plan as text for people: what customers notice first, and below it the fields.
///
///     ~ acme (Acme billing)
///         Customers can no longer cancel orders themselves
///           features.orderCancel: true → false
///         needs --allow slug-change: The portal's address changes; links in old e-mails stop working
struct PlanText {
    let isColored: Bool

    /// Returns the text of a plan; nothing but the counts if there is nothing to do.
    func text(_ plan: PublishPlan) -> String {
        var lines = [bold("Publishing to \(PlanWords.target(plan.target).displayText)")]
        for portal in plan.changed { lines += [""] + block(portal) }
        if !plan.onlyRemote.isEmpty {
            lines += ["", "Only at the service, and left alone:"]
            lines += plan.onlyRemote.map { "  \($0.id) (\($0.name.displayText))" }
        }
        if !plan.warnings.isEmpty {
            lines +=
                [""]
                + plan.warnings.map { PlanWords.warning($0, as: paint("warning", "33")) }
        }
        let guards = plan.guards
        if !guards.isEmpty {
            lines += ["", "To be allowed by name:"]
            lines += guards.map {
                "  --allow \($0.kind.rawValue)  \($0.portals.map(\.description).joined(separator: ", "))"
            }
        }
        return (lines + ["", PlanWords.summary(plan)]).joined(separator: "\n") + "\n"
    }

    private func block(_ plan: PortalPlan) -> [String] {
        let mark = plan.action == .create ? paint("+", "32") : paint("~", "33")
        let elsewhere = plan.isChangedElsewhere ? " \(paint("changed elsewhere", "33"))" : ""
        let head = "\(mark) \(bold(plan.id.description)) (\(plan.local.portal.name.displayText))\(elsewhere)"
        guard plan.action == .update else {
            return [head, "    \(PlanWords.creation(plan).displayText)"] + fields(plan)
        }
        return [head] + plan.changes.flatMap { change in consequence(change) + [field(change, plan)] }
    }

    private func fields(_ plan: PortalPlan) -> [String] {
        plan.changes.map { "      \($0.path.description.displayText): \(paint(PlanWords.after($0, in: plan), "32"))" }
    }

    private func consequence(_ change: PlannedChange) -> [String] {
        let needs = change.guards.map { " (needs --allow \($0.rawValue))" }.joined()
        return ["    \(change.consequence.sentence.displayText)\(paint(needs, "31"))"]
    }

    private func field(_ change: PlannedChange, _ plan: PortalPlan) -> String {
        let old = paint(PlanWords.value(change.comparison.remote), "31")
        let new = paint(PlanWords.after(change, in: plan), "32")
        let seen = change.isChangedElsewhere ? ", last seen as \(PlanWords.value(change.comparison.seen))" : ""
        return "      \(change.path.description.displayText): \(old) → \(new)\(seen)"
    }

    private func bold(_ text: String) -> String { isColored ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    private func paint(_ text: String, _ color: String) -> String {
        isColored && !text.isEmpty ? "\u{1B}[\(color)m\(text)\u{1B}[0m" : text
    }
}
#endif
