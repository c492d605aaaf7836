public import Foundation
public import Transport

/// Whose customers a client asks for, and where: a site of Advanced Billing.
public struct AdvancedBillingAccount: Sendable, Hashable {
    /// Why a text is no site.
    public enum Refusal: Error, Hashable, Sendable {
        /// It has other characters than letters, digits and hyphens, which could send the key to another host.
        case site
        /// The address is none to send a key to.
        case address(BaseURL.Refusal)
    }

    /// Where the site's data lie.
    public enum Region: String, Sendable, CaseIterable {
        /// The United States, which is the default.
        case us = "chargify.com"
        /// The European Union.
        case eu = "ebilling.maxio.com"
    }

    /// The address of the service.
    public let base: BaseURL

    /// Returns a site at the service's own host (advanced-billing.md, 1).
    ///
    /// - Parameters:
    ///   - site: The site's name: letters, digits and hyphens, 63 at most.
    ///   - region: Where its data lie.
    /// - Throws: `Refusal.site` if the name is none.
    public init(site: String, region: Region = .us) throws(Refusal) {
        guard site.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9\-]{0,62}/) != nil else { throw .site }
        try self.init(baseURL: "https://\(site).\(region.rawValue)")
    }

    /// Takes an address of one's own.
    ///
    /// - Parameter text: An address with `https`, or `http` to this machine.
    /// - Throws: `Refusal.address` if it is none to send a key to.
    public init(baseURL text: String) throws(Refusal) {
        do { base = try BaseURL(text) } catch { throw .address(error) }
    }
}

extension AdvancedBillingAccount.Refusal: CustomStringConvertible, LocalizedError {
    /// What is wrong, for people.
    public var description: String {
        switch self {
        case .site: "the site has to be up to 63 letters, digits and hyphens, the first of them no hyphen"
        case .address(.malformed): "the base URL is no complete address with a host"
        case .address(.insecure): "the base URL has to begin with https, or with http if the host is this machine"
        case .address(.credentials): "the base URL may not hold a user name or a password"
        case .address(.query): "the base URL may not have a query or a fragment"
        }
    }

    /// The same as `description`.
    public var errorDescription: String? { description }
}
