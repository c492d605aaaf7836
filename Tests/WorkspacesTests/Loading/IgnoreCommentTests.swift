import Diagnostics
import TestSupport
import Testing

@testable import Workspaces

/// What `# portico:ignore` silences, and what is said of one that silences nothing.
@Suite struct IgnoreCommentTests {
    /// The problems of a portal as `line severity rule`, without those that every portal here has.
    private static func problems(
        _ text: String,
        settings: String = "",
        environment: String? = nil,
        file: String = "portals/acme.yaml"
    ) throws -> [String] {
        let loaded = try LoadedWorkspace([file: text, "portico.yaml": settings], environment: environment)
        let all = loaded.workspace.diagnostics + loaded.workspace.entries.flatMap(\.diagnostics)
        return all.sorted().map { "\($0.range?.start.line ?? 0) \($0.severity.rawValue) \($0.rule.id)" }
    }

    /// A portal with one warning, in line 6.
    private static func portal(head: String = "", above: String = "", behind: String = "") -> String {
        head + LoadedWorkspace.required + "customization:\n  links:\n" + above
            + "    termsOfService: http://acme.example/terms" + behind + "\n"
            + "    privacyPolicy: null\n    refundPolicy: null\n"
    }

    @Test func `without a comment there is a problem`() throws {
        #expect(try Self.problems(Self.portal()) == ["6 warning links.insecure"])
    }

    @Test(arguments: [
        portal(head: "# portico:ignore links.insecure\n"), portal(head: "---\n# portico:ignore links.insecure\n\n"),
        portal(head: "# yaml-language-server: $schema=s.json\n# portico:ignore links.insecure\n"),
        portal(head: "# portico:ignore links.insecure\n# yaml-language-server: $schema=s.json\n"),
        portal(head: "# Acme\n#\n#portico:ignore   links.insecure  the shop is old\n#\n"),
        portal(above: "    # portico:ignore links.insecure\n"), portal(above: "# portico:ignore links.insecure\n"),
        portal(above: "    # portico:ignore links.insecure\n    # until spring\n"),
        portal(behind: " # portico:ignore links.insecure"), portal(behind: "\t##  portico:ignore links.insecure"),
    ])
    func `a comment silences a rule in the file, in its line or in the line below`(text: String) throws {
        #expect(try Self.problems(text) == [], "\(text)")
        #expect(
            try Self.problems(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"))
                == []
        )
    }

    @Test(arguments: [
        (portal(above: "    # portico:ignore links.insecure\n\n"), "7"),
        (portal(behind: "\n    # portico:ignore links.insecure"), "7"),
        (portal(above: "    # portico:ignore links.equal\n"), "6"),
    ])
    func `a comment elsewhere, or on another rule, silences nothing and says so`(_ text: String, _ line: String) throws
    {
        let problems = try Self.problems(text)
        #expect(problems.count == 2 && problems.contains { $0.hasSuffix("warning links.insecure") }, "\(problems)")
        #expect(problems.contains { $0.hasSuffix("warning ignore.unused") }, "\(problems)")
    }

    @Test func `a number sign in a text begins no comment`() throws {
        let text =
            Self.portal(behind: "#portico:ignore") + "x-portico:\n  notes: |\n    # portico:ignore links.insecure\n"
        #expect(try Self.problems(text) == ["6 warning links.insecure"])
    }

    @Test func `one comment silences several rules, and two comments a line`() throws {
        let text =
            LoadedWorkspace.required + "customization:\n  links:\n    termsOfService: http://a.example/x\n"
            + "    privacyPolicy: http://a.example/x # portico:ignore links.equal, links.insecure both are drafts\n"
            + "    # portico:ignore links.equal\n    # portico:ignore links.insecure ,, \n"
            + "    refundPolicy: http://a.example/x\n"
        #expect(try Self.problems(text) == ["6 warning links.insecure"])
    }

