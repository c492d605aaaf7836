import Portals
import Rendering
import TestSupport
import Testing

/// What screens say whose ways out are switched off (screens.md).
@Suite struct `Ways out` {
    private static let instruments: Set<Feature> = [
        .paymentInstrumentAdd, .paymentInstrumentUpdate, .paymentInstrumentDeactivate,
    ]

    private static func page(_ changes: [(String, Value)]) throws -> String {
        try RenderedPortal.preview(
            try RenderedPortal.view(RenderedPortal.body(off: Set(Feature.allCases), changing: changes))
        )
    }

    @Test func `name support by email and phone`() throws {
        let page = try Self.page([])
        let expected = "To add, change or remove a payment method, write to <a href=\"mailto:help@acme.example\">"
        #expect(page.contains(expected))
        #expect(page.contains("or call <span class=\"whole\">+1 (555) 010-0100</span>."))
    }

    @Test func `name the phone where there is no email`() throws {
        let page = try Self.page([("x-portico.website.supportEmail", .null)])
        #expect(page.contains("payment method, "))
        #expect(page.contains("call <a href=\"tel:+15550100100\">+1 (555) 010-0100</a>."))
        #expect(!page.contains("mailto:"))
    }

    @Test func `name and link the company where there is no support`() throws {
        let page = try Self.page([
            ("x-portico.website.supportEmail", .null), ("x-portico.website.supportPhone", .null),
        ])
        #expect(page.contains("contact <a href=\"https://acme.example\""))
        #expect(!page.contains("Need help?"))
    }

    @Test func `name the company alone where it has no website`() throws {
        let page = try Self.page([
            ("x-portico.website.supportEmail", .null), ("x-portico.website.supportPhone", .null),
            ("x-portico.website.url", .null),
        ])
        #expect(page.contains("contact <bdi>Acme</bdi>."))
        #expect(!page.contains("Back to"))
    }

    @Test func `leave no gap and no footer where no link is set`() throws {
        let none: [(String, Value)] = [
            ("x-portico.website.supportEmail", .null), ("x-portico.website.supportPhone", .null),
            ("x-portico.website.url", .null), ("customization.links", .null),
        ]
        #expect(try !Self.page(none).contains("<footer"))
        let two = try Self.page([("customization.links.privacyPolicy", .null)])
        #expect(two.contains("Terms of service"))
        #expect(!two.contains("Privacy policy"))
        #expect(two.contains("Refund policy"))
    }

    @Test func `are not needed while a customer can act`() throws {
        let page = try RenderedPortal.preview(try RenderedPortal.view())
        #expect(!page.contains("To add, change or remove"))
        #expect(!page.contains("To change or cancel this order"))
    }

    @Test(arguments: [
        ([("x-portico.website.name", Value.null)], "acme.example"),
        ([("x-portico.website.name", .string(" \u{200B} "))], "acme.example"),
        ([("x-portico.website.name", .null), ("x-portico.website.url", .null)], "acme-eu"),
        (
            [("x-portico.website.name", .null), ("x-portico.website.url", .null), ("websiteId", .string(" "))],
            "portal.secure-payments.app"
        ),
    ])
    func `call the company by what is there`(changes: [(String, Value)], name: String) throws {
        let page = try RenderedPortal.preview(try RenderedPortal.view(RenderedPortal.body(changing: changes)))
        #expect(page.contains("<title>\(name)</title>"))
        #expect(page.contains("<span class=\"wordmark\"><bdi>\(name)</bdi></span>"))
    }

    @Test func `encode what stands in addresses`() throws {
        let page = try Self.page([
            ("x-portico.website.supportEmail", .string("a'b&c%d+e{f}@acme.example"))
        ])
        #expect(page.contains("href=\"mailto:a%27b%26c%25d+e%7Bf%7D@acme.example\""))
        #expect(page.contains("<bdi>a&#39;b&amp;c%d+e{f}@acme.example</bdi>"))
        #expect(page.contains("href=\"https://acme.example/terms?a=1&amp;b=2\""))
    }

    @Test(arguments: ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://a@b.example", "/terms"])
    func `never lead where no link may lead`(address: String) throws {
        let page = try Self.page([
            ("customization.links.termsOfService", .string(address)), ("x-portico.website.url", .string(address)),
        ])
        #expect(!page.contains(address))
        #expect(!page.contains("Terms of service"))
    }
}
