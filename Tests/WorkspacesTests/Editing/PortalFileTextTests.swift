import Diagnostics
import Portals
import TestSupport
import Testing

@testable import Workspaces

/// Writing a portal file anew.
@Suite struct PortalFileTextTests {
    @Test func `a file has the order of the table, quotes where they are needed, and notes as they are read`() throws {
        let members = ValueObject([
            (
                "x-portico",
                .object([
                    "notes": .string("Owned by the *EU* team.\n\n# Not a comment 😀\n"),
                    "website": .object(["supportPhone": .string("+1 555 0100"), "name": .string("Acme")]),
                    "environments": .object([
                        "live": .object(["customDomain": .string("a.example"), "slug": .string("on")])
                    ]),
                ])
            ),
            ("unknown", .array([.string("2026-01-15"), .object(["a.b": .string("")]), .array([])])),
            ("zip", .string("01234")),
            (
                "customization",
                .object([
                    "links": .object([:]),
                    "colors": .object(["secondary": .string("facade"), "primary": .string("red")]),
                ])
            ),
            ("features", .object(["orderCancel": .boolean(false)])),
            ("slug", .string("no")),
            ("name", .string("Acme billing (EU): \"all\"")),
            ("customDomain", .null),
            ("count", .number("1.50")),
        ])
        let expected = """
            name: "Acme billing (EU): \\"all\\""
            slug: "no"
            customDomain: null
            features:
              orderCancel: false
            customization:
              colors:
                primary: "red"
                secondary: "facade"
              links: {}
            unknown:
            - "2026-01-15"
            - "a.b": ""
            - []
            zip: "01234"
            count: 1.50
            x-portico:
              website:
                name: Acme
                supportPhone: "+1 555 0100"
              notes: |
                Owned by the *EU* team.

                # Not a comment 😀
              environments:
                live:
                  slug: "on"
                  customDomain: a.example

            """
        #expect(try PortalFileText.yaml(of: members, file: "a.yaml").text == expected)
    }

    static let quoted = [
        "", " ", " a", "a ", "no", "Yes", "OFF", "y", "N", "true", "False", "null", "~", "Null", "NaN", ".inf", "-.INF",
        "0x1F", "0o17", "0b1", "017", "1_000", "12", "-1", "+1", "1e3", "1.5", ".5", "190:20:30", "12:30", "2026-01-15",
        "2001-12-14t21:59:43.10-05:00", "004400", "0044d4", "facade", "ffffff", "#fff", "a #b", "a: b", "a:", "- a",
        "? a",
        "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "{", "[", "]", "}", ",", "'", "\"", "=", "<<", "---", "...",
        "a\tb",
        "a\u{7}", "\u{85}", "a\u{2028}b", "a\u{2029}", "\u{FEFF}a", "a\u{202E}b", "a\0b", "\r", "a\r\nb", "\u{7F}",
    ]

    @Test(arguments: quoted)
    func `a text that could be taken for something else stands in double quotes`(text: String) throws {
        let bytes = try PortalFileText.yaml(of: ValueObject([("k", .string(text))]), file: "a.yaml")
        #expect(bytes.text.hasPrefix("k: \""))
        #expect(SourceReader().read(bytes, file: "a.yaml", format: .yaml).root?.value.object?["k"] == .string(text))
        #expect(!bytes.text.unicodeScalars.contains { $0 != "\n" && $0.value < 0x20 || $0.value == 0x2028 })
    }

    @Test(arguments: [
        "Acme", "a-b", "https://a.example/x?y=z", "logos/acme.svg", "a@b.example", "Ünï cödé", "𝐀 b", "e\u{301}",
    ])
    func `a text that is nothing else stands without quotes`(text: String) throws {
        #expect(try PortalFileText.yaml(of: ValueObject([("k", .string(text))]), file: "a.yaml").text == "k: \(text)\n")
    }

    @Test func `no members make an empty mapping`() throws {
        #expect(try PortalFileText.yaml(of: ValueObject(), file: "a.yaml").text == "{}\n")
    }

    @Test func `a file that could not be read again is refused`() throws {
        var deep = Value.null
        for _ in 0..<32 { deep = .object(["a": deep]) }
        let large: [Value] = [
            .string(String(repeating: "é", count: 128 << 10)), .array(Array(repeating: .null, count: 10_000)), deep,
        ]
        let words = ["at most 256 KB", "more than 10,000 values", "more than 32 lists and mappings"]
        for (value, words) in zip(large, words) {
            let error = #expect(throws: EditError.self) {
                try PortalFileText.yaml(of: ValueObject([("k", value)]), file: "a.yaml")
            }
            #expect(error?.sentence.contains(words) == true, "\(String(describing: error))")
        }
    }

    @Test func `whatever the members are, they come back, and are written the same way again`() throws {
        var generator = SeededGenerator(seed: 21)
        for round in 0..<200 {
            var random = RandomMembers(generator: generator)
            let members = random.object(depth: 3, isPortal: true)
            generator = random.generator
            let bytes = try PortalFileText.yaml(of: members, file: "a.yaml")
            let document = SourceReader().read(bytes, file: "a.yaml", format: .yaml)
            #expect(document.diagnostics == [])
            let read = try #require(document.root?.value.object)
            #expect(read == members, "round \(round): \(bytes.text)")
            #expect(try PortalFileText.yaml(of: members, file: "a.yaml") == bytes)
            // What is in order already is written as it is read.
            #expect(try PortalFileText.yaml(of: read, file: "a.yaml") == bytes, "round \(round)")
        }
    }
}
