/// Portal files that are hard to read: encodings, depth, size, aliases, several documents.
enum HostileTexts {
    private static let good = "name: Acme billing\nslug: %\nwebsiteId: acme-main\n"

    private static func good(_ slug: String) -> String { good.replacing("%", with: slug) }

    private static func deep(_ open: String, _ close: String, _ count: Int = 10_000) -> String {
        String(repeating: open, count: count) + String(repeating: close, count: count)
    }

    /// Nine levels of nine aliases each: 387 million values.
    private static func bomb(_ lines: (String, String) -> String) -> String {
        var text = "x0: &x0 [1, 2, 3, 4, 5, 6, 7, 8, 9]\n"
        for level in 1...9 { text += lines("x\(level)", "*x\(level - 1)") }
        return text
    }

    private static let utf16: [UInt8] =
        [0xFF, 0xFE] + Array(good("utf16-slug").utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    private static let wide: [UInt8] = Array(good("wide-slug").utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }

    static let files: [HostilePortal] = [
        // Encodings.
        .init("bom.yaml", .bytes([0xEF, 0xBB, 0xBF] + Array(good("bom-slug").utf8)), .harmless, page: "bom"),
        .init("bom-json.json", .bytes([0xEF, 0xBB, 0xBF] + Array(json("bom-json").utf8)), .harmless, page: "bom-json"),
        .init("crlf.yaml", .text(good("crlf-slug").replacing("\n", with: "\r\n")), .harmless, page: "crlf"),
        .init("cr.yaml", .text(good("cr-slug").replacing("\n", with: "\r")), .harmless, page: "cr"),
        .init("nul.yaml", .bytes(Array("name: a".utf8) + [0] + Array(good("nul-slug").utf8)), .rules("file.not-utf8")),
        .init("nul-end.yaml", .bytes(Array(good("nul-end").utf8) + [0]), .rules("file.not-utf8")),
        .init("latin.yaml", .bytes(Array("name: caf".utf8) + [0xE9, 0x0A]), .rules("file.not-utf8")),
        .init("overlong.yaml", .bytes(Array("name: ".utf8) + [0xC0, 0xAF, 0x0A]), .rules("file.not-utf8")),
        .init("surrogate.yaml", .bytes(Array("name: ".utf8) + [0xED, 0xA0, 0x80]), .rules("file.not-utf8")),
        .init("cut.yaml", .bytes(Array("name: ".utf8) + [0xE2, 0x82]), .rules("file.not-utf8")),
        .init("utf16.yaml", .bytes(utf16), .rules("file.not-utf8")),
        .init("utf16be.yaml", .bytes(wide), .rules("file.not-utf8")),
        .init("utf32.yaml", .bytes([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0]), .rules("file.not-utf8")),
        .init("binary.yaml", .bytes((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 97) }), .rules("file.not-utf8")),
        .init("control.yaml", .text("name: a\u{1}b\n" + good("control-slug")), .rules("syntax.invalid")),
        .init(
            "nel.yaml",
            .text("name: a\u{85}slug: nel-slug\u{2028}websiteId: w\u{2029}"),
            .perhaps("fields.missing", "syntax.invalid", "fields.control-characters"),
            page: nil
        ),
        // Emptiness and shape.
        .init("empty.yaml", .text(""), .rules("syntax.not-a-mapping")),
        .init("empty-json.json", .text(""), .rules("syntax.not-a-mapping")),
        .init("blank.yaml", .text(" \n\n  \n"), .rules("syntax.not-a-mapping")),
        .init("comment.yaml", .text("# nothing\n"), .rules("syntax.not-a-mapping")),
        .init("dashes.yaml", .text("---\n"), .rules("syntax.not-a-mapping")),
        .init("tilde.yaml", .text("~\n"), .rules("syntax.not-a-mapping")),
        .init("word.yaml", .text("acme\n"), .rules("syntax.not-a-mapping")),
        .init("list.yaml", .text("- a\n- b\n"), .rules("syntax.not-a-mapping")),
        .init("null.json", .text("null"), .rules("syntax.not-a-mapping")),
        .init("number.json", .text("1e999999999"), .rules("syntax.not-a-mapping", "syntax.invalid")),
        .init("tabs.yaml", .text("name: a\n\tslug: tab-slug\n"), .rules("syntax.invalid")),
        .init(
            "tab-value.yaml",
            .text(good("tab-value").replacing(": ", with: ":\t")),
            .perhaps("syntax.invalid", "fields.missing")
        ),
        .init("quote.yaml", .text("name: \"never closed\n"), .rules("syntax.invalid")),
        .init("directive.yaml", .text("%YAML 9.9\n---\n" + good("directive")), .perhaps("syntax.invalid"), page: nil),
        .init("tag-bomb.yaml", .text(String(repeating: "%TAG !a! tag:x\n", count: 5000)), .rules("syntax.invalid")),
        .init(
            "tag.yaml",
            .text("name: !!python/object/apply:os.system [id]\n" + "slug: tag-slug\nwebsiteId: w\n"),
            .rules("syntax.invalid", "fields.wrong-type")
        ),
        .init(
            "merge.yaml",
            .text("<<: {name: x}\n" + good("merge-slug")),
            .rules("syntax.key-not-text"),
            page: "merge"
        ),
        .init(
            "key-map.yaml",
            .text("? {a: b}\n: c\n" + good("key-map")),
            .rules("syntax.key-not-text"),
            page: "key-map"
        ),
        .init(
            "key-list.yaml",
            .text("? [a, b]\n: c\n" + good("key-list")),
            .rules("syntax.key-not-text"),
            page: "key-list"
        ),
        .init(
            "key-null.yaml",
            .text("~: c\n" + good("key-null")),
            .perhaps("fields.additional", "syntax.key-not-text"),
            page: "key-null"
        ),
        .init(
            "twice.yaml",
            .text(good("twice-slug") + good("other-slug")),
            .rules("syntax.duplicate-key"),
            page: "twice"
        ),
        .init(
            "twice-json.json",
            .text("{\"a\":1,\"a\":2,\"\\u0061\":3}"),
            .rules("syntax.duplicate-key", "fields.missing", "fields.additional", "fields.unknown")
        ),
        .init(
            "documents.yaml",
            .text(good("documents") + "---\n" + good("second")),
            .rules("syntax.several-documents"),
            page: "documents"
        ),
        .init(
            "many-documents.yaml",
            .text(String(repeating: "---\na: b\n", count: 10_000)),
            .rules("syntax.several-documents", "fields.missing", "fields.additional")
        ),
        .init("ndjson.json", .text(json("ndjson") + "\n" + json("second")), .rules("syntax.invalid")),
        // Depth.
        .init("deep-flow.yaml", .text("x: " + deep("[", "]")), .rules("syntax.too-deep")),
        .init("deep-map.yaml", .text("x: " + deep("{a: ", "}")), .rules("syntax.too-deep")),
        .init(
            "deep-open.yaml",
            .text("x: " + String(repeating: "[", count: 100_000)),
            .rules("syntax.too-deep", "syntax.invalid")
        ),
        .init("deep-block.yaml", .text(String(repeating: "- ", count: 10_000) + "a\n"), .rules("syntax.too-deep")),
        .init("deep-steps.yaml", .text(steps(700)), .rules("syntax.too-deep")),
        .init(
            "deep-keys.yaml",
            .text(String(repeating: "? ", count: 10_000) + "a\n"),
            .rules("syntax.too-deep", "syntax.invalid")
        ),
        .init("deep-list.json", .text(deep("[", "]")), .rules("syntax.too-deep")),
        .init(
            "deep-map-json.json",
            .text(deep("{\"a\":", "}").replacing(":}", with: ":1}")),
            .rules("syntax.too-deep")
        ),
        .init("deep-open-json.json", .text(String(repeating: "[", count: 200_000)), .rules("syntax.too-deep")),
        // Aliases.
        .init(
            "bomb-list.yaml",
            .text(bomb { "\($0): &\($0) [\($1), \($1), \($1), \($1), \($1), \($1), \($1), \($1), \($1)]\n" }),
            .rules("syntax.too-many-nodes")
        ),
        .init(
            "bomb-map.yaml",
            .text(
                bomb {
                    "\($0): &\($0) {a: \($1), b: \($1), c: \($1), d: \($1), e: \($1), f: \($1), g: \($1), h: \($1), i: \($1)}\n"
                }
            ),
            .rules("syntax.too-many-nodes")
        ),
        .init(
            "bomb-key.yaml",
            .text(bomb { "\($0): &\($0) {? \($1) : \($1), ? [\($1), \($1), \($1), \($1)] : 1}\n" }),
            .rules("syntax.too-many-nodes", "syntax.key-not-text")
        ),
        .init(
            "bomb-text.yaml",
            .text(
                "a: &a \"\(String(repeating: "x", count: 10_000))\"\nb: [" + String(repeating: "*a, ", count: 5000)
                    + "]\n"
            ),
            .rules("syntax.too-many-nodes")
        ),
        .init(
            "bomb-name.yaml",
            .text(
                "a: &a \"\(String(repeating: "<b>", count: 30_000))\"\nname: *a\nslug: *a\nwebsiteId: *a\nstatus: *a\n"
            ),
            .perhaps("fields.too-long", "slug.invalid", "fields.bad-value", "fields.additional"),
            page: "bomb-name"
        ),
        .init("self.yaml", .text("a: &a [*a]\n" + good("self-slug")), .rules("syntax.invalid", "fields.additional")),
        .init(
            "alias.yaml",
            .text("name: *nobody\nslug: alias-slug\nwebsiteId: w\n"),
            .rules("syntax.invalid", "fields.missing")
        ),
        // Size.
        .init("large.yaml", .large(byteCount: 50 << 20), .rules("file.too-large")),
        .init("large-json.json", .large(byteCount: 50 << 20), .rules("file.too-large")),
        .init("huge.yaml", .large(byteCount: 1 << 40), .rules("file.too-large")),
        .init(
            "full.yaml",
            .text(good("full-slug") + "# " + String(repeating: "x", count: 261_000)),
            .harmless,
            page: "full"
        ),
        .init(
            "over.yaml",
            .text(good("over-slug") + "# " + String(repeating: "x", count: 263_000)),
            .rules("file.too-large")
        ),
        .init(
            "wide.yaml",
            .text(good("wide-slug") + (0..<9_900).map { "k\($0): 1\n" }.joined()),
            .rules("fields.additional"),
            page: "wide"
        ),
        .init(
            "twice-wide.yaml",
            .text(good("twice-wide") + String(repeating: "k: 1\n", count: 20_000)),
            .rules("syntax.too-many-nodes", "syntax.duplicate-key", "fields.additional")
        ),
        .init(
            "brackets.yaml",
            .text("x: " + String(repeating: "[], ", count: 60_000)),
            .rules("syntax.invalid", "syntax.too-many-nodes")
        ),
        .init("quotes.json", .text(String(repeating: "\"", count: 250_000)), .rules("syntax.invalid")),
        .init(
            "long-key.yaml",
            .text(String(repeating: "k", count: 200_000) + ": 1\n" + good("long-key")),
            .perhaps("syntax.invalid", "fields.additional")
        ),
        .init(
            "long-key-json.json",
            .text("{\"\(String(repeating: "k", count: 200_000))\":1}"),
            .rules("fields.missing", "fields.additional")
        ),
        .init("notes.yaml", .text(notes(String(repeating: "> ", count: 8000))), .harmless, page: "notes"),
        .init(
            "notes-brackets.yaml",
            .text(notes(String(repeating: "[", count: 16_000))),
            .harmless,
            page: "notes-brackets"
        ),
        .init(
            "notes-stars.yaml",
            .text(notes(String(repeating: "*a **b ", count: 2000))),
            .harmless,
            page: "notes-stars"
        ),
        .init(
            "notes-ticks.yaml",
            .text(notes((1...170).map { String(repeating: "`", count: $0) }.joined(separator: " "))),
            .harmless,
            page: "notes-ticks"
        ),
        .init(
            "notes-long.yaml",
            .text(notes(String(repeating: "x", count: 17_000))),
            .rules("fields.too-long"),
            page: "notes-long"
        ),
        .init(
            "notes-html.yaml",
            .text(
                notes(
                    "<script>a</script> <img src=x onerror=y> <!-- c --> ![i](https://evil.example/x) [j](javascript:x) <javascript:x>"
                )
            ),
            .harmless,
            page: "notes-html"
        ),
        .init(
            "notes-links.yaml",
            .text(notes("[a](<data:text/html,x>) [b][r] [c](JaVaScRiPt:x) [d](vbscript:x) [e](file:///etc/passwd)")),
            .harmless,
            page: "notes-links"
        ),
    ]

    private static func json(_ slug: String) -> String { "{\"name\":\"A\",\"slug\":\"\(slug)\",\"websiteId\":\"w\"}" }

    private static func notes(_ text: String) -> String {
        let slug = "notes-\(text.utf8.count)-\(text.utf8.first ?? 0)"
        return good(slug) + "x-portico:\n  notes: '\(text.replacing("'", with: "''"))'\n"
    }

    private static func steps(_ count: Int) -> String {
        (0..<count).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    }
}
