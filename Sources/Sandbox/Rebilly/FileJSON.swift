/// Files, websites and domains as the service answers with them.
enum FileJSON {
    /// The file object (rebilly.md, 7.1).
    static func object(_ file: FileRecord, base: String, origin: String) -> JSON {
        let content = file.content
        let address = address(of: file, base: base)
        var links = [PortalJSON.link("self", address), PortalJSON.link("download", "\(address)/download")]
        if content.isPublic { links.append(PortalJSON.link("permalink", permalink(of: file.id, origin: origin))) }
        return [
            "id": .string(file.id),
            "name": .string(content.name),
            "extension": .string(content.fileExtension),
            "description": .string(content.description),
            "sourceType": .optional(content.sourceType),
            "tags": .array(content.tags.map(JSON.string)),
            "mime": .string(content.mime),
            "size": .integer(content.size),
            "width": content.width.map(JSON.integer) ?? .null,
            "height": content.height.map(JSON.integer) ?? .null,
            "sha1": .string(file.sha1),
            "exifData": .null,
            "isPublic": .boolean(content.isPublic),
            "createdTime": .string(TimeText.zulu(file.createdTime)),
            "updatedTime": .string(TimeText.zulu(file.updatedTime)),
            "_links": .array(links),
        ]
    }

    static func address(of file: FileRecord, base: String) -> String { "\(base)/files/\(file.id)" }

    /// Where a public file can be had without a key.
    static func permalink(of id: String, origin: String) -> String { "\(origin)/files/\(id)" }
}

/// A website as the service answers with it (rebilly.md, 8).
enum WebsiteJSON {
    static func object(_ website: WebsiteRecord, base: String) -> JSON {
        let content = website.content
        let logo = content.logoId.map { "\(base)/files/\($0)/download" }
        return [
            "id": .string(website.id),
            "name": .string(content.name),
            "url": .string(content.url),
            "servicePhone": .string(content.servicePhone),
            "serviceEmail": .string(content.serviceEmail),
            "logoId": .optional(content.logoId),
            "logoUrl": .optional(logo),
            "customFields": [:],
            "settings": [:],
            "organizationId": .string(RebillyRequest.organization),
            "createdTime": .string(TimeText.zulu(website.createdTime)),
            "updatedTime": .string(TimeText.zulu(website.updatedTime)),
            "_links": .array(
                [PortalJSON.link("self", "\(base)/websites/\(website.id)")]
                    + (logo.map { [PortalJSON.link("logoUrl", $0)] } ?? [])
            ),
        ]
    }
}

/// A custom domain as the service answers with it (rebilly.md, 9).
enum DomainJSON {
    static func object(_ domain: DomainRecord, base: String) -> JSON {
        [
            "id": .string(domain.domain),
            "domain": .string(domain.domain),
            "isVerified": .boolean(domain.isVerified),
            "createdTime": .string(TimeText.zulu(domain.createdTime)),
            "updatedTime": .string(TimeText.zulu(domain.updatedTime)),
            "_links": [PortalJSON.link("self", "\(base)/custom-domains/\(domain.domain)")],
        ]
    }
}