    @Test(arguments: [
        ("# portico:ignore\n", "it names no rule"), ("# portico:ignore ,\n", "it names no rule"),
        ("# portico:ignore links.insecur\n", "did you mean 'links.insecure'?"),
        ("# portico:ignore because it is old\n", "there is no rule 'because'"),
        ("# Portico:ignore links.insecure\n", "it silences nothing as it is written"),
        ("# portico: ignore links.insecure\n", "it silences nothing as it is written"),
        ("# portico:ignore-line links.insecure\n", "it silences nothing as it is written"),
    ])
    func `a comment that names no rule is told what to write`(_ comment: String, _ words: String) throws {
        let loaded = try LoadedWorkspace([
            "portals/acme.yaml": Self.portal(above: "    " + comment), "portico.yaml": "",
        ])
        let found = loaded.problems.filter { $0.contains("[ignore.no-rule]") }
        #expect(found.count == 1 && found[0].contains(words), "\(loaded.problems)")
        #expect(loaded.problems.contains { $0.contains("[links.insecure]") })
    }

    @Test(arguments: ["# portico is fine", "# ignore links.insecure", "# see portico:ignore", "# porticoignore"])
    func `another comment is none of it`(comment: String) throws {
        #expect(try Self.problems(Self.portal(behind: " " + comment)) == ["6 warning links.insecure"])
    }

    @Test func `an error cannot be silenced, and the comment is told so`() throws {
        let text = LoadedWorkspace.required + "status: activ # portico:ignore fields.bad-value\n"
        let loaded = try LoadedWorkspace(["portals/acme.yaml": text])
        #expect(
            loaded.problems == [
                "portals/acme.yaml:4:9: error: status: 'activ' is no status; did you mean 'active'? [fields.bad-value]",
                "portals/acme.yaml:4:32: warning: a breach of fields.bad-value is an error, which no comment silences; "
                    + "mend it, and delete this [ignore.unused]",
            ]
        )
    }

    @Test func `what settings make an error can be silenced, what they switch off is silenced all the same`() throws {
        let text = Self.portal(behind: " # portico:ignore links.insecure")
        #expect(try Self.problems(text, settings: "lint: {links.insecure: error}") == [])
        #expect(try Self.problems(text, settings: "lint: {links.insecure: off}") == [])
        #expect(
            try Self.problems(Self.portal(), settings: "lint: {links.insecure: error}") == ["6 error links.insecure"]
        )
        let unused = Self.portal(above: "    # portico:ignore links.equal\n")
        #expect(try Self.problems(unused, settings: "lint: {ignore.unused: off}") == ["7 warning links.insecure"])
    }

    @Test func `a comment that silences nothing waits until there is no error`() throws {
        let text = Self.portal(head: "# portico:ignore links.equal\n") + "stauts: active\n"
        let rules = try Self.problems(text).map { $0.split(separator: " ")[2] }
        #expect(rules == ["links.insecure", "fields.unknown"])
    }

    @Test func `a comment that another environment needs is needed`() throws {
        let text = """
            # portico:ignore links.insecure
            name: Acme
            slug: acme-billing
            websiteId: w
            customization: {links: {termsOfService: https://a.example, privacyPolicy: null, refundPolicy: null}}
            x-portico:
              environments:
                live: {customization: {links: {termsOfService: http://a.example}}}

            """
        let settings = "environments: {test: {}, live: {}}"
        #expect(try Self.problems(text, settings: settings) == [])
        #expect(try Self.problems(text, settings: settings, environment: "test") == [])
        #expect(try Self.problems(text, settings: settings, environment: "live") == [])
        let other = text.replacing("ignore links.insecure", with: "ignore links.equal")
        #expect(try Self.problems(other, settings: settings, environment: "test") == ["1 warning ignore.unused"])
        #expect(
            try Self.problems(other, settings: settings, environment: "live")
                == ["1 warning ignore.unused", "8 warning links.insecure"]
        )
    }

    @Test func `a clash with another file can be silenced where it is reported`() throws {
        let links =
            "customization: {links: {termsOfService: https://a.example, privacyPolicy: null, refundPolicy: null}}\n"
        let first = "name: A\nslug: acme-billing\nwebsiteId: w\n" + links
        let second = "name: A\nslug: ACME-billing # portico:ignore slug.case-clash\nwebsiteId: w\n" + links
        let loaded = try LoadedWorkspace([
            "portico.yaml": "", "portals/a.yaml": first, "portals/b.yaml": second,
        ])
        #expect(loaded.problems == [])
    }

    @Test func `many comments cost little`() throws {
        let text =
            String(repeating: "# portico:ignore links.equal,links.insecure,logo.not-local\n", count: 3_000)
            + Self.portal()
        #expect(try Self.problems(text).count == 6_000)
    }
}
