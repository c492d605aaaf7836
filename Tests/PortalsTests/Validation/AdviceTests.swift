import Diagnostics
import Testing

@testable import Portals

/// Advice on portals that are legal: each rule at what breaks it, and at what nearly does.
@Suite struct AdviceTests {
    /// A portal about which there is nothing to say, but for some changes; `nil` leaves a member out.
    private static func portal(_ changes: [(String, Value?)]) throws -> Portal {
        var body = ValueObject([
            ("name", .string("Acme billing")), ("slug", .string("acme-billing")), ("websiteId", .string("acme-eu")),
        ])
        let links = PolicyLink.allCases.map {
            ($0.path.description, Value?.some(.string("https://a.example/\($0.rawValue)")))
        }
        for (path, value) in links + [("x-portico.website.supportEmail", .string("help@a.example"))] + changes {
            body = body.setting(value, at: FieldPath(path).components[...])
        }
        return Portal(id: try PortalID("acme"), body: body)
    }

    /// The advice as `severity path rule`, without that on contrast.
    private static func advice(_ changes: (String, Value?)...) throws -> [String] {
        try Advice().findings(in: portal(changes)).filter { $0.rule != .colorsContrast }
            .map { "\($0.severity.rawValue) \($0.path) \($0.rule.id)" }
    }

    private static let off = Value.boolean(false)

    @Test func `a good portal needs no advice`() throws {
        #expect(try Self.advice() == [])
    }

    // MARK: Colours

    @Test(arguments: [
        ("0044d4", "0044d4", "warning"), ("0044d4", "0046d8", "warning"), ("ffffff", "fdfdfd", "warning"),
        ("111111", "000000", ""), ("8b8f94", "eceef0", ""), ("0f766e", "0b2f33", ""), ("1f6b4f", "eef4f0", ""),
        ("0044d4", "ffffff", ""), ("d9ead3", "fff2cc", ""), ("#0044D4", "04d", "warning"),
    ])
    func `two colours that look alike are a warning`(_ primary: String, _ secondary: String, _ severity: String) throws
    {
        let found = try Self.advice(
            ("customization.colors.primary", .string(primary)),
            ("customization.colors.secondary", .string(secondary))
        )
        #expect(found == (severity.isEmpty ? [] : ["\(severity) customization.colors.secondary colors.alike"]))
    }

    @Test func `colours that only some can't tell apart are a note`() throws {
        let changes: [(String, Value?)] = [
            ("customization.colors.primary", .string("b04030")), ("customization.colors.secondary", .string("886628")),
        ]
        let alike = LikenessRule().findings(in: try Self.portal(changes))
        #expect(alike.map(\.severity) == [.note])
        #expect(alike.first?.message.hasPrefix("customers who see no difference between red and green can't") == true)
    }

