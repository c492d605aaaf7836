import Foundation
import Portals
import TestSupport
import Testing

@testable import Rendering

@Suite struct `The index of the docs` {
    private static func index(_ views: [PortalView], source: String = "portals/") throws -> String {
        DocsIndex(templates: try RenderedPortal.library()).markdown(
            for: views.map { PortalSummary($0) },
            source: source
        )
    }

    /// The cells of a row of a table, taken apart at unescaped bars.
    private static func cells(_ row: Substring) -> Int {
        var count = -1
        var isEscaped = false
        for scalar in row.unicodeScalars {
            if scalar == "|", !isEscaped { count += 1 }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return count
    }

    @Test func `lists every portal and what its customers can do`() throws {
        let off = RenderedPortal.body(
            status: "inactive",
            off: [.orderCancel, .paymentInstrumentAdd],
            changing: [("name", .string("Voltline"))]
        )
        let index = try Self.index([try RenderedPortal.view(), try RenderedPortal.view(id: "voltline", off)])
        let address = "portal.secure-payments.app/billing-portal/acme-billing"
        #expect(
            index == """
                <!-- Made by Portico from portals/. Change those files, then run `portico docs`. -->

                # Portals

                2 portals.

                | Portal | Address | Status |
                | --- | --- | --- |
                | [Acme billing](<acme/portal.md>) | [\(address)](<https://\(address)>) | Active |
                | [Voltline](<voltline/portal.md>) | [\(address)](<https://\(address)>) | Inactive |

                ## What customers can do

                | Portal | Sign in with a password | Cancel an order | Edit the address of an order | \
                Add a payment method | Update a payment method | Deactivate a payment method |
                | --- | --- | --- | --- | --- | --- | --- |
                | [Acme billing](<acme/portal.md>) | Yes | Yes | Yes | Yes | Yes | Yes |
                | [Voltline](<voltline/portal.md>) | Yes | No | Yes | No | Yes | Yes |

                """
        )
    }

    @Test func `has no table where there is no portal`() throws {
        let index = try Self.index([])
        #expect(index.contains("0 portals."))
        #expect(!index.contains("|"))
        #expect(try Self.index([try RenderedPortal.view()]).contains("1 portal.\n"))
    }

    @Test(arguments: 0..<40)
    func `keeps its rows and cells whatever the names are`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &+ 4000)
        func text() -> String { HostileText.random(using: &generator) }
        let views = try ["a", "b"].map { id in
            try RenderedPortal.view(
                id: id,
                RenderedPortal.body(changing: [("name", .string(text())), ("slug", .string(text()))])
            )
        }
        let index = try Self.index(views, source: text())
        let rows = index.split(separator: "\n").filter { $0.hasPrefix("|") }
        #expect(rows.map(Self.cells) == [3, 3, 3, 3, 7, 7, 7, 7])
        let lines = MarkdownNodes(index)
        #expect(lines.texts(of: "html_inline") == [])
        #expect(lines.texts(of: "html_block").count == 1)
        #expect(
            lines.texts(of: "link").filter { !$0.hasPrefix("https://") }
                == Array(repeating: ["a", "b"], count: 2)
                .joined().map { "\($0)/portal.md" }
        )
        for view in views {
            #expect(lines.text.words.joined().contains(view.name.words.joined()))
        }
    }
}

extension Sequence<Unicode.Scalar> where Self: Collection {
    fileprivate func contains(_ part: FlattenSequence<[[Unicode.Scalar]]>) -> Bool {
        let wanted = Array(part)
        let all = Array(self)
        guard all.count >= wanted.count else { return false }
        return (0...(all.count - wanted.count)).contains { Array(all[$0..<($0 + wanted.count)]) == wanted }
    }
}
