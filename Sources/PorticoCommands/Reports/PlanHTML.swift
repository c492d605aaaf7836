#if Networking
import Diagnostics
import Portals
import Publishing
import RebillyAPI
import Rendering
import SiteBuilding

/// A plan as one page with every screen that changes, before and after (look-tools.md, 'Visual plan').
struct PlanHTML {
    /// How many pairs of screens the page holds.
    static let pairLimit = 60
    /// How many bytes they may have.
    static let byteLimit = 5 << 20
    /// With how many changed portals their pairs are open.
    static let mostOpen = 5

    let plan: PublishPlan
    let states: PlanStates
    let frame: SiteFrame

    /// The page.
    var bytes: [UInt8] { PlanPage(frame).page(for: sheet) }

    /// What the page shows.
    var sheet: PlanSheet {
        let sections = PlanSections(plan).all
        let anchors = Dictionary(
            sections.enumerated().flatMap { index, section in section.portals.map { ($0.id, "portal-\(index + 1)") } }
        ) { first, _ in first }
        var budget = PairBudget(count: Self.pairLimit, bytes: Self.byteLimit)
        let maker = ScreenPairMaker(frame)
        var sheet = PlanSheet()
        sheet.isLive = plan.target.kind == .live
        sheet.place =
            switch plan.target.kind {
            case .live: "Live"
            case .sandbox: "Sandbox"
            case .other: plan.target.host
            }
        sheet.organization = plan.target.account.organization.description
        sheet.host = plan.target.host
        sheet.planID = PlanDigest(plan).short(for: plan.target)
        let labels = ["Create", "Update", "Changed elsewhere", "Unchanged", "Only at the service"]
        sheet.counts = zip(labels, PlanWords.counts(plan)).map { PlanSheet.Count($0, $1.count) }
        sheet.guards = guards(anchors)
        sheet.command = command
        sheet.sections = sections.enumerated().map { index, section in
            self.section(section, anchor: "portal-\(index + 1)", maker, &budget)
        }
        sheet.warnings = plan.warnings.map(PlanWords.parts) + states.notes.map { ($0, "logo") }
        sheet.strangers = plan.onlyRemote.map { PlanSheet.Member(name: $0.name, id: $0.id.description) }
        sheet.unchanged = plan.portals.filter { $0.action == .unchanged }.map(\.local.portal.name)
        return sheet
    }

    // MARK: What has to be allowed

    private func guards(_ anchors: [PortalID: String]) -> [PlanSheet.Guard] {
        let names = Dictionary(plan.portals.map { ($0.id, $0.local.portal.name) }) { first, _ in first }
        return plan.guards.map { kind, ids in
            let portals = ids.map { (anchor: anchors[$0] ?? "", title: names[$0] ?? $0.description) }
            return PlanSheet.Guard(kind.rawValue, portals: portals, words: kind.words(ofMany: ids.count > 1))
        }
    }

    private var command: String {
        let environment = plan.target.environment.map { " --environment \(ShellText.word($0))" } ?? ""
        return "portico publish\(environment) --allow \(plan.guards.map(\.kind.rawValue).joined(separator: ","))"
    }

    // MARK: Portals

    private func section(
        _ section: PlanSections.Section,
        anchor: String,
        _ maker: ScreenPairMaker,
        _ budget: inout PairBudget
    ) -> PlanSection {
        let plan = section.first
        let portal = plan.local.portal
        let state = states.states[plan.id]
        let changes = state.map { Self.changes($0, file: plan.local.file, maker) }
        var shown = PlanSection(
            anchor: anchor,
            title: section.isGroup ? "\(section.portals.count) portals, the same change" : portal.name,
            change: plan.isChangedElsewhere || plan.isGone
                ? .changedElsewhere : plan.action == .create ? .create : .update,
            members: section.portals.map { PlanSheet.Member(name: $0.local.portal.name, id: $0.id.description) }
        )
        shown.address = "\(portal.host)/billing-portal/\(portal.slug)"
        shown.screenCount = changes?.count ?? "–"
        shown.needs = plan.guards.map(\.rawValue)
        shown.consequences = PlanConsequences(plan).all
        shown.notices = PlanConsequences(plan).line
        shown.hasSeen = plan.isChangedElsewhere
        shown.fields = PlanFields(plan, state).all
        shown.keeping = plan.isChangedElsewhere ? "portico pull \(plan.id) --take remote" : nil
        guard let changes else { return shown }
        shown.lists = changes.lists
        add(changes, of: section, to: &shown, &budget)
        return shown
    }

