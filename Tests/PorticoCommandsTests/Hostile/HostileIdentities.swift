/// Ids and slugs that try to leave their folder, take another's, or hide.
enum HostileIdentities {
    private static func body(_ slug: String, id: String? = nil) -> HostileFile.Content {
        .text((id.map { "id: \($0)\n" } ?? "") + "name: Acme billing\nslug: \(slug)\nwebsiteId: acme-main\n")
    }

    /// Ids in the body; as YAML writes them.
    static let ids: [HostilePortal] = [
        ("'.'", "id.invalid"), ("'..'", "id.invalid"), ("'../acme'", "id.invalid"), ("'../../etc'", "id.invalid"),
        ("/etc/passwd", "id.invalid"), ("a/b", "id.invalid"), ("'a\\b'", "id.invalid"), ("'%2e%2e%2f'", "id.invalid"),
        ("'a%00b'", "id.invalid"), ("\"a\\0b\"", "fields.control-characters"),
        ("\"a\\nb\"", "fields.control-characters"),
        ("\"a\\u202Eb\"", "fields.control-characters"), ("\"a\\u200Bb\"", "fields.control-characters"),
        ("\"\\uFEFFacme\"", "fields.control-characters"), ("\"acme\\n\"", "fields.control-characters"),
        ("'acme '", "id.invalid"), ("' acme'", "id.invalid"), ("''", "id.invalid"), ("'ac me'", "id.invalid"),
        ("café", "id.invalid"), ("аcme", "id.invalid"), ("acme１", "id.invalid"), ("'acme:'", "id.invalid"),
        ("'acme*?'", "id.invalid"), ("'<script>'", "id.invalid"), ("'a\"b'", "id.invalid"), ("\"a'b\"", "id.invalid"),
        ("index.html", "id.reserved"), ("INDEX.HTML", "id.reserved"), ("docs.md", "id.reserved"),
        ("docs.html", "id.reserved"), ("portico-manifest.json", "id.reserved"), ("page-2.html", "id.reserved"),
        ("page-0000000000000000000002.html", "id.reserved"), (".git", "id.reserved"), (".GIT", "id.reserved"),
        (".portico-1-1.tmp", "id.reserved"), ("Portico-Manifest.JSON", "id.reserved"),
        ("portico-portals.jsonl", "id.reserved"),
        (String(repeating: "a", count: 51), "fields.too-long"),
        (String(repeating: "a", count: 5000), "fields.too-long"),
        ("null", "fields.null"), ("[a]", "fields.wrong-type"), ("{a: b}", "fields.wrong-type"),
        ("true", "fields.wrong-type"),
    ].enumerated().map { index, row in
        HostilePortal("id-\(index).yaml", body("slug-of-id-\(index)", id: row.0), .rules(row.1, "id.invalid"))
    }

    /// Ids that look dangerous and are legal folder names everywhere.
    static let legalIDs: [HostilePortal] = [
        ("@acme", "@acme"), ("~root", "~root"), ("-rf", "-rf"), ("...", "..."), (".hidden", ".hidden"),
        ("a..b", "a..b"),
        ("004400", "004400"), ("1e1000", "1e1000"), ("con", "con"), ("page-x.html", "page-x.html"),
    ].enumerated().map { index, row in
        HostilePortal("legal-\(index).yaml", body("slug-legal-\(index)", id: "'\(row.0)'"), .harmless, page: row.1)
    }

    /// File names; the stem is the id.
    static let stems: [HostilePortal] = [
        ("..yaml", nil), ("...yaml", nil), ("....yaml", nil), ("a b.yaml", "id.invalid"), ("a%2fb.yaml", "id.invalid"),
        ("%2e%2e.yaml", "id.invalid"), ("a\\b.yaml", "file.unreadable"), ("a\nb.yaml", "file.unreadable"),
        ("a\u{1B}[31mb.yaml", "file.unreadable"), ("a\u{202E}b.yaml", "id.invalid"), ("<script>.yaml", "id.invalid"),
        ("--><script>alert(1)<!--.yaml", "id.invalid"), ("a'\"b.yaml", "id.invalid"), ("$(id).yaml", "id.invalid"),
        ("`id`.yaml", "id.invalid"), ("café.yaml", "id.invalid"), ("cafe\u{301}.yaml", "id.invalid"),
        ("index.html.yaml", "id.reserved"), ("docs.md.yml", "id.reserved"),
        ("portico-manifest.json.json", "id.reserved"),
        ("page-2.html.yaml", "id.reserved"), (String(repeating: "n", count: 100) + ".yaml", "id.invalid"),
        ("a:b.yaml", "id.invalid"), ("|.yaml", "id.invalid"), ("[x](y).yaml", "id.invalid"),
    ].enumerated().map { index, row in
        let rule = row.1
        let slug = "slug-of-stem-\(index)"
        let content =
            row.0.hasSuffix(".json")
            ? HostileFile.Content.text("{\"name\":\"A\",\"slug\":\"\(slug)\",\"websiteId\":\"w\"}") : body(slug)
        // Names that begin with a dot are not read at all.
        return HostilePortal(row.0, content, rule.map { .rules($0, "id.invalid") } ?? .harmless)
    }

    /// Slugs, as YAML writes them.
    static let slugs: [HostilePortal] =
        [
            ("'../../acme'", "slug.invalid"), ("acme/../../x", "slug.invalid"), ("'acme%2f..'", "slug.invalid"),
            ("'acme?x=1'", "slug.invalid"), ("'acme#frag'", "slug.invalid"), ("'acme slug'", "slug.invalid"),
            ("\"acme\\nslug\"", "fields.control-characters"), ("\"acme\\u202Egulse\"", "fields.control-characters"),
            ("\"acme-slug\\n\"", "fields.control-characters"), ("'acme\"onx=y'", "slug.invalid"),
            ("'<acme-slug>'", "slug.invalid"),
            ("'acme\\slug'", "slug.invalid"), ("'acme:8080'", "slug.invalid"), ("acmé-slug", "slug.invalid"),
            ("'//evil.example'", "slug.invalid"), ("'javascript:alert(1)'", "slug.invalid"), ("''", "fields.too-short"),
            ("a", "fields.too-short"), (String(repeating: "s", count: 101), "fields.too-long"), ("null", "fields.null"),
            ("[acme-slug]", "fields.wrong-type"), ("{a: b}", "fields.wrong-type"), ("false", "fields.wrong-type"),
        ].enumerated().map { index, row in
            HostilePortal(
                "slug-\(index).yaml",
                body(row.0),
                .rules(row.1, "slug.invalid", "fields.blank"),
                page: "slug-\(index)"
            )
        }
        + [("'.....'", 0), ("'@@@@@'", 1), ("~acme~", 2), ("acme..slug", 3), ("004400", 4), ("1e1000", 5)].map {
            slug,
            index in
            HostilePortal("odd-slug-\(index).yaml", body(slug), .harmless, page: "odd-slug-\(index)")
        }
}
