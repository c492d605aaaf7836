import Diagnostics
import Foundation
import Portals
import TestSupport
import Testing

@testable import Rendering

@Suite struct `The docs of a portal` {
    private static let labels: [Feature: String] = [
        .orderCancel: "- Cancel an order: `orderCancel`",
        .orderAddressEdit: "- Edit the address of an order: `orderAddressEdit`",
        .paymentInstrumentAdd: "- Add a payment method: `paymentInstrumentAdd`",
        .paymentInstrumentUpdate: "- Update a payment method: `paymentInstrumentUpdate`",
        .paymentInstrumentDeactivate: "- Deactivate a payment method: `paymentInstrumentDeactivate`",
    ]

    @Test(arguments: RenderedPortal.featureCombinations)
    func `say what customers can and can't do`(off: Set<Feature>) throws {
        let docs = try RenderedPortal.docs(try RenderedPortal.view(RenderedPortal.body(off: off)))
        let start = try #require(docs.range(of: "## What customers can do\n"))
        let end = try #require(docs.range(of: "\n## Colours"))
        let parts = docs[start.upperBound..<end.lowerBound].components(
            separatedBy: "They can’t, and have to ask support:"
        )
        for (feature, label) in Self.labels {
            #expect(parts[0].contains(label) == !off.contains(feature))
            #expect((parts.count > 1 && parts[1].contains(label)) == off.contains(feature))
        }
        let sight = "Customers see their orders, invoices and payment methods. They change nothing themselves."
        #expect(docs.contains(sight) == off.isSuperset(of: Self.labels.keys))
        #expect(docs.contains("There is no password.") == off.contains(.authenticateWithPassword))
        #expect(docs.contains("With an email address and a password.") == !off.contains(.authenticateWithPassword))
        for screen in Screen.allCases where screen != .notFound {
            let listed = docs.contains("- \(screen.title): `\(screen.rawValue)`\n")
            #expect(try listed == RenderedPortal.view(RenderedPortal.body(off: off)).screens.contains(screen))
        }
    }

    @Test func `say how support lets a customer in, where an environment names a site`() throws {
        let view = try RenderedPortal.view()
        let guide = AccessGuide(environments: ["test", "live"], chosen: "live")
        let docs = PortalDocs(templates: try RenderedPortal.library(), access: guide).markdown(for: view)
        #expect(docs.contains("\n\n## Letting a customer in\n\n"))
        #expect(docs.contains("`--environment` takes `test`, `live`.\n"))
        for command in ["enable CUSTOMER --invite", "link CUSTOMER", "resend CUSTOMER", "status CUSTOMER"] {
            #expect(docs.contains("`portico access \(command) --environment live`"))
        }
        #expect(!(try RenderedPortal.docs(view)).contains("portico access"))
    }

    @Test(
        arguments: [
            ([], "live", nil), (["test", "live"], "live", "live"), (["test", "live"], nil, "test"),
            (["live"], "test", "live"),
        ] as [([String], String?, String?)]
    )
    func `name the environment that is rendered, if it has customers`(
        environments: [String],
        chosen: String?,
        expected: String?
    ) throws {
        let guide = AccessGuide(environments: environments, chosen: chosen)
        let docs = PortalDocs(templates: try RenderedPortal.library(), access: guide)
            .markdown(for: try RenderedPortal.view())
        #expect(docs.contains("--environment \(expected ?? "")`") == (expected != nil))
    }

    @Test func `begin with who made them from what`() throws {
        let docs = try RenderedPortal.docs(try RenderedPortal.view())
        let head = "<!-- Made by Portico from portals/acme.yaml. Change that file, then run `portico docs`. -->\n\n"
        #expect(docs.hasPrefix(head + "# Acme billing\n"))
    }

    @Test func `name address, identity, logo, links and support`() throws {
        let body = RenderedPortal.body(
            changing: [
                ("customDomain", .string("billing.acme.example")), ("x-portico.logo", .string("logos/acme.png")),
            ]
        )
        let docs = try RenderedPortal.docs(try RenderedPortal.view(body, logo: RenderedPortal.logo))
        for line in [
            "Customers open [billing.acme.example]"
                + "(<https://billing.acme.example/billing-portal/acme-billing>). The portal is **active**.",
            "- Logo: `logos/acme.png`, PNG.", "- Terms of service: <https://acme.example/terms?a=1&b=2>",
            "- Website: <https://acme.example>",
            "- Support by email: <help@acme.example>",
            "- Support by phone: +1 (555) 010-0100", "- Id: `acme`", "- Website: `acme-eu`", "- Slug: `acme-billing`",
            "- Domain: `billing.acme.example`", "- Primary `#0044d4`: buttons, links and the selected item.",
            "- Button label: `#ffffff` on `#0044d4`, 7.5:1, needs 4.5:1\n",
        ] {
            #expect(docs.contains(line), "\(line)")
        }
    }

