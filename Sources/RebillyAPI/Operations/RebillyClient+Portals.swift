import Foundation
import HTTPTypes
public import Portals
public import Transport

/// What came of an upsert.
public enum Upserted: Sendable, Equatable {
    /// There was no portal of that id; now there is (201).
    case created(Portal)
    /// There was one, and it was replaced (200).
    case updated(Portal)

    /// The portal as the service keeps it now.
    public var portal: Portal {
        switch self {
        case .created(let portal), .updated(let portal): portal
        }
    }
}

extension RebillyClient {
    /// Lists portals: `GET /billing-portals` (rebilly.md, 4.2).
    ///
    /// - Parameters:
    ///   - query: Which, and in which order.
    ///   - skipsUnusable: Whether portals with an id that `PortalID` refuses are left out; otherwise they end the list
    ///     with `RebillyError.unusableItem`. Pages name them in any case.
    ///   - options: What the calls do otherwise than the client.
    /// - Returns: The list; nothing is asked before it is walked through.
    public func portals(
        _ query: ListQuery = .all,
        skipsUnusable: Bool = false,
        options: CallOptions = .standard
    ) -> Listing<Portal> {
        listing(
            "billing-portals",
            query,
            skipsUnusable: skipsUnusable,
            options,
            key: { $0.id.description },
            Self.portal
        )
    }

    /// Reads a portal: `GET /billing-portals/{id}` (rebilly.md, 4.4).
    ///
    /// - Parameters:
    ///   - id: The portal's id.
    ///   - options: What the call does otherwise than the client.
    /// - Returns: The portal with every member, unknown ones included.
    /// - Throws: `RebillyError`; `notFound` if there is none of that id; `unexpectedAnswer` also if the answer is
    ///   another portal.
    public func portal(
        _ id: PortalID,
        options: CallOptions = .standard
    ) async throws(RebillyError) -> Answer<Portal> {
        try await object(call(.get, ["billing-portals", id.description]), options) { Self.portal($0, id) }
    }

    /// Creates a portal, or replaces it whole: `PUT /billing-portals/{id}` (rebilly.md, 4.5).
    ///
    /// Whatever the portal leaves out goes back to its default (rebilly.md, 3.3): to change one member, read the
    /// portal, change it and send all of it. What is sent is `Portal.requestBody`. It may be tried again; if an
    /// earlier try may have arrived (`Answer.followsLostTry`), `updated` may stand for a portal that was created.
    ///
    /// - Parameters:
    ///   - portal: The portal.
    ///   - options: What the call does otherwise than the client.
    /// - Returns: The portal as the service keeps it now, and whether it is new.
    /// - Throws: `RebillyError`; `invalid` names every field that the service refuses, and nothing is changed;
    ///   `unsendable` if the slug is none; `unexpectedAnswer` also if the answer is another portal.
    public func upsert(
        _ portal: Portal,
        options: CallOptions = .standard
    ) async throws(RebillyError) -> Answer<Upserted> {
        try Self.check(slugOf: portal.body)
        let call = call(.put, ["billing-portals", portal.id.description], body: portal.requestBody)
        let delivery = try await send(call, options)
        let answer = try object(call, delivery) { Self.portal($0, portal.id) }
        switch answer.status {
        case 200: return answer.map { .updated($0) }
        case 201: return answer.map { .created($0) }
        default: throw unexpected(call, delivery)
        }
    }

    /// Creates a portal whose id the service chooses: `POST /billing-portals` (rebilly.md, 4.3).
    ///
    /// It is not tried again once it may have arrived, because there would be two portals.
    ///
    /// - Parameters:
    ///   - body: The members of the portal; read-only ones and Portico's own are left out.
    ///   - options: What the call does otherwise than the client.
    /// - Returns: The portal as the service keeps it now.
    /// - Throws: `RebillyError`; `invalid` names every field that the service refuses; `unsendable` if the slug is none;
    ///   `unexpectedAnswer` says in its message under which id there is a portal now, if the answer names it in
    ///   `Location` alone (rebilly.md, R29).
    public func createPortal(
        _ body: ValueObject,
        options: CallOptions = .standard
    ) async throws(RebillyError) -> Answer<Portal> {
        try Self.check(slugOf: body)
        let body = Portal.requestBody(of: body)
        let call = call(.post, ["billing-portals"], body: body, retry: .refusedOrUnsent)
        let delivery = try await send(call, options)
        do throws(RebillyError) {
            return try object(call, delivery, Self.portal)
        } catch {
            guard delivery.answer.status == 201, let id = Self.id(inLocationOf: delivery.answer) else { throw error }
            let words = "the portal \(id) was created, and cannot be read from the answer"
            throw .unexpectedAnswer(courier.failure(of: call, delivery.answer, message: words))
        }
    }

    /// Returns the last part of `Location`, the one that can be relied on (rebilly.md, R29); `nil` if it is no id.
    private static func id(inLocationOf answer: TransportAnswer) -> PortalID? {
        let path = answer.headers[.location].flatMap { URLComponents(string: $0)?.path }
        return path?.split(separator: "/").last.flatMap { try? PortalID(String($0)) }
    }

    /// Deletes a portal: `DELETE /billing-portals/{id}` (rebilly.md, 4.6).
    ///
    /// - Parameters:
    ///   - id: The portal's id.
    ///   - options: What the call does otherwise than the client.
    /// - Returns: The answer; its status is 404 if an earlier try of this call deleted the portal and its answer was
    ///   lost.
    /// - Throws: `RebillyError`; `notFound` if there is none of that id.
    @discardableResult
    public func deletePortal(
        _ id: PortalID,
        options: CallOptions = .standard
    ) async throws(RebillyError) -> Answer<Void> {
        try await delete(["billing-portals", id.description], options)
    }

    /// Reads an active portal as anybody can, without the key:
    /// `GET /storefront/billing-portals/{slug}` (rebilly.md, 5 and R20).
    ///
    /// - Parameters:
    ///   - slug: The last part of the portal's public address.
    ///   - options: What the call does otherwise than the client.
    /// - Returns: What the storefront shows.
    /// - Throws: `RebillyError`; `notFound` if no active portal has the slug.
    public func storefrontPortal(
        _ slug: Slug,
        options: CallOptions = .standard
    ) async throws(RebillyError) -> Answer<StorefrontPortal> {
        var call = call(.get, ["storefront", "billing-portals", slug.description])
        call.credential = nil
        call.isConfidential = true
        return try await object(call, options, StorefrontPortal.init)
    }

    /// Returns the portal, if it has the id that was asked for.
    private static func portal(_ members: ValueObject, _ id: PortalID) -> Portal? {
        portal(members).flatMap { $0.id == id ? $0 : nil }
    }

    private static func portal(_ members: ValueObject) -> Portal? {
        guard let id = members.text("id").flatMap({ try? PortalID($0) }) else { return nil }
        return Portal(id: id, body: members)
    }

    /// Refuses a slug that no address could hold before the service does (rebilly.md, R2).
    ///
    /// One that is missing is the service's to report, together with everything else.
    private static func check(slugOf body: ValueObject) throws(RebillyError) {
        guard let slug = body.text("slug"), Slug(slug) == nil else { return }
        throw .unsendable("the slug has to be 5 to 100 of the letters, digits and @ ~ . _ -")
    }
}
