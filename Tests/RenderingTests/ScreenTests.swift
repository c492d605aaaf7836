import Foundation
import Portals
import Rendering
import TestSupport
import Testing

@Suite struct `Screens` {
    /// screens.md, 'Screens, and what decides that they exist'.
    private static let table: [(id: String, feature: Feature?)] = [
        ("sign-in", nil), ("check-email", nil), ("overview", nil), ("orders", nil), ("order", nil),
        ("cancel-order", .orderCancel), ("order-cancelled", .orderCancel), ("edit-address", .orderAddressEdit),
        ("payment-methods", nil), ("add-payment-method", .paymentInstrumentAdd),
        ("update-payment-method", .paymentInstrumentUpdate),
        ("deactivate-payment-method", .paymentInstrumentDeactivate), ("invoices", nil), ("invoice", nil),
        ("empty", nil), ("problem", nil),
    ]

    @Test(arguments: RenderedPortal.featureCombinations)
    func `exist exactly when their feature is on`(off: Set<Feature>) throws {
        let view = try RenderedPortal.view(RenderedPortal.body(off: off))
        let expected = Self.table.filter { row in row.feature.map { !off.contains($0) } ?? true }.map(\.id)
        #expect(view.screens.map(\.rawValue) == expected)
        let page = HTMLTags(try RenderedPortal.preview(view))
        #expect(page.tags.filter { $0["class"]?.hasPrefix("screen") ?? false }.compactMap { $0["id"] } == expected)
    }

    @Test func `begin with not-found while the portal is inactive, and keep the others`() throws {
        let view = try RenderedPortal.view(RenderedPortal.body(status: "inactive"))
        #expect(view.screens.map(\.rawValue) == ["not-found"] + Self.table.map(\.id))
        let page = try RenderedPortal.preview(view)
        let first = try #require(HTMLTags(page).tags.first { $0.name == "div" })
        #expect(first["id"] == "not-found")
        #expect(page.contains("This page isn’t available"))
    }

    @Test func `have no not-found while the portal is active`() throws {
        let page = try RenderedPortal.preview(try RenderedPortal.view())
        #expect(!page.contains("id=\"not-found\""))
        #expect(!page.contains("404"))
    }

    @Test(arguments: RenderedPortal.featureCombinations, ["active", "inactive"])
    func `lead to screens that exist, and have each id once`(off: Set<Feature>, status: String) throws {
        let view = try RenderedPortal.view(RenderedPortal.body(status: status, off: off))
        let tags = HTMLTags(try RenderedPortal.preview(view)).tags
        let ids = tags.compactMap { $0["id"] }
        #expect(Set(ids).count == ids.count)
        let targets = tags.compactMap { $0["href"] }.filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
        #expect(Set(targets).subtracting(view.screens.map(\.rawValue)) == [])
        let references = tags.flatMap { tag in ["for", "aria-describedby", "aria-labelledby"].compactMap { tag[$0] } }
        #expect(Set(references).subtracting(ids) == [])
    }

    /// What nobody may find in the bytes while a feature is off.
    private static let words: [(feature: Feature, words: [String])] = [
        (.authenticateWithPassword, ["type=\"password\"", "Forgot password", "current-password"]),
        (.orderCancel, ["cancel-order", "order-cancelled", "Cancel order", "Keep my order", "What made you decide"]),
        (.orderAddressEdit, ["edit-address", "Edit address", "Save address"]),
        (.paymentInstrumentAdd, ["add-payment-method", "Add payment method", "secure card form", "Save card"]),
        (.paymentInstrumentUpdate, ["update-payment-method", "Update card", "Expiry month", ">Update<"]),
        (.paymentInstrumentDeactivate, ["deactivate-payment-method", "Deactivate", "Keep this card"]),
    ]

    @Test(arguments: words.indices)
    func `leave nothing of a feature behind that is off`(index: Int) throws {
        let (feature, words) = Self.words[index]
        let on = try Self.content(RenderedPortal.preview(try RenderedPortal.view()))
        for word in words where word != "Save card" || feature == .paymentInstrumentAdd {
            #expect(on.contains(word), "the word must show that the test sees anything")
        }
        for others in [Set<Feature>(), Set(Feature.allCases)] {
            let view = try RenderedPortal.view(RenderedPortal.body(off: others.union([feature])))
            let page = try Self.content(RenderedPortal.preview(view))
            for word in words where word != "Save card" || others.count > 1 {
                #expect(!page.contains(word), "\(word) is left of \(feature)")
            }
        }
    }

    @Test func `offer a link instead of a password where it is off`() throws {
        let off = try RenderedPortal.preview(
            try RenderedPortal.view(RenderedPortal.body(off: [.authenticateWithPassword]))
        )
        #expect(off.contains("Email me a sign-in link"))
        #expect(try !RenderedPortal.preview(try RenderedPortal.view()).contains("Email me a sign-in link"))
    }

    @Test func `are shown by the first one where no target is named`() throws {
        let page = HTMLTags(try RenderedPortal.preview(try RenderedPortal.view()))
        let screens = page.tags.filter { $0["class"]?.hasPrefix("screen") ?? false }
        #expect(screens.first?["id"] == "sign-in")
        #expect(page.skeleton.count { $0 == "/h1" } == screens.count)
    }

    /// The page without its style, which every portal shares.
    private static func content(_ page: String) throws -> String {
        let end = try #require(page.range(of: "</style>"))
        return String(page[end.upperBound...])
    }
}