    @Test func `say that an inactive portal answers 404`() throws {
        let docs = try RenderedPortal.docs(try RenderedPortal.view(RenderedPortal.body(status: "inactive")))
        #expect(docs.contains("The portal is **inactive**: its address answers 404."))
        #expect(docs.contains("- Not found: `not-found`"))
    }

    @Test func `say what is not set`() throws {
        let body = RenderedPortal.body(changing: [("customization.links", .null), ("x-portico.website", .null)])
        let docs = try RenderedPortal.docs(try RenderedPortal.view(body))
        for line in [
            "- Terms of service: not set", "- Privacy policy: not set", "- Refund policy: not set",
            "- Website: not set", "- Support: no contact set", "- No logo: the header shows “acme-eu”.",
            "- Domain: none of its own, so `portal.secure-payments.app`",
        ] {
            #expect(docs.contains(line), "\(line)")
        }
        #expect(!docs.contains("## Notes"))
    }

    @Test func `name the shade that is painted where a colour is too pale`() throws {
        let body = RenderedPortal.body(changing: [("customization.colors.primary", .string("ffd400"))])
        let docs = try RenderedPortal.docs(try RenderedPortal.view(body))
        #expect(
            docs.contains("- Links and quiet buttons: `#ffd400` on `#f6f7f8`, 1.3:1, needs 4.5:1; painted in `#876f00`")
        )
    }

    @Test func `embed notes with headings two levels down, without HTML and images`() throws {
        let notes = "# Who\n\nOwned by *EU*.\n\n<script>alert(1)</script>\n\n![logo](https://x.example/l.png)\n"
        let docs = try RenderedPortal.docs(
            try RenderedPortal.view(RenderedPortal.body(changing: [("x-portico.notes", .string(notes))]))
        )
        #expect(docs.contains("## Notes\n\n### Who\n\nOwned by *EU*.\n"))
        let nodes = MarkdownNodes(docs)
        #expect(nodes.texts(of: "html_block").count == 1)
        #expect(nodes.texts(of: "html_inline") == [])
        #expect(nodes.texts(of: "image") == [])
        #expect(nodes.texts(of: "link").contains("https://x.example/l.png"))
    }

    @Test(arguments: 0..<40)
    func `have the same blocks for hostile values as for harmless ones`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &+ 3000)
        func docs(_ text: () -> String) throws -> MarkdownNodes {
            let body = RenderedPortal.body(
                changing: [
                    ("name", .string(text())), ("slug", .string("/" + text())), ("websiteId", .string(text())),
                    ("x-portico.website.name", .string(text())), ("x-portico.logo", .string(text())),
                    ("customDomain", .string("/" + text())), ("x-portico.website.supportPhone", .null),
                ]
            )
            let view = try RenderedPortal.view(body, file: "portals/\(text()).yaml")
            return MarkdownNodes(try RenderedPortal.docs(view))
        }
        let harmless = try docs { "calm" }
        let hostile = try docs { HostileText.random(using: &generator) }
        let difference = hostile.structure.difference(from: harmless.structure)
        #expect(difference.isEmpty, "\(difference)")
        #expect(hostile.texts(of: "link") == harmless.texts(of: "link"))
    }

    @Test(arguments: ["<b>&\"'", "--->\u{301}", "` `` `", "* * *", "\u{600}<script>", "# x #", "1. x", ""])
    func `are plain where the name is not`(name: String) throws {
        let view = try RenderedPortal.view(
            RenderedPortal.body(changing: [("name", .string(name))]),
            file: "portals/\(name)"
        )
        let nodes = MarkdownNodes(try RenderedPortal.docs(view))
        #expect(Array(nodes.structure.prefix(4)) == ["0 document", "1 html_block", "1 heading", "2 text"])
        #expect(nodes.texts(of: "html_inline") == [])
    }
}