    private static func changes(_ state: BeforeAndAfter, file: String, _ maker: ScreenPairMaker) -> ScreenChanges {
        func view(_ side: BeforeAndAfter.Side) -> PortalView {
            PortalView(portal: side.portal, file: file, logo: side.logo)
        }
        return ScreenChanges(from: state.now.map(view), to: view(state.after), maker: maker)
    }

    /// Adds the pairs for which there is room, and says how many there was none for.
    private func add(
        _ changes: ScreenChanges,
        of section: PlanSections.Section,
        to shown: inout PlanSection,
        _ budget: inout PairBudget
    ) {
        for (index, wanted) in changes.plans.enumerated() {
            guard budget.hasRoom, let pair = budget.take(changes.pair(wanted)) else {
                let left = changes.plans.count - index
                shown.pairsLeft =
                    "Before and after of \(left == 1 ? "1 screen is" : "\(left) screens are") left out: this page "
                    + "holds at most \(Self.pairLimit) pairs and \(Self.byteLimit >> 20) MB of them."
                break
            }
            shown.pairs.append(pair)
        }
        guard !shown.pairs.isEmpty else { return }
        let titles = changes.plans.prefix(shown.pairs.count).map(\.screenTitle).joined(separator: ", ")
        let name = section.isGroup ? ": \(section.first.local.portal.name.displayText) shown" : ""
        if changes.isFooterOnly {
            let screens = changes.count == "1" ? "1 screen changes" : "\(changes.count) screens change"
            shown.foldTitle =
                section.isGroup
                ? "\(screens) in the footer only\(name)" : "\(screens) in the footer only"
        } else if plan.changed.count > Self.mostOpen, section.first.guards.isEmpty {
            let count = shown.pairs.count == 1 ? "1 screen" : "\(shown.pairs.count) screens"
            shown.foldTitle =
                section.isGroup ? "Before and after of \(count)\(name)" : "Before and after of \(count): \(titles)"
        }
    }
}

/// What is left of a page's room for pairs of screens.
private struct PairBudget {
    var count: Int
    var bytes: Int

    /// Whether one more may fit.
    var hasRoom: Bool { count > 0 && bytes > 0 }

    /// Takes room for a pair; `nil` if there is too little.
    mutating func take(_ pair: ScreenPair) -> ScreenPair? {
        let size = pair.size
        guard size <= bytes else { return nil }
        (count, bytes) = (count - 1, bytes - size)
        return pair
    }
}

extension ChangeGuard {
    /// What becomes of portals, to follow their names.
    fileprivate func words(ofMany areMany: Bool) -> String {
        switch self {
        case .deactivate: areMany ? "close" : "closes"
        case .activate: areMany ? "open" : "opens"
        case .slugChange: areMany ? "move to other addresses" : "moves to another address"
        case .domainChange: areMany ? "move to other hosts" : "moves to another host"
        case .passwordOff: areMany ? "no longer take passwords" : "no longer takes passwords"
        case .dropUnknownField:
            areMany ? "lose fields that Portico does not know" : "loses a field that Portico does not know"
        case .overwriteRemoteEdit:
            areMany ? "lose what somebody changed at the service" : "loses what somebody changed at the service"
        }
    }
}
#endif
