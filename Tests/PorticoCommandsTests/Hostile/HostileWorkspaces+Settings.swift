extension HostileWorkspaces {
    /// `portico.yaml` with every wrong type, and with folders that are not the site's.
    static let settings: [HostileWorkspace] =
        outputs + types + [
            setting("lint: {no.such-rule: error}", ["settings.invalid"]),
            setting("lint: {colors.contrast: loud}", ["settings.invalid"]),
            setting("lint: {fields.unknown: off}", ["settings.invalid"]),
            setting("lint: {colors.contrast: [error]}", ["settings.invalid"]),
            setting("lint: {\"<script>\": error}", ["settings.invalid"]),
            setting("environment: live", ["settings.invalid"]),
            setting("environment: \"<script>\"\nenvironments: {live: {}}", ["settings.invalid"]),
            setting("environments: {live: {rebilly: {server: https://evil.example}}}", ["fields.bad-value"]),
            setting("environments: {live: {rebilly: {baseUrl: https://evil.example}}}", ["fields.unknown"]),
            setting("environments: {live: {rebilly: {apiKey: sk_live_secret}}}", ["fields.unknown"]),
            setting("outptu: site", ["fields.unknown"]),
            setting("\"<script>\": 1", ["fields.unknown"]),
            setting("sample: {locale: \"en-US<script>\"}", ["fields.bad-value"]),
            setting("sample: {locale: ../../x}", ["fields.bad-value"]),
            setting("sample: {currency: \"U<b\"}", ["fields.bad-value"]),
            setting("sample: {date: 2026-13-45}", ["fields.bad-value"]),
            setting("sample: {date: 99999-01-01}", ["fields.bad-value"]),
            setting("sample: {date: 0000-00-00}", ["fields.bad-value"]),
            setting("sample: {date: 9999-12-31}", ["fields.bad-value"]),
            setting("sample: {date: 0001-01-01}", ["fields.bad-value"]),
            setting("sample: {locale: ar-EG, currency: XXX}", []),
            setting("sample: {locale: zz-ZZZZ}", []),
            setting("[", ["syntax.invalid"]),
            setting("- a", ["syntax.not-a-mapping"]),
            setting("word", ["syntax.not-a-mapping"]),
            setting("a: &a [*a]", ["syntax.invalid", "fields.unknown"]),
            setting("x: " + String(repeating: "[", count: 10_000), ["syntax.too-deep"]),
            setting("output: site\noutput: portals", ["syntax.duplicate-key"]),
            setting("output: site\n---\noutput: portals", ["syntax.several-documents"]),
            .init("large settings", [ok, .init("portico.yaml", .large(byteCount: 50 << 20))], 1, ["file.too-large"]),
            .init("settings not UTF-8", [ok, .init("portico.yaml", .bytes([0xFF]))], 1, ["file.not-utf8"]),
            .init(
                "settings in UTF-16",
                [ok, .init("portico.yaml", .bytes([0xFF, 0xFE, 0x61, 0]))],
                1,
                ["file.not-utf8"]
            ),
        ]

    /// Output folders outside, or among the workspace's own files: refused, and `site` is written instead.
    private static let outputs: [HostileWorkspace] = [
        "../x", "..", ".", "/tmp/portico-abs", "./site", "site/", "site/../../x", "a//b", ".git", ".git/hooks", ".GIT",
        "site/.git", "portals", "portals/x", "Portals", "logos", "templates", "sample", "schemas", "portico.yaml", "''",
        "\"\\0\"", "\"a\\nb\"", "\"\\u202Ex\"", "~", "[site]", "{a: b}", "true",
    ].map { value in
        let odd: Set<String> =
            switch value {
            case "\"\\0\"", "\"a\\nb\"", "\"\\u202Ex\"": ["fields.control-characters"]
            case "~": ["fields.null"]
            case "[site]", "{a: b}", "true": ["fields.wrong-type"]
            default: ["settings.invalid"]
            }
        return setting("output: \(value)", odd)
    }

    private static let types: [HostileWorkspace] = [
        "sample", "lint", "environments", "sample.locale", "sample.currency", "sample.date",
    ].flatMap { path in
        let keys = path.split(separator: ".")
        return ["5", "[1]", "true", "'text'"].map { value in
            let line = keys.count == 1 ? "\(path): \(value)" : "\(keys[0]): {\(keys[1]): \(value)}"
            let isText = keys.count == 2 && (value == "5" || value == "'text'")
            return setting(
                line,
                isText ? ["fields.bad-value"] : path == "lint" ? ["settings.invalid"] : ["fields.wrong-type"]
            )
        }
    }

    private static func setting(_ text: String, _ rules: Set<String>) -> HostileWorkspace {
        .init(text.prefix(60).debugDescription, [ok, .init("portico.yaml", text + "\n")], rules.isEmpty ? 0 : 1, rules)
    }

    /// `sample/customer.yaml`: its text is shown on every page of every portal.
    static let samples: [HostileWorkspace] =
        HostileFields.texts.prefix(12).map { text in
            let quoted = "'\(text.replacing("'", with: "''"))'"
            let members = ["name", "firstName", "email", "company", "street", "city", "country"].map {
                "  \($0): \(quoted)\n"
            }
            let lists = """
                orders: [{number: \(quoted), name: \(quoted), summary: \(quoted), items: [{name: \(quoted), price: 1}]}]
                instruments: [{brand: \(quoted), lastFour: \(quoted)}]
                invoices: [{number: \(quoted), subject: \(quoted), order: \(quoted), items: [{name: \(quoted), price: 1}]}]

                """
            return sample("text \(text)", "customer:\n\(members.joined())\(lists)", [])
        } + [
            sample(
                "price too long",
                "orders: [{number: a, name: b, items: [{name: c, price: 99999999999999999999999}]}]",
                ["fields.bad-value"]
            ),
            sample(
                "count too large",
                "orders: [{number: a, name: b, items: [{name: c, quantity: 9999999999999999999, price: 9999999999}]}]",
                ["fields.bad-value"]
            ),
            sample(
                "price not a number",
                "orders: [{number: a, name: b, items: [{name: c, price: NaN}]}]",
                ["fields.bad-value"]
            ),
            sample(
                "largest amounts",
                "tax: {rate: 9999999999}\norders: [{number: a, name: b, items: [{name: c, quantity: 1000000, price: 9999999999.99}]}]",
                []
            ),
            sample(
                "days that do not exist",
                "orders: [{number: a, name: b, since: 2026-02-31, items: []}]",
                ["fields.bad-value"]
            ),
            sample("empty lists", "orders: []\ninstruments: []\ninvoices: []", []),
            sample("wrong lists", "orders: {a: b}\ninstruments: 5\ninvoices: text", ["fields.wrong-type"]),
            sample("lists of nothing", "orders: [1, null, [], text]", ["fields.wrong-type"]),
            sample("control characters", "customer: {name: \"a\\u202Eb\\0\\e[31m\"}", ["fields.control-characters"]),
            sample("a list", "- a", ["syntax.not-a-mapping"]),
            sample("nothing", "", []),
            sample(
                "ten thousand orders",
                "orders:\n" + String(repeating: "  - {number: a, name: b}\n", count: 3000),
                []
            ),
            sample("nesting", "customer: " + String(repeating: "[", count: 10_000), ["syntax.too-deep"]),
        ]

    private static func sample(_ name: String, _ text: String, _ rules: Set<String>) -> HostileWorkspace {
        .init(name, [ok, .init("sample/customer.yaml", text)], rules.isEmpty ? 0 : 1, rules)
    }
}
