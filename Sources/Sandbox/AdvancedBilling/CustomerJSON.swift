/// Customers as Advanced Billing answers with them (advanced-billing.md, 6.1).
struct CustomerJSON: Sendable {
    /// How far the site's time is from UTC, in seconds.
    let offset: Int

    /// Texts that a customer may have besides names, address and reference, null where it has none.
    static let optionalTexts = [
        "cc_emails", "address", "address_2", "city", "state", "zip", "country", "phone", "locale", "vat_number",
        "tax_exempt_reason", "salesforce_id",
    ]
    /// Members that a new customer never has.
    private static let unknown = [
        "state_name", "country_name", "default_subscription_group_uid", "default_auto_renewal_profile_id",
    ]

    /// The customer in its wrapper.
    func wrapped(_ customer: CustomerRecord) -> JSON {
        ["customer": .object(members(customer))]
    }

    private func members(_ customer: CustomerRecord) -> [String: JSON] {
        var members: [String: JSON] = [
            "id": .integer(Int(customer.id ?? 0)),
            "first_name": .string(customer.text("first_name") ?? ""),
            "last_name": .string(customer.text("last_name") ?? ""),
            "email": .string(customer.text("email") ?? ""),
            "organization": .string(customer.organization),
            "reference": .optional(customer.text("reference")),
            "created_at": time(customer.createdAt),
            "updated_at": time(customer.updatedAt),
            "verified": .boolean(customer.access == .accepted),
            "portal_customer_created_at": time(customer.portalCreatedAt),
            "portal_invite_last_sent_at": time(customer.inviteSentAt),
            "portal_invite_last_accepted_at": time(customer.inviteAcceptedAt),
            "tax_exempt": customer.profile["tax_exempt"] ?? .boolean(false),
            "parent_id": customer.profile["parent_id"] ?? .null,
        ]
        for name in Self.optionalTexts { members[name] = .optional(customer.text(name)) }
        for name in Self.unknown { members[name] = .null }
        return members
    }

    private func time(_ seconds: Int?) -> JSON {
        .optional(seconds.map { TimeText.withOffset($0, offset: offset) })
    }
}

extension CustomerRecord {
    /// The organization; the service fills it with first and last name.
    var organization: String {
        text("organization").flatMap { $0.isEmpty ? nil : $0 } ?? fullName
    }
}
