import Portals
import RebillyAPI

/// What a portal file says of a website, taken from the service as far as a file may say it.
struct WebsiteMembers {
    /// The fields and their texts, in the order of the field table.
    let members: [(path: FieldPath, text: String)]

    /// The texts by their keys, as the lock keeps them.
    var texts: [String: String] {
        Dictionary(members.map { ($0.path.key, $0.text) }) { first, _ in first }
    }

    /// What a file may say of a website, in the order of the field table.
    static let keys = ["name", "url", "supportEmail", "supportPhone"]

    /// The field of a key.
    static func path(_ key: String) -> FieldPath {
        FieldPath(components: [Portal.extensionKey, "website", key])
    }

    init(_ website: Website?) {
        let texts = [
            website?.name.flatMap { $0.isEmpty || $0.unicodeScalars.count > 255 ? nil : $0 },
            website?.url.flatMap { try? Link($0) }?.description,
            website?.serviceEmail.flatMap(EmailAddress.init)?.description,
            website?.servicePhone.flatMap(PhoneNumber.init)?.description,
        ]
        members = zip(Self.keys, texts).compactMap { key, text in
            text.map { (Self.path(key), $0) }
        }
    }
}
