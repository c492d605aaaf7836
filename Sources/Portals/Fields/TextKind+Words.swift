extension TextKind {
    /// What a text of this kind is, to stand after 'write'; `nil` where anything goes.
    var shape: String? {
        switch self {
        case .line(let maximum, _): "a text of at most \(maximum) characters that is not blank"
        case .lines(let byteCount): "a text of at most \(byteCount / 1024) KB"
        case .identifier: "an id of at most \(PortalID.lengthLimit) characters"
        case .portalID:
            "at most \(PortalID.lengthLimit) letters, digits and @ ~ . _ -, and no name of a page of the site"
        case .slug: "\(Slug.lengths.lowerBound) to \(Slug.lengths.upperBound) letters, digits and @ ~ . _ -"
        case .color: "six hexadecimal digits such as 0044d4"
        case .domain: "a bare host name such as billing.acme.example"
        case .link: "a web address that begins with https:// or http://"
        case .email: "an e-mail address such as help@acme.example"
        case .phone: "a phone number such as +1 555 0100"
        case .file: "a path such as logos/acme.svg"
        case .free: nil
        case .outputFolder(let taken): "a folder such as site, and none of \(taken.joined(separator: ", "))"
        case .day: "a day such as 2026-01-15"
        case .month: "a month such as 2026-01"
        case .amount: "an amount such as 12.00"
        case .count: "a whole number from 1 to 1,000,000"
        case .locale: "a language and region such as en-US"
        case .currency: "a code such as USD"
        }
    }

    /// A text of this kind; `nil` where none helps.
    var example: String? {
        switch self {
        case .line, .lines, .portalID, .file, .free: nil
        case .identifier: "acme-main"
        case .slug: "acme-billing"
        case .color: "0044d4"
        case .domain: "billing.acme.example"
        case .link: "https://acme.example"
        case .email: "help@acme.example"
        case .phone: "+1 555 0100"
        case .outputFolder: "site"
        case .day: "2026-01-15"
        case .month: "2026-01"
        case .amount: "12.00"
        case .count: "1"
        case .locale: "en-US"
        case .currency: "USD"
        }
    }
}

extension FieldType {
    /// A value of this type as it is written in YAML; `nil` where none helps.
    var example: String? {
        switch self {
        case .text(let kind): kind.example
        case .choice(let words): words.first
        case .boolean: "true"
        case .anything, .environments, .list, .named, .object, .severities: nil
        }
    }
}
