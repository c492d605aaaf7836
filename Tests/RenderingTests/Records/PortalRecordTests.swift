import Foundation
import Portals
import Testing

@testable import Rendering

@Suite struct `The record of a portal` {
    private static func record(
        _ body: ValueObject = RenderedPortal.body(),
        logo: Logo? = nil,
        overrides: [String: String] = [:]
    ) throws -> PortalRecord {
        let library = overrides.isEmpty ? try RenderedPortal.library() : try Overrides(overrides).library
        let (page, record) = PreviewPage(templates: library, sample: try RenderedPortal.sample())
            .recorded(try RenderedPortal.view(body, logo: logo))
        return try #require(record.shown(on: page))
    }

    @Test func `names what a person would`() throws {
        let record = try Self.record(logo: RenderedPortal.logo)
        #expect(record.id == "acme")
        let values: [PortalValue: String] = [
            .status: "active", .name: "Acme billing", .websiteName: "Acme", .websiteId: "acme-eu",
            .supportEmail: "help@acme.example", .supportPhone: "+1 (555) 010-0100", .primary: "0044d4",
            .secondary: "ffffff", .logoContent: "0f4636c78f65",
            .address: "https://portal.secure-payments.app/billing-portal/acme-billing",
            .websiteUrl: "https://acme.example", .termsOfService: "https://acme.example/terms?a=1&b=2",
            .privacyPolicy: "https://acme.example/privacy", .refundPolicy: "https://acme.example/refunds",
            .authenticateWithPassword: "on", .orderCancel: "on", .orderAddressEdit: "on", .paymentInstrumentAdd: "on",
            .paymentInstrumentUpdate: "on", .paymentInstrumentDeactivate: "on",
        ]
        #expect(record.values == values)
    }

    @Test func `has a value for every switch and every policy link`() {
        for feature in Feature.allCases { #expect(PortalValue(rawValue: feature.rawValue) != nil) }
        for policy in PolicyLink.allCases { #expect(PortalValue(rawValue: policy.rawValue) != nil) }
    }

    @Test func `has the screens that the preview has`() throws {
        for status in Status.allCases {
            let view = try RenderedPortal.view(RenderedPortal.body(status: status.rawValue, off: [.orderCancel]))
            let record = try Self.record(RenderedPortal.body(status: status.rawValue, off: [.orderCancel]))
            #expect(Set(record.screens.keys) == Set(view.screens.map(\.rawValue)))
        }
    }

    @Test func `comes with the same page as without it`() throws {
        let page = PreviewPage(templates: try RenderedPortal.library(), sample: try RenderedPortal.sample())
        let view = try RenderedPortal.view(logo: RenderedPortal.logo)
        #expect(page.recorded(view).page == page.page(for: view))
    }

    @Test func `has each screen where it stands in the page`() throws {
        let library = try RenderedPortal.library()
        let view = try RenderedPortal.view(logo: RenderedPortal.logo)
        let (page, record) = PreviewPage(templates: library, sample: try RenderedPortal.sample()).recorded(view)
        for screen in view.screens {
            guard case .place(let place) = record.screens[screen.rawValue] else {
                Issue.record("no place for \(screen)")
                continue
            }
            let html = String(decoding: page[place], as: UTF8.self)
            #expect(html.contains("id=\"\(screen.rawValue)\"") && !html.contains("<style"), "\(screen)")
            #expect(html.components(separatedBy: "data-screen=").count == 2, "\(screen)")
        }
    }

    @Test(arguments: ["<body>{{screens}}</body>", "<body></body>", "<body>{{{screens}}}{{{screens}}}</body>"])
    func `tells the same of screens, however a template frames them`(frame: String) throws {
        let (old, new) = (try Self.record(), try Self.record(overrides: ["preview": frame]))
        #expect(old.screens == new.screens)
    }

    @Test func `is none where a place is not in its page or shares bytes with another`() {
        func record(_ places: Range<Int>...) -> PreviewRecord {
            let screens = places.enumerated().map { ("\($0)", PreviewRecord.Screen.place($1)) }
            return PreviewRecord(
                id: "a",
                values: [:],
                screens: Dictionary(uniqueKeysWithValues: screens),
                palette: "",
                style: ""
            )
        }
        let page = Array("0123456789".utf8)
        #expect(record(0..<4, 4..<10, 10..<10).shown(on: page) != nil)
        #expect(record(0..<11).shown(on: page) == nil)
        #expect(record(11..<11).shown(on: page) == nil)
        #expect(record(-1..<2).shown(on: page) == nil)
        #expect(record(0..<4, 3..<5).shown(on: page) == nil)
        #expect(record(0..<10, 3..<3).shown(on: page) == nil)
        #expect(record(0..<10, 0..<10).shown(on: page) == nil)
    }

    @Test func `has a style that neither colours, logo nor anything else of a portal changes`() throws {
        let plain = try Self.record()
        let bodies = [
            RenderedPortal.body(changing: [("customization.colors.primary", .string("ffd400"))]),
            RenderedPortal.body(status: "inactive", off: Set(Feature.allCases)),
            RenderedPortal.body(changing: [("x-portico.website.name", .string("Other"))]),
        ]
        for body in bodies { #expect(try Self.record(body, logo: RenderedPortal.logo).style == plain.style) }
        #expect(try Self.record(bodies[0]).palette != plain.palette)
    }

    @Test(arguments: [
        ("preview-style", "p { margin: 1px }"), ("preview-brand", ":root { --fill: #{{fill}}; --x: 1 }"),
        ("preview", "<body><p>Draft</p>{{{screens}}}</body>"),
    ])
    func `tells a template that changes all screens`(name: String, text: String) throws {
        let (old, new) = (try Self.record(), try Self.record(overrides: [name: text]))
        #expect(old.style != new.style)
        #expect(old.screens == new.screens)
        let colored = RenderedPortal.body(changing: [("customization.colors.primary", .string("ffd400"))])
        #expect(try Self.record(colored, logo: RenderedPortal.logo, overrides: [name: text]).style == new.style)
    }
}
