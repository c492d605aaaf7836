#if Networking
import AdvancedBillingAPI
import Foundation
import Transport
import Workspaces

/// Whose customers are let in: flags, then the environment's variables, then `portico.yaml` (cli.md, settings).
struct AccessTarget {
    let account: AdvancedBillingAccount
    /// The site's name; empty if a base URL was given, which says enough.
    let site: String

    static let baseURLVariable = "PORTICO_ADVANCED_BILLING_BASE_URL"
    static let siteVariable = "PORTICO_ADVANCED_BILLING_SITE"

    /// Chooses.
    ///
    /// - Parameters:
    ///   - baseURL: The base URL of a flag.
    ///   - site: The site of a flag.
    ///   - settings: The settings of the workspace, with the environment that was chosen.
    ///   - variables: The variables of the process.
    /// - Throws: `CommandFailure` if nothing says whose, or what says it cannot be used.
    init(
        baseURL: String?,
        site: String?,
        settings: Settings,
        variables: SettingsVariables
    ) throws(CommandFailure) {
        let stated = settings.environment.flatMap { settings.advancedBilling[$0] }
        let address = baseURL ?? variables[Self.baseURLVariable]
        let chosen = site ?? variables[Self.siteVariable]
        let given = if let chosen { chosen } else { try Self.expanded(stated?.site, variables) }
        // Hosts ignore letter case.
        let name = given?.lowercased()
        do throws(AdvancedBillingAccount.Refusal) {
            if let address {
                account = try AdvancedBillingAccount(baseURL: address)
            } else {
                guard let name else { throw .site }
                account = try AdvancedBillingAccount(site: name, region: stated?.server == "eu" ? .eu : .us)
            }
        } catch {
            throw CommandFailure(Self.sentence(error, site: given, settings.environment))
        }
        self.site = try Self.agreed(name, account)
    }

    /// The domains of the service, whose hosts are named after their sites (advanced-billing.md, 1).
    private static let domains = [".chargify.com", ".ebilling.maxio.com"]

    /// The site by which customers are kept apart; the host counts where it names one, because a ledger that knew one
    /// site by two names would ask twice.
    private static func agreed(_ name: String?, _ account: AdvancedBillingAccount) throws(CommandFailure) -> String {
        let host = account.base.url.host() ?? ""
        guard let domain = domains.first(where: host.hasSuffix) else { return name ?? "" }
        let site = String(host.dropLast(domain.count))
        guard let name, name != site else { return site }
        throw CommandFailure(
            "the base URL is that of the site '\(site)', and '\(name)' is named beside it; leave one of them out"
        )
    }

    /// The host, for people.
    var host: String { account.base.url.host() ?? account.base.description }

    private static func expanded(_ text: String?, _ variables: SettingsVariables) throws(CommandFailure) -> String? {
        guard let text else { return nil }
        do throws(SettingsVariables.Failure) {
            return try variables.expanded(text)
        } catch {
            switch error {
            case .missing(let name):
                throw CommandFailure("portico.yaml names the variable \(name), which is not set; set it")
            case .refused(let name):
                throw CommandFailure(
                    "portico.yaml may not read the variable '\(name)': only those that begin with PORTICO_ and hold no key"
                )
            }
        }
    }

    private static func sentence(
        _ refusal: AdvancedBillingAccount.Refusal,
        site: String?,
        _ environment: String?
    ) -> String {
        guard refusal == .site else { return "\(refusal); check --base-url or \(baseURLVariable)" }
        if let site {
            return "'\(site)' is no site: up to 63 letters, digits and hyphens are allowed, the first of them no hyphen"
        }
        let file = environment.map { "environment '\($0)' of portico.yaml names no advancedBilling.site" }
        return "\(file ?? "nothing says whose customers they are"); set \(siteVariable), or name it with --site"
    }
}
#endif
