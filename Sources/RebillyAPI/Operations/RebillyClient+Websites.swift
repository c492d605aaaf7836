import HTTPTypes
public import Portals
public import Transport

extension RebillyClient {
    /// Lists websites: `GET /websites` (rebilly.md, 8).
    ///
    /// - Parameters:
    ///   - query: Which, and in which order.
    ///   - options: What the calls do otherwise than the client.
    /// - Returns: The list; nothing is asked before it is walked through.
    public func websites(_ query: ListQuery = .all, options: CallOptions = .standard) -> Listing<Website> {
        listing("websites", query, skipsUnusable: false, options, key: { $0.id.description }, Website.init)
    }

    /// Reads a website: `GET /websites/{id}` (rebilly.md, 8).
    ///
    /// - Parameters:
    ///   - id: The website's id.
    ///   - options: What the call does otherwise than the client.
    /// - Returns: The website.
    /// - Throws: `RebillyError`; `notFound` if there is none of that id.
    public func website(
        _ id: WebsiteID,
        options: CallOptions = .standard
    ) async throws(RebillyError) -> Answer<Website> {
        try await object(call(.get, ["websites", id.description]), options, Website.init)
    }

    /// Lists the organization's own host names: `GET /custom-domains` (rebilly.md, 9).
    ///
    /// - Parameters:
    ///   - query: Which, and in which order.
    ///   - options: What the calls do otherwise than the client.
    /// - Returns: The list; nothing is asked before it is walked through.
    public func customDomains(_ query: ListQuery = .all, options: CallOptions = .standard) -> Listing<CustomDomain> {
        listing(
            "custom-domains",
            query,
            skipsUnusable: false,
            options,
            key: { $0.domain.description },
            CustomDomain.init
        )
    }

    /// Reads a host name of the organization: `GET /custom-domains/{domain}` (rebilly.md, 9).
    ///
    /// - Parameters:
    ///   - domain: The host name.
    ///   - options: What the call does otherwise than the client.
    /// - Returns: The domain, and whether it is verified.
    /// - Throws: `RebillyError`; `notFound` if the organization has no such domain.
    public func customDomain(
        _ domain: Domain,
        options: CallOptions = .standard
    ) async throws(RebillyError) -> Answer<CustomDomain> {
        try await object(call(.get, ["custom-domains", domain.description]), options, CustomDomain.init)
    }
}
