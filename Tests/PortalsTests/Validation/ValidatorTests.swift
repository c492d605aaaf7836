import Diagnostics
import Portals
import Testing

@Suite struct ValidatorTests {
    private static let values: [Value] = [
        .boolean(true), .number("1"), .string("x"), .array([]), .object(ValueObject()),
    ]

    @Test func `a good portal has no finding`() {
        #expect(Checked().lines == [])
    }

    @Test func `every field refuses values of other types, at its path`() {
        for field in FieldTable.portal.fields where !field.isReadOnly {
            for value in Self.values where !Self.isFit(value, for: field.type) {
                let checked = Checked((field.path.description, value))
                let expected = "\(field.path) fields.wrong-type"
                #expect(checked.rules == [expected], "\(field.path) \(value)")
                let message = checked.findings.first?.message ?? ""
                #expect(message.contains("; "), "\(message)")
            }
        }
    }

    private static func isFit(_ value: Value, for type: FieldType) -> Bool {
        switch (type, value) {
        case (.boolean, .boolean), (.text, .string), (.choice, .string), (.object, .object), (.environments, .object):
            true
        default: false
        }
    }

    @Test func `null is refused but where the contract allows it`() {
        for field in FieldTable.portal.fields where !field.isReadOnly {
            let expected = field.allowsNull ? [] : ["\(field.path) fields.null"]
            #expect(Checked((field.path.description, .null)).rules == expected, "\(field.path)")
        }
    }

    @Test(arguments: ["name", "slug", "websiteId"])
    func `what is required and missing is told`(_ key: String) {
        #expect(Checked((key, nil)).rules == [" fields.missing"])
    }

    @Test(arguments: [
        ("slug", "aaaa", "slug fields.too-short"), ("slug", "", "slug fields.too-short"), ("slug", "aaaaa", ""),
        ("slug", String(repeating: "a", count: 100), ""),
        ("slug", String(repeating: "a", count: 101), "slug fields.too-long"),
        ("slug", "e\u{301}e\u{301}e", "slug slug.invalid"), ("slug", "👩‍👩‍👧", "slug slug.invalid"),
        ("slug", "é\u{301}é\u{301}", "slug fields.too-short"),
        ("name", "", "name fields.blank"), ("name", " \u{A0}\u{3000}", "name fields.blank"), ("name", "x", ""),
        ("name", String(repeating: "é", count: 255), ""),
        ("name", String(repeating: "e\u{301}", count: 128), "name fields.too-long"),
        ("websiteId", String(repeating: "a", count: 50), ""),
        ("websiteId", String(repeating: "a", count: 51), "websiteId fields.too-long"),
        ("websiteId", " ", "websiteId fields.blank"),
        ("id", String(repeating: "a", count: 50), ""),
        ("id", String(repeating: "a", count: 51), "id id.invalid"), ("id", "", "id id.invalid"),
        ("id", "..", "id id.invalid"), ("id", "Page-2.HTML", "id id.reserved"),
        ("customDomain", "", "customDomain fields.blank"),
        ("customDomain", String(repeating: "a.", count: 127) + "a", ""),
        ("customDomain", String(repeating: "a.", count: 127) + "ab", "customDomain domain.invalid"),
        ("customization.logoId", String(repeating: "a", count: 50), ""),
        ("customization.logoId", String(repeating: "a", count: 51), "customization.logoId fields.too-long"),
        ("customization.logoId", "", "customization.logoId fields.blank"),
        ("customization.colors.primary", "0044D4", ""),
        ("customization.colors.primary", "#0044d4", "customization.colors.primary colors.style"),
        ("customization.colors.primary", "04d", "customization.colors.primary colors.style"),
        ("customization.colors.primary", "", "customization.colors.primary colors.invalid"),
        ("customization.colors.secondary", "0044d4ff", "customization.colors.secondary colors.invalid"),
        ("customization.links.termsOfService", "", "customization.links.termsOfService fields.blank"),
        ("customization.links.termsOfService", "javascript:x", "customization.links.termsOfService links.not-http"),
        ("customization.links.refundPolicy", "https://a b", "customization.links.refundPolicy links.invalid"),
        ("x-portico.website.name", String(repeating: "a", count: 255), ""),
        ("x-portico.website.name", String(repeating: "a", count: 256), "x-portico.website.name fields.too-long"),
        ("x-portico.website.name", "", "x-portico.website.name fields.blank"),
        ("x-portico.website.url", "acme.example", "x-portico.website.url links.not-http"),
        ("x-portico.website.supportEmail", "", "x-portico.website.supportEmail fields.blank"),
        ("x-portico.website.supportEmail", "a@b", "x-portico.website.supportEmail email.invalid"),
        ("x-portico.website.supportPhone", "", "x-portico.website.supportPhone fields.blank"),
        ("x-portico.website.supportPhone", "12", "x-portico.website.supportPhone phone.invalid"),
        ("x-portico.logo", "", "x-portico.logo fields.blank"), ("x-portico.notes", "", ""),
        ("x-portico.notes", String(repeating: "é", count: 8_192), ""), ("x-portico.notes", "a\r\nb\tc", ""),
        ("x-portico.notes", String(repeating: "é", count: 8_192) + "x", "x-portico.notes fields.too-long"),
        ("status", "inactive", ""), ("status", "Active", "status fields.bad-value"),
        ("status", "", "status fields.bad-value"),
    ])
    func `every limit is kept on both sides`(_ path: String, _ text: String, _ expected: String) {
        #expect(Checked((path, .string(text))).rules == (expected.isEmpty ? [] : [expected]))
    }

