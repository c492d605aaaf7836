import Portals
package import RebillyAPI
package import Workspaces

/// What decides where portals are published: flags, then the environment's variables, then `portico.yaml` (cli.md).
///
/// A workspace names documented hosts alone, and can read no variable but those that are meant for it, so that nobody
/// who can edit its files can have a key sent elsewhere (product.md).
package struct TargetChoice: Sendable {
    /// Why there is no target.
    package enum Failure: Error, Hashable, Sendable {
        /// Nothing says where the service is.
        case noServer(environment: String?)
        /// Nothing says whose portals they are.
        case noOrganization
        /// The text is no organization.
        case invalidOrganization(String)
        /// The address is none to send a key to.
        case address(RebillyAccount.Refusal)
        /// The settings name a variable that is not set.
        case variableMissing(String)
        /// The settings name a variable that they may not read.
        case variableRefused(String)
    }

    /// The variable that names the base URL.
    package static let baseURLVariable = "PORTICO_REBILLY_BASE_URL"
    /// The variable that names the organization.
    package static let organizationVariable = "PORTICO_REBILLY_ORGANIZATION_ID"

    /// The base URL of a flag.
    package var baseURL: String?
    /// The organization of a flag.
    package var organization: String?
    /// The variables of the process.
    package var variables: [String: String]

    /// Makes a choice.
    ///
    /// - Parameters:
    ///   - baseURL: The base URL of a flag.
    ///   - organization: The organization of a flag.
    ///   - variables: The variables of the process.
    package init(baseURL: String? = nil, organization: String? = nil, variables: [String: String]) {
        self.baseURL = baseURL
        self.organization = organization
        self.variables = variables
    }

    /// Returns the target for a workspace's settings.
    ///
    /// - Parameter settings: The settings with the environment that was chosen.
    /// - Returns: The target.
    /// - Throws: `Failure`.
    package func target(_ settings: Settings) throws(Failure) -> PublishTarget {
        let stated = settings.environment.flatMap { settings.rebilly[$0] }
        let address = baseURL ?? variable(Self.baseURLVariable)
        let organization = try organization(stated?.organizationID)
        let account: RebillyAccount
        if let address {
            do throws(RebillyAccount.Refusal) {
                account = try RebillyAccount(baseURL: address, organization: organization)
            } catch .organizationMissing {
                throw .noOrganization
            } catch {
                throw .address(error)
            }
        } else {
            guard let server = stated?.server else { throw .noServer(environment: settings.environment) }
            guard let organization else { throw .noOrganization }
            account = server == "live" ? .live(organization) : .sandbox(organization)
        }
        return PublishTarget(account: account, environment: settings.environment)
    }

    private func organization(_ stated: String?) throws(Failure) -> OrganizationID? {
        var text = organization ?? variable(Self.organizationVariable)
        if text == nil, let stated { text = try expanded(stated) }
        guard let text else { return nil }
        guard let organization = OrganizationID(text) else { throw .invalidOrganization(text) }
        return organization
    }

    /// A variable that is set to something.
    private func variable(_ name: String) -> String? { SettingsVariables(variables)[name] }

    /// Puts variables into a text of the settings.
    private func expanded(_ text: String) throws(Failure) -> String {
        do throws(SettingsVariables.Failure) {
            return try SettingsVariables(variables).expanded(text)
        } catch {
            switch error {
            case .missing(let name): throw .variableMissing(name)
            case .refused(let name): throw .variableRefused(name)
            }
        }
    }
}
