import Foundation

/// Reads a change of settings, and notes what is not valid.
struct SettingsReader {
    private(set) var settings: SandboxSettings
    private(set) var problems: [InvalidField] = []
    private(set) var websites: [(id: String, content: WebsiteContent)] = []
    private(set) var domains: [(domain: String, isVerified: Bool)] = []
    private(set) var customers: [(id: Int64?, access: CustomerAccess, body: CustomerBody)] = []

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
            case "websites": readElements(value, name) { $0.readWebsite($1) }
            case "customDomains": readElements(value, name) { $0.readDomain($1) }
            case "customers": readElements(value, name) { $0.readCustomer($1) }
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

    private mutating func readElements(_ value: JSON, _ field: String, _ read: (inout Self, [String: JSON]) -> Void) {
        let elements = value.array?.map(\.object)
        guard let elements, !elements.contains(nil) else { return refuse(field, "must be a list of objects") }
        for element in elements.compactMap(\.self) { read(&self, element) }
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
        case "site": read(value, field) { $0.advancedBilling.site = $1 }
        case "apiKey": read(value, field) { $0.advancedBilling.apiKey = $1 }
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

    private mutating func readWebsite(_ members: [String: JSON]) {
        guard let id = members["id"]?.string, ASCIIClass.isIdentifier(id) else {
            return refuse("websites", "need an id of at most 50 letters, digits and @ ~ . _ - each")
        }
        func text(_ name: String) -> String? { members[name]?.string }
        let content = WebsiteContent(
            name: text("name") ?? id,
            url: text("url") ?? "https://\(id.lowercased()).example",
            servicePhone: text("servicePhone") ?? "+1 555 0100",
            serviceEmail: text("serviceEmail") ?? "help@sandbox.example",
            logoId: text("logoId")
        )
        websites.append((id, content))
    }

    private mutating func readDomain(_ members: [String: JSON]) {
        guard let domain = members["domain"]?.string, ASCIIClass.isIdentifier(domain, limit: 255) else {
            return refuse("customDomains", "need a domain of at most 255 characters each")
        }
        domains.append((domain, members["isVerified"]?.boolean ?? true))
    }

    private mutating func readCustomer(_ members: [String: JSON]) {
        let body = CustomerBody(members, needsAddress: false)
        for message in body.messages { refuse("customers", "are not valid: \(message)") }
        guard let access = CustomerAccess(rawValue: members["access"]?.string ?? "none") else {
            return refuse("customers", "have access none, enabled, invited or accepted")
        }
        let id = members["id"]?.integer
        guard members["id"] == nil || (id ?? 0) > 0 else { return refuse("customers", "have a number as id") }
        customers.append((id.map(Int64.init), access, body))
    }
}
