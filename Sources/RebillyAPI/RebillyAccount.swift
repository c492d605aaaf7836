public import Foundation
public import Transport

/// Whose portals a client asks for, and where: an organization at one of the service's hosts.
public struct RebillyAccount: Sendable, Hashable {
    /// Why no address and organization come together.
    public enum Refusal: Error, Hashable, Sendable {
        /// The address is none to send a key to.
        case address(BaseURL.Refusal)
        /// The address names no organization, and none is given.
        case organizationMissing
        /// The address names another organization than the one that is given, or something that is none.
        case organizationDiffers
    }

    /// The address of the service, without the organization.
    public let base: BaseURL
    /// The organization.
    public let organization: OrganizationID

    /// Returns an organization at Rebilly's test host (rebilly.md, 1).
    ///
    /// - Parameter organization: The organization.
    /// - Returns: The account.
    public static func sandbox(_ organization: OrganizationID) -> RebillyAccount {
        RebillyAccount(base: .documented("https://api-sandbox.rebilly.com"), organization: organization)
    }

    /// Returns an organization at Rebilly's live host (rebilly.md, 1).
    ///
    /// - Parameter organization: The organization.
    /// - Returns: The account.
    public static func live(_ organization: OrganizationID) -> RebillyAccount {
        RebillyAccount(base: .documented("https://api.rebilly.com"), organization: organization)
    }

    private init(base: BaseURL, organization: OrganizationID) {
        self.base = base
        self.organization = organization
    }

    /// Takes an address of one's own.
    ///
    /// - Parameters:
    ///   - text: An address with `https`, or `http` to this machine. `/organizations/ID` at its end is cut off.
    ///   - organization: The organization; `nil` for the one that the address names.
    /// - Throws: `Refusal`, which says what does not fit.
    public init(baseURL text: String, organization: OrganizationID? = nil) throws(Refusal) {
        let base = try Self.base(text)
        let path = base.url.path(percentEncoded: true).split(separator: "/", omittingEmptySubsequences: false)
        guard path.count >= 2, path[path.count - 2] == "organizations" else {
            guard let organization else { throw .organizationMissing }
            self.init(base: base, organization: organization)
            return
        }
        let last = path[path.count - 1]
        let named = last.removingPercentEncoding.flatMap(OrganizationID.init)
        guard let named, organization == nil || organization == named else { throw .organizationDiffers }
        let prefixLength = base.description.utf8.count - "/organizations/\(last)".utf8.count
        self.init(base: try Self.base(String(base.description.prefix(prefixLength))), organization: named)
    }

    private static func base(_ text: String) throws(Refusal) -> BaseURL {
        do { return try BaseURL(text) } catch { throw .address(error) }
    }
}

extension RebillyAccount.Refusal: CustomStringConvertible, LocalizedError {
    /// What does not fit, for people.
    public var description: String {
        switch self {
        case .address(.malformed): "the base URL is no complete address with a host"
        case .address(.insecure): "the base URL has to begin with https, or with http if the host is this machine"
        case .address(.credentials): "the base URL may not hold a user name or a password"
        case .address(.query): "the base URL may not have a query or a fragment"
        case .organizationMissing: "the base URL names no organization, and none is given"
        case .organizationDiffers: "the base URL names another organization than the one given, or none that is an id"
        }
    }

    /// The same as `description`.
    public var errorDescription: String? { description }
}