    @Test func `a colour that is the other's default is found where it stands`() throws {
        #expect(
            try Self.advice(("customization.colors.primary", .string("fffffe")))
                == ["warning customization.colors.primary colors.alike"]
        )
    }

    // MARK: Links

    @Test func `a link that is left out is a note, one that is null is not missing`() throws {
        let terms = "customization.links.termsOfService"
        #expect(try Self.advice((terms, nil)) == ["note customization.links links.missing"])
        #expect(try Self.advice((terms, .null)) == [])
        #expect(try Self.advice((terms, .string(""))) == [])
        let two = try Advice().findings(in: Self.portal([(terms, nil), ("customization.links.refundPolicy", nil)]))
        #expect(two.map(\.message).first?.hasPrefix("'termsOfService' and 'refundPolicy' are left out") == true)
        #expect(two.map(\.anchor) == [.key])
    }

    @Test func `none of three is a warning, however it is written, and a note while the portal is closed`() throws {
        #expect(try Self.advice(("customization", nil)) == ["warning customization.links links.missing"])
        let nulls: [(String, Value?)] = PolicyLink.allCases.map { ($0.path.description, .null) }
        #expect(try Self.advice(nulls[0], nulls[1], nulls[2]) == ["warning customization.links links.missing"])
        #expect(
            try Self.advice(("customization", nil), ("status", .string("inactive")))
                == ["note customization.links links.missing"]
        )
        #expect(try Self.advice(nulls[0], nulls[1]) == [])
    }

    @Test(arguments: [
        ("https://a.example/x", "https://a.example/x", true), ("https://A.example/x", "http://a.EXAMPLE/x", true),
        ("https://a.example", "https://a.example/", true), ("https://a.example/x", "https://a.example/X", false),
        ("https://a.example/x#terms", "https://a.example/x#refunds", false),
        ("https://a.example/x?p=1", "https://a.example/x?p=2", false),
        ("https://a.example/x", "https://b.example/x", false),
        ("https://a.example:1/x", "https://a.example/x", false),
    ])
    func `two links to one page are a warning at the second`(_ first: String, _ second: String, _ areEqual: Bool) throws
    {
        let found = try Self.advice(
            ("customization.links.termsOfService", .string(first)),
            ("customization.links.refundPolicy", .string(second))
        )
        let equal = found.filter { $0.hasSuffix("links.equal") }
        #expect(equal == (areEqual ? ["warning customization.links.refundPolicy links.equal"] : []))
    }

    @Test(arguments: [
        "customization.links.termsOfService", "customization.links.privacyPolicy", "customization.links.refundPolicy",
        "x-portico.website.url",
    ])
    func `plain http is a warning`(path: String) throws {
        #expect(try Self.advice((path, .string("http://a.example/page"))) == ["warning \(path) links.insecure"])
        #expect(try Self.advice((path, .string("HTTPS://a.example/page"))) == [])
        #expect(try Self.advice((path, .string("ftp://a.example/page"))) == [])
    }

    // MARK: Ways out

    @Test func `without a way to add or update a payment method nobody can pay`() throws {
        let add = ("features.paymentInstrumentAdd", Self.off)
        let update = ("features.paymentInstrumentUpdate", Self.off)
        let found = ["warning features.paymentInstrumentAdd features.no-payment"]
        #expect(try Self.advice(add, update) == found)
        #expect(try Self.advice(add, update, ("features.paymentInstrumentDeactivate", Self.off)) == found)
        #expect(try Self.advice(add, ("features.paymentInstrumentDeactivate", Self.off)) == [])
        #expect(try Self.advice(update) == [])
    }

    @Test func `a dead end needs somebody to ask`() throws {
        let nobody: (String, Value?) = ("x-portico.website.supportEmail", nil)
        let edit: (String, Value?) = ("features.orderAddressEdit", Self.off)
        let cancel: (String, Value?) = ("features.orderCancel", Self.off)
        let found = ["warning x-portico.website support.missing"]
        #expect(try Self.advice(nobody) == [])
        #expect(try Self.advice(nobody, edit) == [])
        #expect(try Self.advice(nobody, edit, cancel) == found)
        #expect(try Self.advice(edit, cancel) == [])
        #expect(try Self.advice(nobody, ("status", .string("inactive"))) == found)
        #expect(
            try Self.advice(nobody, edit, cancel, ("x-portico.website.supportPhone", .string("+1 555 0100"))) == []
        )
        // What is there and wrong is the validator's.
        #expect(try Self.advice(("x-portico.website.supportEmail", .string("help")), edit, cancel) == [])
    }

    @Test func `the screens without a way out are named`() throws {
        let switches: [(String, Value?)] = [
            "orderCancel", "orderAddressEdit", "paymentInstrumentAdd", "paymentInstrumentUpdate",
        ]
        .map { ("features.\($0)", Self.off) }
        let changes = switches + [("status", .string("inactive")), ("x-portico", nil)]
        let messages = WaysOutRules().findings(in: try Self.portal(changes)).filter { $0.rule == .supportMissing }
            .map(\.message)
        #expect(
            messages == [
                "the screens of an order, a failed payment and the closed portal lead to support, and there is neither "
                    + "address nor number; write 'supportEmail' or 'supportPhone'"
            ]
        )
    }

    // MARK: Names

    @Test(arguments: [
        ("Acme", "Acme", true), (" acme ", "ACME", true), ("Acme  Shop", "Acme Shop", true), ("Acme", "Acme!", false),
        ("Acme billing", "Acme", false), ("Acme", "", false), ("Straße", "STRASSE", false),
        ("Läden – EU", " läden\u{A0}–\u{2003}EU", true), ("Läden – EU", "Läden –", false),
        ("Läden –", "Läden – EU", false), ("L\u{E4}den", "La\u{308}den", false), ("İ", "i\u{307}", true),
        ("\u{2003}", " ", false), ("AcmeShop", "Acme Shop", false),
    ])
    func `the internal name is not the public one`(_ name: String, _ shown: String, _ areEqual: Bool) throws {
        let found = try Self.advice(("name", .string(name)), ("x-portico.website.name", .string(shown)))
        #expect(found == (areEqual ? ["note name name.public"] : []))
    }

    // MARK: Environments

    @Test func `advice stands where the file says it for the environment`() throws {
        let portal = try Self.portal([
            ("x-portico.environments.live.customization.links.termsOfService", .string("http://a.example/live")),
            ("x-portico.environments.live.customization.links.refundPolicy", .null),
        ])
        func places(_ environment: String?) -> [String] {
            Advice().findings(in: portal, environment: environment).map { "\($0.path) \($0.rule.id)" }
        }
        #expect(places(nil) == [])
        #expect(places("test") == [])
        #expect(
            places("live") == [
                "x-portico.environments.live.customization.links.termsOfService links.insecure"
            ]
        )
        #expect(
            portal.place(of: FieldPath("customization.links"), in: "live") == FieldPath("customization.links"),
            "both places fill the object"
        )
    }
}
