import Foundation
import GRDB

/// Reads the body of a portal, and notes every field that is not valid (rebilly.md, 3 and 12).
///
/// What is left out goes back to its default, at every depth.
struct PortalBody {
    private(set) var problems: [InvalidField] = []
    private(set) var slug = ""
    private(set) var content = PortalContent(
        websiteId: "",
        name: "",
        status: "active",
        features: [:],
        primary: "0044d4",
        secondary: "ffffff",
        links: [:]
    )

    static let featureNames = [
        "authenticateWithPassword", "orderCancel", "orderAddressEdit", "paymentInstrumentAdd",
        "paymentInstrumentUpdate", "paymentInstrumentDeactivate",
    ]
    static let linkNames = ["termsOfService", "privacyPolicy", "refundPolicy"]

    /// Reads a body.
    ///
    /// - Parameters:
    ///   - members: The body's members.
    ///   - id: The portal's id, which may keep its own slug.
    ///   - database: What the body refers to.
    /// - Throws: What the database throws.
    init(_ members: [String: JSON], id: String, in database: Database) throws {
        readName(members["name"])
        try readSlug(members["slug"], id: id, in: database)
        try readWebsite(members["websiteId"], in: database)
        try readDomain(members["customDomain"], in: database)
        readStatus(members["status"])
        readFeatures(members["features"])
        if let customization = self.members(of: members["customization"], at: "customization") {
            try readLogo(customization["logoId"], in: database)
            readColors(customization["colors"])
            readLinks(customization["links"])
        }
    }

    private mutating func refuse(_ field: String, _ message: String) {
        problems.append(InvalidField(field: field, message: "\(field) \(message)"))
    }

    /// The members of an object; none where it is left out, `nil` where something else stands in its place (R11).
    private mutating func members(of value: JSON?, at field: String) -> [String: JSON]? {
        guard let value else { return [:] }
        if let members = value.object { return members }
        refuse(field, "must be an object")
        return nil
    }

    /// The text of a field that must be there.
    private mutating func requiredText(_ value: JSON?, _ field: String) -> String? {
        guard let value else {
            refuse(field, "is required")
            return nil
        }
        if let text = value.string { return text }
        refuse(field, "must be text")
        return nil
    }

    /// The text of a field that may be null or left out.
    private mutating func optionalText(_ value: JSON?, _ field: String) -> String? {
        guard let value, value != .null else { return nil }
        if let text = value.string { return text }
        refuse(field, "must be text or null")
        return nil
    }

    private mutating func readName(_ value: JSON?) {
        guard let name = requiredText(value, "name") else { return }
        if name.unicodeScalars.allSatisfy(\.properties.isWhitespace) { refuse("name", "must not be blank") }
        content.name = name
    }

    private mutating func readSlug(_ value: JSON?, id: String, in database: Database) throws {
        guard let slug = requiredText(value, "slug") else { return }
        let length = slug.unicodeScalars.count
        if length < 5 { return refuse("slug", "must have at least 5 characters") }
        if length > 100 { return refuse("slug", "must have at most 100 characters") }
        guard ASCIIClass.isIdentifier(slug, limit: 100) else {
            return refuse("slug", "must have letters, digits and @ ~ . _ - alone")
        }
        let owner = try PortalRecord.filter(Column("slug") == slug).fetchOne(database)
        if let owner, owner.id != id { refuse("slug", "is used by another billing portal") }
        self.slug = slug
    }

    private mutating func readWebsite(_ value: JSON?, in database: Database) throws {
        guard let id = requiredText(value, "websiteId") else { return }
        if id.unicodeScalars.count > 50 { return refuse("websiteId", "must have at most 50 characters") }
        guard ASCIIClass.isIdentifier(id), try WebsiteRecord.exists(database, key: id) else {
            return refuse("websiteId", "must be the id of a website")
        }
        content.websiteId = id
    }

    private mutating func readDomain(_ value: JSON?, in database: Database) throws {
        guard let domain = optionalText(value, "customDomain") else { return }
        if domain.unicodeScalars.count > 255 { return refuse("customDomain", "must have at most 255 characters") }
        guard ASCIIClass.isIdentifier(domain, limit: 255), try DomainRecord.exists(database, key: domain) else {
            return refuse("customDomain", "must be one of the organization's custom domains")
        }
        content.customDomain = domain
    }

    private mutating func readStatus(_ value: JSON?) {
        guard let value else { return }
        guard let status = value.string, ["active", "inactive"].contains(status) else {
            return refuse("status", "must be active or inactive")
        }
        content.status = status
    }

    private mutating func readFeatures(_ value: JSON?) {
        let members = members(of: value, at: "features") ?? [:]
        for name in Self.featureNames {
            content.features[name] = true
            guard let value = members[name] else { continue }
            guard let flag = value.boolean else {
                refuse("features.\(name)", "must be true or false")
                continue
            }
            content.features[name] = flag
        }
    }

    private mutating func readLogo(_ value: JSON?, in database: Database) throws {
        let field = "customization.logoId"
        guard let id = optionalText(value, field) else { return }
        if id.unicodeScalars.count > 50 { return refuse(field, "must have at most 50 characters") }
        let file = ASCIIClass.isIdentifier(id) ? try FileRecord.fetchOne(database, key: id) : nil
        guard let file, file.content.mime.hasPrefix("image/") else {
            return refuse(field, "must be the id of a PNG, JPEG or GIF file")
        }
        content.logoId = id
    }

    private mutating func readColors(_ value: JSON?) {
        let colors = members(of: value, at: "customization.colors") ?? [:]
        content.primary = color(colors["primary"], "customization.colors.primary") ?? content.primary
        content.secondary = color(colors["secondary"], "customization.colors.secondary") ?? content.secondary
    }

    private mutating func color(_ value: JSON?, _ field: String) -> String? {
        guard let value else { return nil }
        if let color = value.string, ASCIIClass.isColor(color) { return color }
        refuse(field, "must be six hexadecimal digits without #")
        return nil
    }

    private mutating func readLinks(_ value: JSON?) {
        let links = members(of: value, at: "customization.links") ?? [:]
        for name in Self.linkNames {
            let field = "customization.links.\(name)"
            guard let link = optionalText(links[name], field) else { continue }
            guard WebAddress.isAbsolute(link) else {
                refuse(field, "must be an absolute http or https address with a host")
                continue
            }
            content.links[name] = link
        }
    }
}
