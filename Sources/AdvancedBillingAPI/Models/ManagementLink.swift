import Foundation
public import Portals
public import Transport

/// A customer's personal address of the portal, and how long it lasts (advanced-billing.md, 3.2).
///
/// Store it, and ask again only when it is over or a fresh one is wanted after `newLinkAvailable`: the service hands
/// one address out 15 times and then refuses until that moment (advanced-billing.md, 4). Use the times as they are and
/// compute none.
public struct ManagementLink: Sendable, Equatable {
    /// The address; whoever has it may act for the customer.
    public let url: Secret
    /// Every other member of the answer in its order, unknown ones included.
    public let members: ValueObject

    /// Reads a link.
    ///
    /// - Parameter members: The members of the answer; `nil` comes of them if `url` is no address with `https`, or
    ///   with `http` to this machine (advanced-billing.md, M13).
    public init?(_ members: ValueObject) {
        guard let text = members.text("url"), Self.isAddress(text) else { return nil }
        url = Secret(text)
        var members = members
        members["url"] = nil
        self.members = members
    }

    private static func isAddress(_ text: String) -> Bool {
        let isPlain = text.utf8.allSatisfy { (UInt8(ascii: "!")...UInt8(ascii: "~")).contains($0) }
        guard isPlain, let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty else {
            return false
        }
        let scheme = parts.scheme?.lowercased()
        return scheme == "https" || scheme == "http" && BaseURL.isLoopback(host)
    }

    /// How often this address was handed out, this answer included.
    public var fetchCount: Int? { members.integer("fetch_count") }
    /// When this address was made.
    public var created: Timestamp? { members.text("created_at").map(Timestamp.init) }
    /// From when on the service makes another address.
    public var newLinkAvailable: Timestamp? { members.text("new_link_available_at").map(Timestamp.init) }
    /// From when on this address no longer works; it may be before another one can be had.
    public var expires: Timestamp? { members.text("expires_at").map(Timestamp.init) }
    /// When the customer was invited last; `nil` if never, or if the answer does not say.
    public var lastInvited: Timestamp? { members.text("last_invite_sent_at").map(Timestamp.init) }
}
