public import Portals
public import Transport

/// What the service says after an invitation was sent again (advanced-billing.md, 3.3).
public struct ResentInvitation: Sendable, Equatable {
    /// Every member of the answer in its order, unknown ones included.
    public let members: ValueObject

    /// Reads an answer.
    ///
    /// - Parameter members: Its members; each may be missing.
    public init(_ members: ValueObject) {
        self.members = members
    }

    /// When the invitation was sent.
    public var lastInvited: Timestamp? { members.text("last_invite_sent_at").map(Timestamp.init) }
    /// When an invitation was accepted; `nil` if never.
    public var lastAccepted: Timestamp? { members.text("last_invite_accepted_at").map(Timestamp.init) }
    /// When it was sent, in the service's words for people; decide nothing by it (advanced-billing.md, M14).
    public var sentWords: String? { members.text("last_sent_at") }
    /// When it was accepted, in the service's words for people; decide nothing by it.
    public var acceptedWords: String? { members.text("last_accepted_at") }
    /// How many customers of the site were not invited.
    public var uninvitedCount: Int? { members.integer("uninvited_count") }
}

/// What the service says after access was revoked (advanced-billing.md, 3.4).
public struct RevokedAccess: Sendable, Equatable {
    /// Every member of the answer in its order, unknown ones included; empty if an earlier try did the work and its
    /// answer was lost.
    public let members: ValueObject

    /// Reads an answer.
    ///
    /// - Parameter members: Its members; each may be missing.
    public init(_ members: ValueObject) {
        self.members = members
    }

    /// The state of the invitation, in the service's words for people: `Not Invited`.
    public var sentWords: String? { members.text("last_sent_at") }
    /// The state of the acceptance, in the service's words for people: `Invite Revoked`.
    public var acceptedWords: String? { members.text("last_accepted_at") }
    /// How many customers of the site were not invited.
    public var uninvitedCount: Int? { members.integer("uninvited_count") }
}
