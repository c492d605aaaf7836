import Portals
import Testing

@Suite struct PortalTests {
    private func portal(_ changes: (String, Value)...) throws -> Portal {
        var body = ValueObject([
            ("name", .string("Acme billing")), ("slug", .string("acme-billing")), ("websiteId", .string("acme-eu")),
        ])
        for (path, value) in changes {
            var nested = value
            for key in FieldPath(path).components.dropFirst().reversed() {
                nested = .object(ValueObject([(key, nested)]))
            }
            body = body.merging(ValueObject([(FieldPath(path).components[0], nested)]))
        }
        return Portal(id: try PortalID("acme"), body: body)
    }

    @Test func `what is left out has its documented default`() throws {
        let portal = try portal()
        #expect(portal.status == .active)
        #expect(portal.customDomain == nil)
        #expect(portal.logoID == nil)
        #expect(portal.primary.description == "0044d4")
        #expect(portal.secondary.description == "ffffff")
        #expect(Feature.allCases.allSatisfy(portal.allows))
        #expect(PolicyLink.allCases.allSatisfy { portal.link($0) == nil })
        #expect(portal.address == "https://portal.secure-payments.app/billing-portal/acme-billing")
        #expect(portal.websiteName == nil && portal.websiteURL == nil && portal.notes == nil && portal.logoPath == nil)
        #expect(portal.supportEmail == nil && portal.supportPhone == nil)
        #expect(portal.environmentNames.isEmpty)
    }

    @Test func `switches and policy links stand in fields of their names`() {
        #expect(Feature.allCases.allSatisfy { $0.path.description == "features.\($0.rawValue)" })
        #expect(PolicyLink.allCases.allSatisfy { $0.path.description == "customization.links.\($0.rawValue)" })
    }

    @Test func `an optional value that is not legal counts as its default`() throws {
        let portal = try portal(
            ("status", .string("Active")),
            ("customDomain", .string("https://acme.example")),
            ("customization.logoId", .string(String(repeating: "x", count: 51))),
            ("customization.colors.primary", .string("blue")),
            ("customization.colors.secondary", .boolean(true)),
            ("features.orderCancel", .string("no")),
            ("customization.links.termsOfService", .string("javascript:alert(1)")),
            ("x-portico.website.url", .string("data:text/html,x")),
            ("x-portico.website.supportEmail", .string("a@b")),
            ("x-portico.website.supportPhone", .string("call")),
            ("x-portico.notes", .string(String(repeating: "é", count: 8 * 1_024) + "x"))
        )
        #expect(portal.status == .active)
        #expect(portal.host == "portal.secure-payments.app")
        #expect(portal.logoID == nil)
        #expect(portal.primary.description == "0044d4")
        #expect(portal.secondary.description == "ffffff")
        #expect(portal.allows(.orderCancel))
        #expect(portal.link(.termsOfService) == nil)
        #expect(
            portal.websiteURL == nil && portal.supportEmail == nil && portal.supportPhone == nil && portal.notes == nil
        )
    }

    @Test func `what the file says is read`() throws {
        let portal = try portal(
            ("status", .string("inactive")),
            ("customDomain", .string("Billing.Acme.example")),
            ("customization.logoId", .string("file_1")),
            ("customization.colors.primary", .string("#FD0")),
            ("features.orderCancel", .boolean(false)),
            ("customization.links.refundPolicy", .string("https://acme.example/r")),
            ("x-portico.logo", .string("logos/acme.svg")),
            ("x-portico.website.name", .string("Acme")),
            ("x-portico.notes", .string(String(repeating: "é", count: 8 * 1_024)))
        )
        #expect(portal.status == .inactive)
        #expect(portal.address == "https://billing.acme.example/billing-portal/acme-billing")
        #expect(portal.logoID == "file_1")
        #expect(portal.primary.description == "ffdd00")
        #expect(!portal.allows(.orderCancel) && portal.allows(.orderAddressEdit))
        #expect(portal.link(.refundPolicy)?.host == "acme.example")
        #expect(portal.logoPath == "logos/acme.svg" && portal.websiteName == "Acme")
        #expect(portal.notes?.utf8.count == 16 * 1_024)
    }

    @Test func `required values are shown as they are written`() throws {
        let portal = try portal(("name", .string(" ")), ("slug", .string("a b")), ("websiteId", .string("<b>")))
        #expect(portal.name == " " && portal.slug == "a b" && portal.websiteID == "<b>")
    }
}
