public import Portals
public import Transport

/// What anybody can see of an active portal (rebilly.md, 5): all but name, status and domain.
public struct StorefrontPortal: Sendable, Equatable {
    /// What a visitor signs in with, another one in each answer; `nil` if the service sent none.
    public let token: Secret?

    /// The members of the answer as those of a portal, which reads them with the same defaults.
    private let portal: Portal

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

    /// The identifier.
    public var id: PortalID { portal.id }
    /// Every member of the answer but the token in its order, unknown ones included.
    public var members: ValueObject { portal.body }
    /// The last part of the public address, as written.
    public var slug: String { portal.slug }
    /// The website to which the portal belongs, as written.
    public var websiteID: String { portal.websiteID }
    /// The id of an uploaded logo file; `nil` if there is none.
    public var logoID: String? { portal.logoID }
    /// The colour of buttons and links; `0044d4` unless the answer says otherwise.
    public var primary: HexColor { portal.primary }
    /// The colour of the header; `ffffff` unless the answer says otherwise.
    public var secondary: HexColor { portal.secondary }
    /// When the portal was made.
    public var created: Timestamp? { members.text("createdTime").map(Timestamp.init) }
    /// When the portal was changed last.
    public var updated: Timestamp? { members.text("updatedTime").map(Timestamp.init) }

    /// Returns whether customers can do something themselves; true unless it is switched off.
    ///
    /// - Parameter feature: The switch.
    /// - Returns: Whether it is on.
    public func allows(_ feature: Feature) -> Bool { portal.allows(feature) }

    /// Returns a policy link; `nil` if there is none or it is no link.
    ///
    /// - Parameter policy: Which of the three.
    /// - Returns: The link.
    public func link(_ policy: PolicyLink) -> Link? { portal.link(policy) }
}
