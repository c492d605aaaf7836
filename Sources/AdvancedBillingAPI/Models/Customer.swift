public import Portals
public import Transport

/// A customer (advanced-billing.md, 6.1).
public struct Customer: Sendable, Equatable {
    /// The number.
    public let id: CustomerID
    /// Every member of the answer in its order, unknown ones included.
    public let members: ValueObject

    /// Reads a customer.
    ///
    /// - Parameter members: The members of the customer itself, without the `customer` around them; `nil` comes of
    ///   them if `id` is no positive whole number.
    public init?(_ members: ValueObject) {
        guard let id = members.integer("id").flatMap({ CustomerID($0) }) else { return nil }
        self.id = id
        self.members = members
    }

    /// The first name.
    public var firstName: String? { members.text("first_name") }
    /// The last name.
    public var lastName: String? { members.text("last_name") }
    /// The e-mail address; several customers may have one.
    public var email: String? { members.text("email") }
    /// The organization; the service fills in first and last name if it has none.
    public var organization: String? { members.text("organization") }
    /// What another system calls the customer; no two have one.
    public var reference: String? { members.text("reference") }
    /// When the customer was made.
    public var created: Timestamp? { members.text("created_at").map(Timestamp.init) }
    /// When the customer was changed last.
    public var updated: Timestamp? { members.text("updated_at").map(Timestamp.init) }
    /// When access to the portal was enabled.
    public var portalEnabled: Timestamp? { members.text("portal_customer_created_at").map(Timestamp.init) }
    /// When the customer was invited last.
    public var lastInvited: Timestamp? { members.text("portal_invite_last_sent_at").map(Timestamp.init) }
    /// When the customer accepted an invitation last.
    public var lastAccepted: Timestamp? { members.text("portal_invite_last_accepted_at").map(Timestamp.init) }

    /// How far the customer has come; a customer whose access was revoked looks like one who never had it
    /// (advanced-billing.md, 7).
    public var access: PortalAccess {
        guard portalEnabled != nil else { return .none }
        guard lastInvited != nil else { return .enabled }
        return lastAccepted == nil ? .invited : .accepted
    }
}

/// How far a customer has come on the way into the portal (advanced-billing.md, 7).
public enum PortalAccess: String, Sendable, CaseIterable {
    /// Access was never enabled, or was revoked.
    case none
    /// Access is enabled, and no invitation was sent.
    case enabled
    /// An invitation was sent.
    case invited
    /// An invitation was accepted.
    case accepted
}

/// A customer to create (advanced-billing.md, 6).
public struct NewCustomer: Sendable, Equatable {
    /// The first name; not blank.
    public var firstName: String
    /// The last name; not blank.
    public var lastName: String
    /// The e-mail address; not blank.
    public var email: String
    /// What another system calls the customer; unique.
    public var reference: String?
    /// Further members, by the names of the service: `organization`, `locale` and so on.
    public var others: ValueObject

    /// Makes a customer to create.
    ///
    /// - Parameters:
    ///   - firstName: The first name; not blank.
    ///   - lastName: The last name; not blank.
    ///   - email: The e-mail address; not blank.
    ///   - reference: What another system calls the customer; unique.
    ///   - others: Further members, by the names of the service.
    public init(
        firstName: String,
        lastName: String,
        email: String,
        reference: String? = nil,
        others: ValueObject = ValueObject()
    ) {
        self.firstName = firstName
        self.lastName = lastName
        self.email = email
        self.reference = reference
        self.others = others
    }

    /// The body of the request.
    var body: ValueObject {
        var customer = ValueObject([
            ("first_name", .string(firstName)), ("last_name", .string(lastName)), ("email", .string(email)),
        ])
        customer["reference"] = reference.map { .string($0) }
        let known = Set(customer.members.map(\.key))
        for member in others.members where !known.contains(member.key) { customer[member.key] = member.value }
        return ValueObject([("customer", .object(customer))])
    }
}
