package import Portals

/// What each service held when it was last pulled or published: the content of `portico.lock.json` (product.md).
///
/// Anyone may edit the file, so an entry is a hint and never a proof.
package struct Lock: Sendable, Equatable {
    /// A portal as it was last seen.
    package struct SeenPortal: Sendable, Equatable {
        /// What the service held, without what it sets itself.
        package var body: ValueObject
        /// The unknown members in which it did not follow what it was sent, in the order of their bytes: it did not
        /// keep them, or has them by itself.
        package var unkept: [FieldPath]

        /// Takes what was seen.
        ///
        /// - Parameters:
        ///   - body: What the service answered; what it sets itself is left out.
        ///   - unkept: The unknown members in which it did not follow what it was sent.
        package init(body: ValueObject, unkept: [FieldPath] = []) {
            self.body = Portal.requestBody(of: body).canonical
            self.unkept = unkept.sorted { $0.precedes($1) }
        }
    }

    /// What an organization held.
    package struct Target: Sendable, Equatable {
        /// The portals by their ids.
        package var portals: [PortalID: SeenPortal] = [:]
        /// Digests of what a run is about to send.
        ///
        /// They are there while it runs, and after it was killed: what it sent and could not see any more is told from
        /// what somebody else did.
        package var sending: [PortalID: String] = [:]
        /// The ids of uploaded files by the SHA-256 of their bytes, in hexadecimal digits.
        package var logos: [String: String] = [:]
        /// What was seen of websites: members of `x-portico.website`, by the website's id.
        package var websites: [String: [String: String]] = [:]

        /// Nothing was seen.
        package init() {}

        /// Notes what was seen of a portal; whatever was being sent of it is settled by that.
        ///
        /// - Parameters:
        ///   - id: The portal's id.
        ///   - portal: What was seen; `nil` if the service has it no more.
        package mutating func note(_ id: PortalID, _ portal: SeenPortal?) {
            portals[id] = portal
            sending[id] = nil
        }
    }

    /// What was seen, by the address of the service with its organization.
    package private(set) var targets: [String: Target] = [:]

    /// Nothing was seen anywhere.
    package init() {}

    /// What was seen of an organization; nothing unless its address is exactly the same.
    ///
    /// - Parameter address: The base URL with `/organizations/ID` at its end.
    package subscript(address: String) -> Target {
        get { targets[address] ?? Target() }
        set { targets[address] = newValue == Target() ? nil : newValue }
    }
}
