public import Portals
public import Transport

/// A host name of the organization, which portals can have instead of the service's (rebilly.md, 9).
public struct CustomDomain: Sendable, Equatable {
    /// The host name.
    public let domain: Domain
    /// Every member of the answer in its order, unknown ones included.
    public let members: ValueObject

    /// Reads a domain.
    ///
    /// - Parameter members: The members of the answer; `nil` comes of them if `domain` is no host name.
    public init?(_ members: ValueObject) {
        guard let domain = members.text("domain").flatMap({ try? Domain($0) }) else { return nil }
        self.domain = domain
        self.members = members
    }

    /// The identifier.
    public var id: String? { members.text("id") }
    /// Whether the organization has proved that the name is its own; a portal may have it before (rebilly.md, R6).
    public var isVerified: Bool { members.flag("isVerified") ?? false }
    /// When it was added.
    public var created: Timestamp? { members.text("createdTime").map(Timestamp.init) }
    /// When it was changed last.
    public var updated: Timestamp? { members.text("updatedTime").map(Timestamp.init) }
}
