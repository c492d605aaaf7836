extension HostileWorkspaces {
    /// Templates of a workspace are trusted like code, but a broken one must neither crash nor hang.
    static let templates: [HostileWorkspace] = [
        template("syntax: unclosed tag", "{{brandName", ["template.syntax"]),
        template("syntax: unclosed section", "{{#links}}x", ["template.syntax"]),
        template("syntax: wrong end", "{{#links}}x{{/other}}", ["template.syntax"]),
        template("syntax: end alone", "{{/links}}", ["template.syntax"]),
        template("syntax: delimiters", "{{=", ["template.syntax"]),
        template("syntax: empty tag", "{{}}", ["template.syntax", "template.unknown-key"], isAny: true),
        template(
            "syntax: nested braces",
            "{{{{{brandName}}}}}",
            ["template.syntax", "template.unknown-key"],
            isAny: true
        ),
        template("syntax: a pragma", "{{% NOTHING:X}}", ["template.syntax"]),
        template(
            "syntax: binary",
            String(decoding: (0..<255).map { UInt8($0 % 128) + 1 }, as: UTF8.self),
            ["template.syntax"],
            isAny: true
        ),
        template("unknown key", "{{nothingOfTheKind}}", ["template.unknown-key"]),
        template("unknown key unescaped", "{{{nothingOfTheKind}}}", ["template.unknown-key"]),
        template("unknown section", "{{#nothingOfTheKind}}x{{/nothingOfTheKind}}", ["template.unknown-key"]),
        template("unknown partial", "{{> nothing-of-the-kind}}", ["template.unknown-key"]),
        template("dynamic partial", "{{> *brandName}}", ["template.unknown-key"], isAny: true),
        template("a path as partial", "{{> ../../../etc/passwd}}", ["template.unknown-key"]),
        template("sixteen thousand tags", String(repeating: "{{websiteName}}", count: 16_000), ["file.too-large"]),
        template("a partial in itself", "{{> footer}}", ["template.recursive"]),
        .init(
            "two partials in each other",
            [
                ok, .init("templates/footer.mustache", "{{> header}}"),
                .init("templates/header.mustache", "{{> footer}}"),
            ],
            1,
            ["template.recursive"]
        ),
        .init("partials that double", [ok] + doubling, 1, nil),
        .init(
            "sections that multiply",
            [
                ok,
                .init(
                    "templates/footer.mustache",
                    String(repeating: "{{#links}}", count: 40) + "x" + String(repeating: "{{/links}}", count: 40)
                ),
            ],
            1,
            nil
        ),
        template(
            "ten thousand sections",
            String(repeating: "{{#isActive}}", count: 10_000) + String(repeating: "{{/isActive}}", count: 10_000),
            ["template.syntax", "template.recursive", "template.unknown-key"],
            isAny: true
        ),
        template("a hundred thousand braces", String(repeating: "{", count: 100_000), ["template.syntax"], isAny: true),
        .init("300 KB", [ok, .init("templates/footer.mustache", .large(byteCount: 300 << 10))], 1, ["file.too-large"]),
        .init("50 MB", [ok, .init("templates/footer.mustache", .large(byteCount: 50 << 20))], 1, ["file.too-large"]),
        .init("NUL", [ok, .init("templates/footer.mustache", .bytes([0x61, 0, 0x62]))], 1, ["file.not-utf8"]),
        .init(
            "not UTF-8",
            [ok, .init("templates/footer.mustache", .bytes([0x61, 0xFF, 0x62]))],
            1,
            ["file.not-utf8"]
        ),
        .init(
            "UTF-16",
            [ok, .init("templates/footer.mustache", .bytes([0xFF, 0xFE, 0x61, 0]))],
            1,
            ["file.not-utf8"]
        ),
        .init(
            "a name that overrides nothing",
            [ok, .init("templates/nothing.mustache", "x")],
            1,
            ["template.unknown"]
        ),
        .init("a name with markup", [ok, .init("templates/<script>.mustache", "x")], 1, ["template.unknown"]),
        .init("no name", [ok, .init("templates/.mustache", "x")], 0, []),
        .init("an empty override", [ok, .init("templates/footer.mustache", "")], 0, []),
    ]

    private static func template(_ name: String, _ text: String, _ rules: Set<String>, isAny: Bool = false)
        -> HostileWorkspace
    {
        .init(name, [ok, .init("templates/footer.mustache", text)], 1, isAny ? nil : rules)
    }

    /// Partials of which each includes the next twice: 2 to the 20th copies.
    private static var doubling: [HostileFile] {
        let names = [
            "order-panel", "order-row", "support-inline", "icon-cross", "support-first-way", "icon-chevron",
            "icon-info",
            "footer", "address", "icon-calendar", "icon-error", "icon-check", "no-orders", "no-instrument",
            "brand-mark",
            "instrument", "header", "icon-download",
        ]
        return zip(names, names.dropFirst()).map { name, next in
            HostileFile("templates/\(name).mustache", String(repeating: "{{> \(next)}}", count: 4))
        }
    }
}
