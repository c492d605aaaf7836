/// A portal as the service answers with it.
enum PortalJSON {
    /// Every member, with nulls written out (rebilly.md, 3.2).
    static func object(_ portal: PortalRecord, base: String) -> JSON {
        let content = portal.content
        return [
            "id": .string(portal.id),
            "websiteId": .string(content.websiteId),
            "slug": .string(portal.slug),
            "name": .string(content.name),
            "customDomain": .optional(content.customDomain),
            "status": .string(content.status),
            "features": features(content),
            "customization": [
                "logoId": .optional(content.logoId),
                "colors": colors(content),
                "links": .object(
                    Dictionary(uniqueKeysWithValues: PortalBody.linkNames.map { ($0, .optional(content.links[$0])) })
                ),
            ],
            "createdTime": .string(TimeText.zulu(portal.createdTime)),
            "updatedTime": .string(TimeText.zulu(portal.updatedTime)),
            "_links": [link("self", address(of: portal, base: base))],
        ]
    }

    /// What anybody may see of a portal; members that are null there are left out (rebilly.md, 5).
    ///
    /// - Parameters:
    ///   - portal: The portal.
    ///   - token: What its page signs in with.
    ///   - logo: The address of its logo; `nil` if there is none any more.
    ///   - address: The address of the answer.
    /// - Returns: The object.
    static func storefront(_ portal: PortalRecord, token: String, logo: String?, address: String) -> JSON {
        let content = portal.content
        var customization: [String: JSON] = [
            "colors": colors(content), "links": .object(content.links.mapValues(JSON.string)),
        ]
        if let logoId = content.logoId { customization["logoId"] = .string(logoId) }
        return [
            "id": .string(portal.id),
            "token": .string(token),
            "slug": .string(portal.slug),
            "websiteId": .string(content.websiteId),
            "features": features(content),
            "customization": .object(customization),
            "createdTime": .string(TimeText.zulu(portal.createdTime)),
            "updatedTime": .string(TimeText.zulu(portal.updatedTime)),
            "_links": .array([link("self", address)] + (logo.map { [link("logoUrl", $0)] } ?? [])),
        ]
    }

    static func address(of portal: PortalRecord, base: String) -> String {
        "\(base)/billing-portals/\(portal.id)"
    }

    /// An element of `_links`.
    static func link(_ relation: String, _ address: String) -> JSON {
        ["rel": .string(relation), "href": .string(address)]
    }

    private static func features(_ content: PortalContent) -> JSON {
        .object(content.features.mapValues(JSON.boolean))
    }

    private static func colors(_ content: PortalContent) -> JSON {
        ["primary": .string(content.primary), "secondary": .string(content.secondary)]
    }
}
