import Diagnostics
import Portals
import Testing

/// Which findings can be mended for certain, and which only look like it.
@Suite struct RemedyTests {
    private static func remedies(_ changes: (String, Value?)...) -> [Remedy?] {
        var body = ValueObject([
            ("name", .string("Acme billing")), ("slug", .string("acme-billing")), ("websiteId", .string("acme-eu")),
        ])
        for (path, value) in changes { body = body.setting(value, at: FieldPath(path).components[...]) }
        return Validator().findings(in: body).map(\.remedy)
    }

    private static let object = Value.object(ValueObject([("primary", .string("0044d4"))]))

    @Test(arguments: [
        ("customization.colours", object, "colors"), ("custom_domain", .null, "customDomain"),
        ("features.OrderCancel", .boolean(false), "orderCancel"),
        ("features.orderCancle", .boolean(false), "orderCancel"),
        ("customization.links.termsOfServices", .string("https://a.example"), "termsOfService"),
        ("features.orderCancle", .string("no"), "orderCancel"),
        ("customization.colors.primry", .number("112233"), "primary"),
    ])
    func `a key that is one letter off is renamed`(_ path: String, _ value: Value, _ key: String) {
        #expect(Self.remedies((path, value)) == [.key(key)])
    }

    @Test(arguments: [
        // Two letters off, or short, or near to two.
        ("websiteUrl", Value.string("https://a.example")), ("website", .string("acme")), ("di", .string("x")),
        // The value would be wrong there.
        ("customization.colours", .string("blue")), ("features.orderCancle", .number("0")),
        ("customization.links.termsOfServices", .string("acme")),
        // It belongs elsewhere, or to the service.
        ("primary", .string("0044d4")), ("created_time", .string("x")), ("features.primary", .string("0044d4")),
        ("customization.colors.primary.x", .null),
    ])
    func `a key that may be meant otherwise is not`(_ path: String, _ value: Value) {
        #expect(Self.remedies((path, value)).allSatisfy { $0 == nil })
    }

    @Test func `a key is not renamed to one that is there`() {
        #expect(Self.remedies(("customization.colours", Self.object), ("customization.colors", Self.object)) == [nil])
        #expect(
            Self.remedies(("customization.color", Self.object), ("customization.colours", Self.object)) == [nil, nil],
            "either could be it"
        )
    }

    @Test func `what the service sets is removed`() {
        for key in ["createdTime", "updatedTime", "_links"] { #expect(Self.remedies((key, .null)) == [.removal]) }
    }

    @Test(arguments: [
        ("customization.colors.primary", Value.string("#0044D4"), Remedy?.some(.text("0044d4"))),
        ("customization.colors.primary", .string("04d"), .text("0044dd")),
        ("customization.colors.primary", .string("#0044d4ff"), nil),
        ("customization.colors.primary", .null, .commentedColor), ("status", .null, nil),
        ("name", .boolean(true), .text("true")), ("websiteId", .number("12"), .text("12")),
        ("slug", .number("12"), nil), ("name", .array([]), nil), ("customDomain", .number("1"), nil),
        ("features.orderCancel", .string("No"), .boolean(false)),
        ("features.orderCancel", .string("true"), .boolean(true)),
        ("features.orderCancel", .string("maybe"), nil), ("features.orderCancel", .number("0"), nil),
        ("status", .string("Active"), nil), ("status", .boolean(false), nil),
    ])
    func `quotes and number signs are mended where the outcome is legal`(
        _ path: String,
        _ value: Value,
        _ remedy: Remedy?
    ) {
        #expect(Self.remedies((path, value)) == [remedy])
    }

    @Test(arguments: [
        ("colour", ["color", "colors"], "color"), ("colours", ["color", "colors"], "colors"),
        ("bat", ["cat", "hat"], nil), ("ba", ["bat"], nil), ("logo_id", ["logoId", "logoIds"], "logoId"),
        ("websiteUrl", ["websiteId"], nil), ("", ["a"], nil),
    ])
    func `a slip has one meaning`(_ text: String, _ words: [String], _ meant: String?) {
        #expect(Spelling.slip(of: text, among: words) == meant)
    }
}
