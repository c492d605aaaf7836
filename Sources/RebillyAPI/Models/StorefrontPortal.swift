public import Portals
public import Transport

/// What anybody can see of an active portal (rebilly.md, 5): all but name, status and domain.
public struct StorefrontPortal: Sendable, Equatable {
    /// The portal, with the members that the storefront shows.
    public let portal: Portal
    /// What a visitor signs in with, another one in each answer; `nil` if the service sent none.
    public let token: Secret?

    /// Reads a portal of the storefront.
    ///
    /// - Parameter members: The members of the answer; `nil` comes of them if `id` is none.
    init?(_ members: ValueObject) {
        guard let id = members.text("id").flatMap({ try? PortalID($0) }) else { return nil }
        token = members.text("token").map(Secret.init)
        var members = members
        members["token"] = nil
        portal = Portal(id: id, body: members)
    }
}
