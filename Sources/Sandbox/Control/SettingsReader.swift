import Foundation

/// Reads a change of settings, and notes what is not valid.
struct SettingsReader {
    private(set) var settings: SandboxSettings
    private(set) var problems: [InvalidField] = []
    private(set) var websites: [WebsiteChange] = []
    private(set) var domains: [DomainChange] = []
    private(set) var customers: [CustomerChange] = []

    private static let numbers = 1...1_000_000_000

    init(_ settings: SandboxSettings) {
        self.settings = settings
    }

    mutating func read(_ members: [String: JSON]) {
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            switch name {
            case "latency": read(value, name, 0...600_000) { $0.latency = $1 }
            case "rebilly": readMembers(value, name) { $0.readRebilly($1, $2) }
            case "advancedBilling": readMembers(value, name) { $0.readBilling($1, $2) }
            case "websites": readElements(value, name, ["id"] + WebsiteChange.members) { $0.readWebsite($1, $2) }
            case "customDomains": readElements(value, name, ["domain", "isVerified"]) { $0.readDomain($1, $2) }
            case "customers":
                readElements(value, name, ["id", "access"] + CustomerChange.members) { $0.readCustomer($1, $2) }
            default: refuse(name, "is no setting")
            }
        }
    }

    private mutating func refuse(_ field: String, _ message: String) {
        problems.append(InvalidField(field: field, message: "\(field) \(message)"))
    }

    private mutating func readMembers(_ value: JSON, _ field: String, _ read: (inout Self, String, JSON) -> Void) {
        guard let members = value.object else { return refuse(field, "must be an object") }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) { read(&self, name, value) }
    }

    /// Reads a list of objects that have some members; `read` is told where each one stands: `websites.0`.
    private mutating func readElements(
        _ value: JSON,
        _ field: String,
        _ known: [String],
        _ read: (inout Self, String, [String: JSON]) -> Void
    ) {
        let elements = value.array?.map(\.object)
        guard let elements, !elements.contains(nil) else { return refuse(field, "must be a list of objects") }
        for (index, element) in elements.compactMap(\.self).enumerated() {
            for name in element.keys.sorted() where !known.contains(name) {
                refuse("\(field).\(index).\(name)", "is no member; there are \(known.joined(separator: ", "))")
            }
            read(&self, "\(field).\(index)", element)
        }
    }

    private mutating func read(
        _ value: JSON,
        _ field: String,
        _ range: ClosedRange<Int>,
        _ set: (inout SandboxSettings, Int) -> Void
    ) {
        guard let number = value.integer, range.contains(number) else {
            return refuse(field, "must be a number from \(range.lowerBound) to \(range.upperBound)")
        }
        set(&settings, number)
    }

    private mutating func read(_ value: JSON, _ field: String, _ set: (inout SandboxSettings, Bool) -> Void) {
        guard let flag = value.boolean else { return refuse(field, "must be true or false") }
        set(&settings, flag)
    }

    /// Reads what goes into a header or an address, and has no blanks.
    private mutating func read(_ value: JSON, _ field: String, _ set: (inout SandboxSettings, String) -> Void) {
        guard let text = value.string, !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            text.utf8.count <= 200
        else { return refuse(field, "must be 1 to 200 visible ASCII characters") }
        set(&settings, text)
    }

    /// Reads a key of HTTP Basic, whose user name ends at the first colon (RFC 7617, 2).
    private mutating func readUserName(_ value: JSON, _ field: String) {
        guard value.string?.utf8.contains(UInt8(ascii: ":")) != true else {
            return refuse(field, "must have no colon, at which the user name of HTTP Basic ends")
        }
        read(value, field) { $0.advancedBilling.apiKey = $1 }
    }

    /// Reads what is part of a host name (advanced-billing.md, 1).
    private mutating func readSite(_ value: JSON, _ field: String) {
        guard let site = value.string, (1...63).contains(site.utf8.count), !site.hasPrefix("-"),
            site.utf8.allSatisfy({ ASCIIClass.isLetterOrDigit($0) || $0 == UInt8(ascii: "-") })
        else { return refuse(field, "must be 1 to 63 letters, digits and hyphens, the first of them no hyphen") }
        settings.advancedBilling.site = site
    }

    private mutating func readRebilly(_ name: String, _ value: JSON) {
        let field = "rebilly.\(name)"
        switch name {
        case "apiKey": read(value, field) { $0.rebilly.apiKey = $1 }
        case "rateLimit": read(value, field, Self.numbers) { $0.rebilly.rateLimit = $1 }
        case "rateWindow": read(value, field, 1...86_400) { $0.rebilly.rateWindow = $1 }
        default: refuse(field, "is no setting")
        }
    }

    private mutating func readBilling(_ name: String, _ value: JSON) {
        let field = "advancedBilling.\(name)"
        switch name {
        case "site": readSite(value, field)
        case "apiKey": readUserName(value, field)
        case "isPortalEnabled": read(value, field) { $0.advancedBilling.isPortalEnabled = $1 }
        case "timeZoneOffset": read(value, field, -86_340...86_340) { $0.advancedBilling.timeZoneOffset = $1 }
        case "managementLinkBase": readLinkBase(value, field)
        case "linkLife": read(value, field, 1...15_552_000) { $0.advancedBilling.linkLife = $1 }
        case "linkRequestLimit": read(value, field, Self.numbers) { $0.advancedBilling.linkRequestLimit = $1 }
        case "resendLimit": read(value, field, Self.numbers) { $0.advancedBilling.resendLimit = $1 }
        case "resendWindow": read(value, field, Self.numbers) { $0.advancedBilling.resendWindow = $1 }
        case "resendRefusal":
            guard let refusal = value.string.flatMap(SandboxSettings.ResendRefusal.init) else {
                return refuse(field, "must be list or singular")
            }
            settings.advancedBilling.resendRefusal = refusal
        case "isVerifiedEmailNeeded": read(value, field) { $0.advancedBilling.isVerifiedEmailNeeded = $1 }
        default: refuse(field, "is no setting")
        }
    }

    private mutating func readLinkBase(_ value: JSON, _ field: String) {
        if value == .null {
            settings.advancedBilling.managementLinkBase = nil
            return
        }
        guard let base = value.string, WebAddress.isAbsolute(base), !base.hasSuffix("/") else {
            return refuse(field, "must be an absolute http or https address without / at its end, or null")
        }
        settings.advancedBilling.managementLinkBase = base
    }

    /// Returns a text, and `nil` where there is none.
    private mutating func text(_ members: [String: JSON], _ name: String, in place: String) -> String? {
        guard let value = members[name] else { return nil }
        if value.string == nil { refuse("\(place).\(name)", "must be text") }
        return value.string
    }

    private mutating func readWebsite(_ place: String, _ members: [String: JSON]) {
        guard let id = members["id"]?.string, ASCIIClass.isIdentifier(id) else {
            return refuse("\(place).id", "must be 1 to 50 letters, digits and @ ~ . _ -")
        }
        var website = WebsiteChange(id: id)
        website.name = text(members, "name", in: place)
        website.url = text(members, "url", in: place)
        website.servicePhone = text(members, "servicePhone", in: place)
        website.serviceEmail = text(members, "serviceEmail", in: place)
        switch members["logoId"] {
        case nil: break
        case .null?: website.logoID = .some(nil)
        case .string(let logo)?: website.logoID = logo
        default: refuse("\(place).logoId", "must be text or null")
        }
        websites.append(website)
    }

    private mutating func readDomain(_ place: String, _ members: [String: JSON]) {
        guard let domain = members["domain"]?.string, ASCIIClass.isIdentifier(domain, limit: 255) else {
            return refuse("\(place).domain", "must be 1 to 255 letters, digits and @ ~ . _ -")
        }
        if let value = members["isVerified"], value.boolean == nil {
            refuse("\(place).isVerified", "must be true or false")
        }
        domains.append(DomainChange(domain: domain, isVerified: members["isVerified"]?.boolean))
    }

    private mutating func readCustomer(_ place: String, _ members: [String: JSON]) {
        let id = members["id"]?.integer
        if members["id"] != nil, (id ?? 0) <= 0 { refuse("\(place).id", "must be a whole number above 0") }
        let access = members["access"]?.string.flatMap(CustomerAccess.init)
        if members["access"] != nil, access == nil {
            refuse("\(place).access", "must be none, enabled, invited or accepted")
        }
        for name in CustomerChange.members {
            guard let value = members[name], value != .null else { continue }
            switch name {
            case "tax_exempt": if value.boolean == nil { refuse("\(place).\(name)", "must be true or false") }
            case "parent_id": if value.integer == nil { refuse("\(place).\(name)", "must be a whole number") }
            default: if value.string == nil { refuse("\(place).\(name)", "must be text") }
            }
        }
        let profile = members.filter { CustomerChange.members.contains($0.key) }
        customers.append(CustomerChange(id: id.map(Int64.init), access: access, members: profile))
    }
}
