import Portals
import Testing

@Suite struct UnknownKeyTests {
    @Test(arguments: [
        ("customization.colours", "colors"), ("statsu", "status"), ("custom_domain", "customDomain"),
        ("feature", "features"),
        ("features.orderCancle", "orderCancel"), ("features.OrderCancel", "orderCancel"),
        ("features.ordercancel", "orderCancel"),
        ("features.paymentInstrumentAd", "paymentInstrumentAdd"), ("customization.colors.primry", "primary"),
        ("customization.links.termsOfServices", "termsOfService"), ("customization.logoID", "logoId"),
        ("x-portico.website.support_email", "supportEmail"),
        ("x_portico", "x-portico"), ("xportico", "x-portico"),
        ("created_time", "createdTime"), ("ID", "id"),
    ])
    func `a misspelt key is an error that names the right one`(_ path: String, _ meant: String) {
        let checked = Checked((path, .string("x")))
        #expect(checked.lines == ["error \(path): unknown field; did you mean '\(meant)'? [fields.unknown]"])
        #expect(checked.findings.first?.anchor == .key)
    }

    @Test(arguments: [
        ("Name", "name"), ("website_id", "websiteId"), ("website-id", "websiteId"), ("sulg", "slug"),
        ("slugs", "slug"), ("website", "websiteId"),
    ])
    func `a misspelt key beside the right one is an error that says so`(_ path: String, _ meant: String) {
        #expect(
            Checked((path, .string("x"))).lines == [
                "error \(path): unknown field; did you mean '\(meant)'? It is there already; delete one of the two "
                    + "[fields.unknown]"
            ]
        )
    }

    @Test(arguments: [
        ("primary", "below 'customization.colors'"), ("secondary", "below 'customization.colors'"),
        ("customization.primary", "below 'customization.colors'"),
        ("features.primary", "below 'customization.colors'"),
        ("customization.orderCancel", "below 'features'"), ("orderCancel", "below 'features'"),
        ("supportEmail", "below 'x-portico.website'"),
        ("x-portico.supportPhone", "below 'x-portico.website'"), ("x-portico.name", "below 'x-portico.website'"),
        ("logo", "below 'x-portico'"), ("customization.logo", "below 'x-portico'"),
        ("logoId", "below 'customization'"),
        ("links", "below 'customization'"), ("colors", "below 'customization'"),
        ("features.status", "at the top level"),
        ("customization.slug", "at the top level"), ("notes", "below 'x-portico'"),
        ("termsOfService", "below 'customization.links'"),
        ("customization.termsOfService", "below 'customization.links'"), ("environments", "below 'x-portico'"),
        ("x-portico.orderCancel", "below 'features'"),
    ])
    func `a known key at a wrong place is an error that names its home`(_ path: String, _ home: String) {
        #expect(
            Checked((path, .string("x"))).lines == [
                "error \(path): unknown field here; it belongs \(home) [fields.unknown]"
            ]
        )
    }

    @Test(arguments: [
        ("primry", "primary", "below 'customization.colors'"), ("order_cancel", "orderCancel", "below 'features'"),
        ("support-email", "supportEmail", "below 'x-portico.website'"),
        ("customization.orderCancle", "orderCancel", "below 'features'"),
    ])
    func `a key that is misspelt and misplaced is told both`(_ path: String, _ meant: String, _ home: String) {
        #expect(
            Checked((path, .string("x"))).lines
                == ["error \(path): unknown field here; did you mean '\(meant)'? It belongs \(home) [fields.unknown]"]
        )
    }

    @Test func `what the value is decides between two keys`() {
        let website = Value.object(ValueObject([("name", .string("Acme"))]))
        #expect(
            Checked(("website", website)).lines
                == ["error website: unknown field here; it belongs below 'x-portico' [fields.unknown]"]
        )
    }

    @Test(arguments: ["features.orderCancel", "customization.colors.primary", "x-portico.website.supportEmail"])
    func `a key with dots is told how to nest`(_ key: String) {
        let path = FieldPath(key)
        let body = ValueObject([
            ("name", .string("A")), ("slug", .string("acme-billing")), ("websiteId", .string("w")),
            (key, .boolean(false)),
        ])
        #expect(
            Checked(body, validator: Validator()).lines == [
                "error \(key): unknown field; a dot leads nowhere: write '\(path.key)' in a line of its own below "
                    + "'\(path.parent)' [fields.unknown]"
            ]
        )
    }

    @Test(arguments: [
        "loyalty", "features.teleport", "customization.theme", "customization.colors.tertiary", "x-other", "it",
        "e\u{301}", "ｎａｍｅ",
        "nаmеs", "metadata",
    ])
    func `a key that is like no other is a warning`(_ path: String) {
        let checked = Checked((path, .string("x")))
        #expect(
            checked.lines
                == [
                    "warning \(path): unknown to this version of Portico; it is kept and sent as it is [fields.additional]"
                ]
        )
        #expect(checked.findings.first?.anchor == .key)
    }

    @Test func `Portico's own part takes no unknown key`() {
        #expect(
            Checked(("x-portico.loyalty", .null)).lines == [
                "error x-portico.loyalty: unknown field; known here: 'logo', 'website', 'notes', 'environments' [fields.unknown]"
            ]
        )
    }

    @Test func `a closed table takes no unknown key`() {
        let table = FieldTable([
            Field("output", .text(.file), label: "O", meaning: "O"), Field("sample", .object, label: "S", meaning: "S"),
            Field("sample.locale", .text(.locale), label: "L", meaning: "L"),
        ])
        let body = ValueObject([
            ("something", .null), ("ouptut", .null), ("locale", .null),
            ("sample", .object(ValueObject([("far", .null)]))),
        ])
        #expect(
            Checked(body, validator: Validator(table: table, isClosed: true)).lines == [
                "error something: unknown field; known here: 'output', 'sample' [fields.unknown]",
                "error ouptut: unknown field; did you mean 'output'? [fields.unknown]",
                "error locale: unknown field here; it belongs below 'sample' [fields.unknown]",
                "error sample.far: unknown field; known here: 'locale' [fields.unknown]",
            ]
        )
    }

    @Test(arguments: [
        ("color", "colour", 1), ("ab", "ba", 1), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3),
        ("a", "a", 0),
    ])
    func `edits are counted, a swap as one`(_ left: String, _ right: String, _ expected: Int) {
        #expect(Spelling.edits(from: Array(left.unicodeScalars), to: Array(right.unicodeScalars)) == expected)
    }

    @Test func `a very long key is near to none`() {
        #expect(Spelling.nearest(to: String(repeating: "a", count: 100_000), among: ["name"]) == nil)
        #expect(Spelling.nearest(to: "", among: ["id"]) == nil)
        #expect(Spelling.nearest(to: "_-_", among: ["id"]) == nil)
    }
}
