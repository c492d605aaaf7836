import Portals
import RebillyAPI

/// What a portal file says of a website, taken from the service as far as a file may say it.
struct WebsiteMembers {
    /// The fields and their texts, in the order of the field table.
    let members: [(path: FieldPath, text: String)]

    init(_ website: Website?) {
        let fields: [(String, String?)] = [
            ("name", website?.name.flatMap { $0.isEmpty || $0.unicodeScalars.count > 255 ? nil : $0 }),
            ("url", website?.url.flatMap { try? Link($0) }?.description),
            ("supportEmail", website?.serviceEmail.flatMap(EmailAddress.init)?.description),
            ("supportPhone", website?.servicePhone.flatMap(PhoneNumber.init)?.description),
        ]
        members = fields.compactMap { key, text in
            text.map { (FieldPath(components: [Portal.extensionKey, "website", key]), $0) }
        }
    }
}
