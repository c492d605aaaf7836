#if Networking
import Portals
import Publishing
import Rendering

/// What a portal's change means to customers, what needs allowing first.
struct PlanConsequences {
    /// All of them.
    let all: [PlanSection.Consequence]

    init(_ plan: PortalPlan) {
        guard plan.action == .update else {
            let needs = plan.isGone ? [ChangeGuard.overwriteRemoteEdit.rawValue] : []
            all = [PlanSection.Consequence(PlanWords.creation(plan), needs: needs)]
            return
        }
        let changes = plan.changes.filter { !$0.guards.isEmpty } + plan.changes.filter(\.guards.isEmpty)
        all = changes.map { change in
            let elsewhere =
                change.isChangedElsewhere ? "Somebody changed it at the service since it was last seen" : nil
            let reasons = [change.consequence.reason, elsewhere].compactMap { $0 }
            return PlanSection.Consequence(
                change.consequence.sentence,
                reason: reasons.isEmpty ? nil : reasons.joined(separator: ". "),
                needs: change.guards.map(\.rawValue)
            )
        }
    }

    /// The first of them in a line, and how many more there are.
    var line: String {
        guard let first = all.first else { return "" }
        return first.sentence + (all.count > 1 ? ", and \(all.count - 1) more" : "")
    }
}
#endif
