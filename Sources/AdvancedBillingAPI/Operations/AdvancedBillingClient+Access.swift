import HTTPTypes
import Logging
import Portals
public import Transport

extension AdvancedBillingClient {
    /// From how many requests on a link is nearly used up: the next one would be the thirteenth of fifteen
    /// (advanced-billing.md, 4).
    static let scarceFetchCount = 12

    /// Lets a customer into the portal: `POST /portal/customers/{id}/enable.json` (advanced-billing.md, 3.1).
    ///
    /// A customer who has access already keeps it, and is not written to again (M4). Without an invitation it may be
    /// tried again; with one never, because a mail would go out to a person twice (M19): after an error of
    /// `transport` read the customer to see what came of it.
    ///
    /// - Parameters:
    ///   - id: The customer.
    ///   - inviting: Whether the service sends the invitation, if none was ever sent.
    ///   - options: What the call does otherwise than the client.
    /// - Returns: The customer as the service keeps it now.
    /// - Throws: `AdvancedBillingError`; `notFound` if there is no such customer; `invalid` if the portal is off for
    ///   the site, or the customer has no e-mail address to write to.
    @discardableResult
    public func enableAccess(
        for id: CustomerID,
        inviting: Bool,
        options: CallOptions = .standard
    ) async throws(AdvancedBillingError) -> Answer<Customer> {
        let call = call(
            .post,
            ["portal", "customers", id.description, "enable.json"],
            query: [("auto_invite", inviting ? "1" : "0")],
            retry: inviting ? .never : .read
        )
        return try object(call, try await send(call, options), Self.customer)
    }

    /// Reads a customer's link: `GET /portal/customers/{id}/management_link.json` (advanced-billing.md, 3.2).
    ///
    /// Each request counts against the 15 that the service allows for one link, so store the link, and never call this
    /// to show it. It is tried again only if it was never sent (M19). A link that was handed out 12 times or more is
    /// reported to the log.
    ///
    /// - Parameters:
    ///   - id: The customer.
    ///   - options: What the call does otherwise than the client.
    /// - Returns: The link and its times.
    /// - Throws: `AdvancedBillingError`; `linkLimit` at the sixteenth request; `notFound` if there is no such customer;
    ///   `invalid` if access is not enabled.
    public func managementLink(
        of id: CustomerID,
        options: CallOptions = .standard
    ) async throws(AdvancedBillingError) -> Answer<ManagementLink> {
        var call = call(.get, ["portal", "customers", id.description, "management_link.json"], retry: .unsent)
        call.isConfidential = true
        let link = try object(call, try await send(call, options, subject: .link), ManagementLink.init)
        if let count = link.value.fetchCount, count >= Self.scarceFetchCount {
            courier.settings.logger.warning(
                "a management link is nearly used up",
                metadata: ["customer": "\(id)", "requests": "\(count)", "allowed": "15"]
            )
        }
        return link
    }

    /// Sends a customer the invitation again: `POST /portal/customers/{id}/invitations/invite.json`
    /// (advanced-billing.md, 3.3).
    ///
    /// It is never tried again, because a mail would go out to a person twice (M19). The service refuses the fifth or
    /// the sixth in 30 minutes; this client sends four (M1).
    ///
    /// - Parameters:
    ///   - id: The customer.
    ///   - beyondLimit: Whether to ask the service also when this client has counted four in 30 minutes.
    ///   - options: What the call does otherwise than the client.
    /// - Returns: What the service says about the invitation.
    /// - Throws: `AdvancedBillingError`; `invitationLimit` if too many were sent; `notFound` if there is no such
    ///   customer; `invalid` if access is not enabled.
    public func resendInvitation(
        to id: CustomerID,
        beyondLimit: Bool = false,
        options: CallOptions = .standard
    ) async throws(AdvancedBillingError) -> Answer<ResentInvitation> {
        // What is cancelled before it is sent takes nobody's turn.
        guard !Task.isCancelled else { throw .transport(.cancelled) }
        let now = courier.settings.time.now()
        if let next = await invitations.turn(of: id, now: now, isForced: beyondLimit) {
            throw .invitationLimit(until: next, call: nil)
        }
        let call = call(.post, ["portal", "customers", id.description, "invitations", "invite.json"], retry: .never)
        do throws(AdvancedBillingError) {
            return try object(call, try await send(call, options, subject: .resend), ResentInvitation.init)
        } catch {
            // What was refused does not count (M2); what may have arrived does.
            if error.provesNothingWasDone { await invitations.giveBack(turnOf: id, at: now) }
            throw error
        }
    }

    /// Takes a customer's access away: `DELETE /portal/customers/{id}/invitations/revoke.json`
    /// (advanced-billing.md, 3.4).
    ///
    /// The customer's link stops working (M8).
    /// It may be tried again; a refusal of the repeat means that an earlier try did it (M19).
    ///
    /// - Parameters:
    ///   - id: The customer.
    ///   - options: What the call does otherwise than the client.
    /// - Returns: What the service says; without members, and with status 422, if the answer of the try that did it
    ///   was lost.
    /// - Throws: `AdvancedBillingError`; `invalid` if access is not enabled; `notFound` if there is no such customer.
    @discardableResult
    public func revokeAccess(
        of id: CustomerID,
        options: CallOptions = .standard
    ) async throws(AdvancedBillingError) -> Answer<RevokedAccess> {
        let path = ["portal", "customers", id.description, "invitations", "revoke.json"]
        let call = call(.delete, path, retry: .repeatable)
        let delivery = try await deliver(call, options)
        if delivery.answer.status == 422, delivery.followsLostTry {
            return Answer(RevokedAccess(ValueObject()), delivery)
        }
        guard delivery.answer.isSuccess else {
            throw AdvancedBillingError(call, delivery.answer, courier, subject: .other)
        }
        return try object(call, delivery, RevokedAccess.init)
    }
}

extension AdvancedBillingError {
    /// Whether it is sure that the service did nothing.
    package var provesNothingWasDone: Bool {
        switch self {
        case .transport(let error): error.provesNothingArrived
        case .unexpectedAnswer(let call): (400..<500).contains(call.status)
        default: true
        }
    }
}
