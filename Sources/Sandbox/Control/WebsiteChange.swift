/// What a change of settings says of a website: members that are left out stay, or get a default in a new one.
struct WebsiteChange: Sendable {
    let id: String
    var name: String?
    var url: String?
    var servicePhone: String?
    var serviceEmail: String?
    /// The logo; `nil` to leave it, and `.some(nil)` for none.
    var logoID: String??

    /// The members, apart from the id.
    static let members = ["name", "url", "servicePhone", "serviceEmail", "logoId"]

    /// The website as it will be, from what it is; `nil` for a new one.
    func content(from old: WebsiteContent?) -> WebsiteContent {
        WebsiteContent(
            name: name ?? old?.name ?? id,
            url: url ?? old?.url ?? "https://\(id.lowercased()).example",
            servicePhone: servicePhone ?? old?.servicePhone ?? "+1 555 0100",
            serviceEmail: serviceEmail ?? old?.serviceEmail ?? "help@sandbox.example",
            logoId: logoID ?? old?.logoId
        )
    }
}

/// What a change of settings says of a custom domain.
struct DomainChange: Sendable {
    let domain: String
    /// Whether it is verified; `nil` to leave that, and for a new one that is.
    let isVerified: Bool?
}
