import Foundation

/// Text that tries to leave its place, and the fields it is put into.
enum HostileFields {
    /// Text that holds no control character, so that only a field's own rule can refuse it.
    static let texts = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)' x='",
        "\" autofocus onfocus=alert(1) x=\"",
        "</style><script>alert(1)</script>",
        "</title></head><body onload=alert(1)>",
        "--><script>alert(1)</script><!--",
        "<!-- never closed",
        "]]><svg/onload=alert(1)><?xml",
        "ffffff;background:url(https://evil.example/x)",
        "}*{background:url(//evil.example)}@import '//evil.example/x.css';",
        "![x](https://evil.example/x.png) ![y][z]",
        "[click](javascript:alert(1)) <javascript:alert(1)>",
        "*b* _i_ `code` ~~s~~ $x$ **b** | a | b | # + - 1. > =",
        "&lt;script&gt;alert(1)&lt;/script&gt; &#x3c;b&#62; &amp",
        "{{brandName}}{{{brandName}}}{{> footer}}{{#links}}{{/links}}{{= | | =}}",
        "javascript:alert(document.domain)",
        "jAvAsCrIpT&colon;alert(1)//",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
        "${PORTICO_SECRET}$(id)`id`%s%n%x",
        "../../../../etc/passwd%00.svg",
        "https://acme.example/\"onmouseover=\"alert(1)",
        "https://acme.example@evil.example/",
        "\\`*_{}[]<>()#+-.!|\\\\",
        "<b>&\"'",
        "＜script＞ ŝcript ﬁ İıſ e\u{301}\u{302}\u{303}",
    ]

    /// Text with characters that reorder, hide, or end a line.
    static let controlTexts = [
        "a\u{0}b<script>", "a\r\nb: c", "a\nb", "a\tb", "\u{1B}[31mred\u{1B}]0;title\u{7}", "abc\u{202E}cba",
        "a\u{200B}b\u{FEFF}", "a\u{2028}b\u{2029}c", "\u{2066}x\u{2069}", "a\u{7F}b\u{85}c", "\u{E0041}\u{E0042}",
        "x\u{FFFE}y",
    ]

    /// The fields, and what a text without control characters comes to in each.
    static let fields: [(path: String, plain: Expectation)] = [
        ("name", .harmless),
        ("slug", .rules("slug.invalid", "fields.too-long", "fields.too-short")),
        ("websiteId", .perhaps("fields.too-long")),
        ("status", .rules("fields.bad-value")),
        ("customDomain", .rules("domain.invalid")),
        ("features.orderCancel", .rules("fields.wrong-type")),
        ("customization.logoId", .rules("logo.not-local", "fields.too-long")),
        ("customization.colors.primary", .rules("colors.invalid")),
        ("customization.colors.secondary", .rules("colors.invalid")),
        ("customization.links.termsOfService", .rules("links.not-http", "links.invalid")),
        ("customization.links.privacyPolicy", .rules("links.not-http", "links.invalid")),
        ("customization.links.refundPolicy", .rules("links.not-http", "links.invalid")),
        ("x-portico.logo", .rules("logo.file-missing", "logo.outside", "logo.unreadable")),
        ("x-portico.website.name", .harmless),
        ("x-portico.website.url", .rules("links.not-http", "links.invalid")),
        ("x-portico.website.supportEmail", .rules("email.invalid")),
        ("x-portico.website.supportPhone", .rules("phone.invalid")),
        ("x-portico.notes", .harmless),
        ("loyalty", .rules("fields.additional")),
    ]

    /// The portals with a text in one field each, and with the text as a key and as an environment.
    static func portals(with text: String, isControl: Bool) -> [HostilePortal] {
        let values = fields.enumerated().map { index, field in
            portal(index, field.path, text, isControl ? controlExpectation(of: field) : field.plain)
        }
        let unknown = Expectation.rules("fields.additional", "fields.unknown")
        let environment = Expectation.rules("environment.unknown")
        let keys = [
            raw("key-top", ["x-unknown": 1, text: 1], .rules("fields.additional", "fields.unknown")),
            raw("key-inner", ["features": [text: true]], unknown),
            raw("environment", ["x-portico": ["environments": [text: [:] as [String: Any]]]], environment),
        ]
        return values + keys
    }

    private static func controlExpectation(of field: (path: String, plain: Expectation)) -> Expectation {
        switch field.path {
        case "x-portico.notes": .harmless
        case "status", "features.orderCancel", "loyalty": field.plain
        case "customization.logoId": .rules("fields.control-characters", "logo.not-local")
        case "x-portico.logo":
            .rules("fields.control-characters", "logo.unreadable", "logo.file-missing", "logo.outside")
        default: .rules("fields.control-characters")
        }
    }

    private static func portal(_ index: Int, _ path: String, _ text: String, _ expectation: Expectation)
        -> HostilePortal
    {
        var value: Any = text
        let keys = path.split(separator: ".").map(String.init)
        for key in keys.dropFirst().reversed() { value = [key: value] }
        return raw("field-\(index)", [keys[0]: value], expectation)
    }

    /// A JSON file, because in JSON every character can be written.
    private static func raw(_ stem: String, _ members: [String: Any], _ expectation: Expectation) -> HostilePortal {
        var body: [String: Any] = ["name": "Acme billing", "slug": "acme-\(stem)", "websiteId": "acme-main"]
        body.merge(members) { _, new in new }
        let bytes = (try? JSONSerialization.data(withJSONObject: body)).map { [UInt8]($0) } ?? []
        return HostilePortal("\(stem).json", .bytes(bytes), expectation, page: stem)
    }
}
