import Testing

@testable import Portals

@Suite struct ConsequenceTests {
    private typealias Case = (path: String, old: Value?, new: Value?, guardKind: ChangeGuard?)

    /// For each guard the smallest change that needs it, and its neighbours that do not.
    private static let cases: [Case] = [
        ("status", .string("active"), .string("inactive"), .deactivate),
        ("status", .string("inactive"), .string("active"), .activate),
        ("slug", .string("acme-one"), .string("acme-two"), .slugChange),
        ("slug", .string("acme-one"), .string("Acme-one"), .slugChange),
        ("customDomain", .null, .string("a.example"), .domainChange),
        ("customDomain", .string("a.example"), .null, .domainChange),
        ("customDomain", .string("a.example"), .string("b.example"), .domainChange),
        ("features.authenticateWithPassword", .boolean(true), .boolean(false), .passwordOff),
        ("features.authenticateWithPassword", .boolean(false), .boolean(true), nil),
        ("features.orderCancel", .boolean(true), .boolean(false), nil),
        ("features.orderCancel", .boolean(false), .boolean(true), nil),
        ("later", .number("1"), nil, .dropUnknownField),
        ("later", .null, nil, .dropUnknownField),
        ("features.later", .boolean(true), nil, .dropUnknownField),
        ("later", .number("1"), .number("2"), nil),
        ("later", nil, .number("1"), nil),
        ("name", .string("a"), .string("b"), nil),
        ("websiteId", .string("a"), .string("b"), nil),
        ("customization.logoId", .string("a"), .null, nil),
        ("customization.colors.primary", .string("000000"), .string("111111"), nil),
        ("customization.links.termsOfService", .string("https://a.example/"), .null, nil),
    ]

    @Test(arguments: cases.indices)
    func `a change needs a permission by name, or none`(index: Int) {
        let (path, old, new, guardKind) = Self.cases[index]
        #expect(Consequence.changing(FieldPath(path), from: old, to: new).guardKind == guardKind)
    }

    private static let sentences: [(String, Value?, Value?, String)] = [
        ("features.orderCancel", .boolean(true), .boolean(false), "Customers can no longer cancel orders themselves"),
        ("features.orderCancel", .boolean(false), .boolean(true), "Customers can cancel orders themselves"),
        (
            "slug", .string("one-slug"), .string("two-slug"),
            "The portal's address changes; links in old e-mails stop working"
        ),
        (
            "customDomain", .string("a.example"), .null,
            "The portal moves to portal.secure-payments.app; links in old e-mails stop working"
        ),
        (
            "status", .string("active"), .string("inactive"),
            "Customers can no longer open the portal: its address answers 404"
        ),
        ("status", .string("inactive"), .string("active"), "Customers can open the portal"),
        (
            "customization.colors.primary", .string("000000"), .string("ffffff"),
            "Buttons, links and the selected item change from #000000 to #ffffff"
        ),
        ("customization.logoId", .null, .string("f"), "The header shows a logo instead of the name"),
        ("customization.logoId", .string("f"), .null, "The header shows the name instead of the logo"),
        ("customization.logoId", .string("f"), .string("g"), "The header shows another logo"),
        (
            "customization.links.refundPolicy", .null, .string("https://a.example/"),
            "The footer links to the refund policy"
        ),
        (
            "customization.links.refundPolicy", .string("https://a.example/"), .null,
            "The footer no longer links to the refund policy"
        ),
        (
            "customization.links.refundPolicy", .string("https://a.example/"), .string("https://b.example/"),
            "The refund policy in the footer leads to https://b.example/"
        ),
        ("name", .string("a"), .string("b"), "Customers notice nothing: the name is internal"),
        ("later", .number("1"), nil, "The service loses 'later'"),
    ]

    @Test(arguments: sentences.indices)
    func `what customers notice is said in their words`(index: Int) {
        let (path, old, new, sentence) = Self.sentences[index]
        #expect(Consequence.changing(FieldPath(path), from: old, to: new).sentence == sentence)
    }

    @Test func `every guard but the one for edits elsewhere comes from a change of a field`() {
        let found = Set(Self.cases.compactMap(\.guardKind))
        #expect(found == Set(ChangeGuard.allCases).subtracting([.overwriteRemoteEdit]))
    }
}