    @Test func `the name's limit is a warning, because the service has none`() {
        let checked = Checked(("name", .string(String(repeating: "a", count: 256))))
        #expect(checked.lines == ["warning name: the text has 256 characters; shorten it to 255 [fields.too-long]"])
    }

    @Test(arguments: [
        "\0", "\n", "\r\n", "\t", "\u{1B}", "\u{7F}", "\u{85}", "\u{2028}", "\u{202E}", "\u{2066}", "\u{200B}",
        "\u{FEFF}", "\u{E0041}",
    ])
    func `control and reordering characters are refused in every text but the notes`(_ character: String) {
        for field in FieldTable.portal.fields {
            guard case .text(let kind) = field.type else { continue }
            let checked = Checked((field.path.description, .string("ab" + character)))
            if case .lines = kind {
                #expect(checked.rules == [])
            } else {
                #expect(checked.rules == ["\(field.path) fields.control-characters"], "\(field.path)")
            }
        }
    }

    @Test func `read-only fields are noted, whatever they hold`() {
        for path in ["createdTime", "updatedTime", "_links"] {
            for value in Self.values + [.null] {
                let checked = Checked((path, value))
                #expect(
                    checked.lines == [
                        "note \(path): set by the service and ignored when sent; remove the key to keep the file short [fields.read-only]"
                    ]
                )
                #expect(checked.findings.first?.anchor == .key)
            }
        }
    }

    @Test func `all findings of a body are reported at once`() {
        let checked = Checked(
            ("name", nil),
            ("slug", .string("a")),
            ("colour", .null),
            ("features.orderCancel", .number("0")),
            ("customization.links", .array([]))
        )
        #expect(
            Set(checked.rules) == [
                " fields.missing", "slug fields.too-short", "colour fields.unknown",
                "features.orderCancel fields.wrong-type",
                "customization.links fields.wrong-type",
            ]
        )
    }

    @Test func `an environment is checked like the file, but nothing is missing in it`() {
        let checked = Checked(
            ("x-portico.environments.live.slug", .string("a")),
            ("x-portico.environments.live.features.orderCancle", .boolean(false)),
            ("x-portico.environments.live.primary", .string("0044d4")),
            ("x-portico.environments.live.websiteId", .null),
            ("x-portico.environments.live.x-portico.notes", .number("1")),
            ("x-portico.environments.test", .string("x"))
        )
        #expect(
            Set(checked.rules) == [
                "x-portico.environments.live.slug fields.too-short",
                "x-portico.environments.live.features.orderCancle fields.unknown",
                "x-portico.environments.live.primary fields.unknown",
                "x-portico.environments.live.websiteId fields.null",
                "x-portico.environments.live.x-portico.notes fields.wrong-type",
                "x-portico.environments.test fields.wrong-type",
            ]
        )
    }

    @Test func `an environment holds no environments`() {
        let checked = Checked(("x-portico.environments.live.x-portico.environments.test.slug", .string("acme-test")))
        #expect(
            checked.lines == [
                "error x-portico.environments.live.x-portico.environments: an environment can't hold environments; "
                    + "move it up, beside 'live' [fields.unknown]"
            ]
        )
    }

    @Test func `named objects and lists are checked element by element`() {
        let inner = FieldTable([
            Field("day", .text(.day), isRequired: true, label: "Day", meaning: "A day"),
            Field("price", .text(.amount), label: "Price", meaning: "A price"),
        ])
        let table = FieldTable([
            Field("rows", .list(inner), label: "Rows", meaning: "Rows"),
            Field("by", .named(inner), label: "By", meaning: "By name"),
        ])
        let good = ValueObject([("day", .string("2026-01-15"))])
        let bad = ValueObject([("day", .string("2026-02-30")), ("prise", .null)])
        let body = ValueObject([
            ("rows", .array([.object(good), .object(bad), .null])),
            ("by", .object(ValueObject([("a", .object(ValueObject())), ("b", .number("1"))]))),
        ])
        #expect(
            Checked(body, validator: Validator(table: table, isClosed: true)).lines == [
                "error rows.1.day: '2026-02-30' is wrong here; write a day such as 2026-01-15 [fields.bad-value]",
                "error rows.1.prise: unknown field; did you mean 'price'? [fields.unknown]",
                "error rows.2: null stands where a mapping belongs; write its fields below '2' [fields.wrong-type]",
                "error by.a: 'day' is missing; add a line such as `day: 2026-01-15` [fields.missing]",
                "error by.b: a number stands where a mapping belongs; write its fields below 'b' [fields.wrong-type]",
            ]
        )
        let list = Checked(ValueObject([("rows", .string("x"))]), validator: Validator(table: table))
        #expect(list.lines == ["error rows: text stands where a list belongs; write a list [fields.wrong-type]"])
    }

    @Test(arguments: [
        (TextKind.day, "2026-02-30"), (.month, "2026-13"), (.month, "2026-01-01"), (.amount, "1,00"),
        (.amount, "1.234"), (.amount, "-1"),
        (.amount, ""), (.amount, "1."), (.amount, "١"), (.count, "0"), (.count, "+1"), (.count, "01"),
        (.count, "1000001"), (.count, "１"),
        (.locale, "english"), (.locale, "EN"), (.locale, "en_US"), (.locale, "en-"), (.locale, ""),
        (.currency, "usd"), (.currency, "US"),
        (.currency, "ＵＳＤ"), (.currency, "U\u{301}S"),
    ])
    func `a text of a fixed shape has no other`(_ kind: TextKind, _ text: String) {
        let table = FieldTable([Field("a", .text(kind), label: "A", meaning: "A")])
        let checked = Checked(ValueObject([("a", .string(text))]), validator: Validator(table: table))
        #expect(checked.rules == ["a fields.bad-value"])
    }

    @Test(arguments: [
        (TextKind.day, "2026-02-28"), (.month, "2026-12"), (.amount, "0"), (.amount, "12.5"),
        (.amount, "1234567890.99"), (.count, "1"),
        (.count, "1000000"), (.locale, "en"), (.locale, "en-US"), (.locale, "zh-Hant-TW"), (.currency, "USD"),
        (.free, ""),
    ])
    func `a text of a fixed shape is taken`(_ kind: TextKind, _ text: String) {
        let table = FieldTable([Field("a", .text(kind), label: "A", meaning: "A")])
        #expect(Checked(ValueObject([("a", .string(text))]), validator: Validator(table: table)).rules == [])
    }
}
