import Portals
import RebillyAPI

/// Finds what a plan is to warn of.
struct PlanWarnings {
    private let plans: [PortalPlan]
    private let remote: RemoteState
    /// The portals of the service by their slugs, which it takes only once (rebilly.md, R1).
    private let owners: [String: PortalID]
    /// The slugs that the plan gives to portals.
    private let slugs: [PortalID: String]
    /// The portals that would take a slug from each other in a circle.
    private let exchanges: Set<PortalID>

    init(plans: [PortalPlan], remote: RemoteState) {
        self.plans = plans
        self.remote = remote
        owners = SlugOrder.owners(remote.portals.values)
        slugs = Dictionary(plans.map { ($0.id, $0.local.portal.slug) }) { first, _ in first }
        exchanges = Set(SlugOrder(plans, owners: owners).circular)
    }

    /// The warnings, those of portals in their order, then those about all.
    var all: [PlanWarning] {
        plans.flatMap { plan in
            [
                address(plan), website(plan), domain(plan), logo(plan),
                plan.isUnseen
                    ? warning(
                        .neverSeen,
                        plan,
                        nil,
                        "'\(plan.id)' was never pulled or published from here; what is replaced was never seen"
                    )
                    : nil,
            ].compactMap { $0 }
        } + general
    }

    private var general: [PlanWarning] {
        var warnings: [PlanWarning] = []
        if !remote.isComplete {
            let message = "the service holds more portals than it can list; those that only it has are not all known"
            warnings.append(PlanWarning(kind: .incompleteList, portal: nil, message: message))
        }
        if !remote.unusableIDs.isEmpty {
            let message =
                "the service holds portals with ids that no file can have: \(remote.unusableIDs.joined(separator: ", "))"
            warnings.append(PlanWarning(kind: .unusableIDs, portal: nil, message: message))
        }
        return warnings
    }

    private func warning(
        _ kind: PlanWarning.Kind,
        _ plan: PortalPlan,
        _ field: FieldPath?,
        _ message: String
    ) -> PlanWarning {
        PlanWarning(
            kind: kind,
            portal: plan.id,
            file: plan.local.file,
            range: field.flatMap { plan.local.places[$0] },
            message: message
        )
    }

    // MARK: Addresses

    private func address(_ plan: PortalPlan) -> PlanWarning? {
        let slug = plan.local.portal.slug
        guard let owner = owners[slug], owner != plan.id else { return nil }
        if exchanges.contains(plan.id) {
            let message =
                "'\(plan.id)' and '\(owner)' exchange slugs, which the service refuses; publish another slug in between"
            return warning(.slugExchange, plan, PortalField.slug, message)
        }
        if let next = slugs[owner], next != slug { return nil }
        let message =
            "the slug '\(slug)' is that of '\(owner)' at the service, which takes it only once; choose another"
        return warning(.sharedAddress, plan, PortalField.slug, message)
    }

    // MARK: What a portal names

    private func website(_ plan: PortalPlan) -> PlanWarning? {
        let id = plan.local.portal.websiteID
        guard let websites = remote.websites, websites[id] == nil else { return nil }
        let message = "the service has no website '\(id)', and refuses portals of it"
        return warning(.unknownWebsite, plan, PortalField.websiteID, message)
    }

    private func domain(_ plan: PortalPlan) -> PlanWarning? {
        guard let domain = plan.local.portal.customDomain, let domains = remote.domains else { return nil }
        guard let found = domains[domain.description.lowercased()] else {
            let message = "the organization has no domain '\(domain)', and the service refuses it"
            return warning(.unknownDomain, plan, PortalField.customDomain, message)
        }
        guard found.domain.description == domain.description else {
            let message =
                "the organization's domain is '\(found.domain)'; write it the same, or the service may refuse it"
            return warning(.unknownDomain, plan, PortalField.customDomain, message)
        }
        guard !found.isVerified else { return nil }
        let message = "'\(domain)' is not verified yet, so that customers may not reach it"
        return warning(.unverifiedDomain, plan, PortalField.customDomain, message)
    }

    private func logo(_ plan: PortalPlan) -> PlanWarning? {
        guard case .kept(let path) = plan.logo else { return nil }
        let message = "the service takes no SVG, and no PNG, JPEG or GIF lies beside \(path); the logo stays as it is"
        return warning(.vectorLogo, plan, PortalField.logo, message)
    }
}
