/// Something that lists show, and that they can be asked for by its fields.
protocol ListItem: Sendable {
    /// What tells it from others, and puts equal ones in order.
    var key: String { get }
    /// When it was made, in Unix seconds.
    var createdTime: Int { get }
    /// The fields by which it can be sorted and filtered.
    static var sortedFields: [String: FieldKind] { get }
    /// Further fields by which it can be filtered.
    static var filteredFields: [String: FieldKind] { get }
    /// The texts that `q` looks into.
    var searchedTexts: [String?] { get }

    /// The value of a field by which it can be sorted or filtered; `nil` for null.
    func value(of field: String) -> FieldValue?
}

/// What a field holds.
enum FieldKind: Sendable {
    case text
    case number
    case time
    case boolean
}

/// The value of a field.
enum FieldValue: Sendable {
    case text(String)
    /// A number, or Unix seconds.
    case number(Int)
    case boolean(Bool)
}

extension PortalRecord: ListItem {
    var key: String { id }

    static let sortedFields: [String: FieldKind] = [
        "id": .text, "name": .text, "slug": .text, "status": .text, "websiteId": .text, "customDomain": .text,
        "createdTime": .time, "updatedTime": .time,
    ]

    static let filteredFields: [String: FieldKind] = Dictionary(
        uniqueKeysWithValues: PortalBody.featureNames.map { ("features.\($0)", .boolean) }
            + [("customization.logoId", .text)]
    )

    var searchedTexts: [String?] { [id, content.name, slug, content.customDomain] }

    func value(of field: String) -> FieldValue? {
        switch field {
        case "id": .text(id)
        case "name": .text(content.name)
        case "slug": .text(slug)
        case "status": .text(content.status)
        case "websiteId": .text(content.websiteId)
        case "customDomain": content.customDomain.map(FieldValue.text)
        case "customization.logoId": content.logoId.map(FieldValue.text)
        case "createdTime": .number(createdTime)
        case "updatedTime": .number(updatedTime)
        default: content.features[String(field.dropFirst("features.".count))].map(FieldValue.boolean)
        }
    }
}

extension FileRecord: ListItem {
    var key: String { id }

    static let sortedFields: [String: FieldKind] = [
        "id": .text, "name": .text, "extension": .text, "mime": .text, "size": .number, "createdTime": .time,
        "updatedTime": .time,
    ]

    static let filteredFields: [String: FieldKind] = [
        "description": .text, "sourceType": .text, "sha1": .text, "isPublic": .boolean, "width": .number,
        "height": .number,
    ]

    var searchedTexts: [String?] { [id, content.name, content.description] + content.tags }

    func value(of field: String) -> FieldValue? {
        switch field {
        case "id": .text(id)
        case "name": .text(content.name)
        case "extension": .text(content.fileExtension)
        case "mime": .text(content.mime)
        case "size": .number(content.size)
        case "description": .text(content.description)
        case "sourceType": content.sourceType.map(FieldValue.text)
        case "sha1": .text(sha1)
        case "isPublic": .boolean(content.isPublic)
        case "width": content.width.map(FieldValue.number)
        case "height": content.height.map(FieldValue.number)
        case "createdTime": .number(createdTime)
        default: .number(updatedTime)
        }
    }
}

extension WebsiteRecord: ListItem {
    var key: String { id }

    static let sortedFields: [String: FieldKind] = [
        "id": .text, "name": .text, "url": .text, "createdTime": .time, "updatedTime": .time,
    ]

    static let filteredFields: [String: FieldKind] = ["servicePhone": .text, "serviceEmail": .text, "logoId": .text]

    var searchedTexts: [String?] { [id, content.name, content.url, content.serviceEmail] }

    func value(of field: String) -> FieldValue? {
        switch field {
        case "id": .text(id)
        case "name": .text(content.name)
        case "url": .text(content.url)
        case "servicePhone": .text(content.servicePhone)
        case "serviceEmail": .text(content.serviceEmail)
        case "logoId": content.logoId.map(FieldValue.text)
        case "createdTime": .number(createdTime)
        default: .number(updatedTime)
        }
    }
}

extension DomainRecord: ListItem {
    var key: String { domain }

    static let sortedFields: [String: FieldKind] = [
        "id": .text, "domain": .text, "createdTime": .time, "updatedTime": .time,
    ]

    static let filteredFields: [String: FieldKind] = ["isVerified": .boolean]

    var searchedTexts: [String?] { [domain] }

    func value(of field: String) -> FieldValue? {
        switch field {
        case "id", "domain": .text(domain)
        case "isVerified": .boolean(isVerified)
        case "createdTime": .number(createdTime)
        default: .number(updatedTime)
        }
    }
}
