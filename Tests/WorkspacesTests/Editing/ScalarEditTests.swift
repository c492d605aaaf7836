import Portals
import TestSupport
import Testing

@testable import Workspaces

/// Writing one scalar in the place of another.
@Suite struct ScalarEditTests {
    static let kept: [EditExample] = [
        EditExample(
            "double quotes and the comment stay",
            "customization:\n  colors:\n    primary: \"0044d4\"   # blue\n",
            .set("customization.colors.primary", "aa0000"),
            gives: "customization:\n  colors:\n    primary: \"aa0000\"   # blue\n"
        ),
        EditExample("single quotes stay", "name: 'Acme'\n", .set("name", "It's"), gives: "name: 'It''s'\n"),
        EditExample("plain text stays plain", "name: Acme # x\n", .set("name", "Bcme"), gives: "name: Bcme # x\n"),
        EditExample(
            "a plain colour stays plain",
            "primary: 112233\n",
            .set("primary", "445566"),
            gives: "primary: \"445566\"\n"
        ),
        EditExample(
            "a plain colour of a known field stays plain",
            "customization: {colors: {primary: 112233}}\n",
            .set("customization.colors.primary", "004400"),
            gives: "customization: {colors: {primary: 004400}}\n"
        ),
        EditExample(
            "what looks like a word of YAML gets quotes",
            "name: Acme\n",
            .set("name", "no"),
            gives: "name: \"no\"\n"
        ),
        EditExample("what would be null gets quotes", "name: Acme\n", .set("name", "~"), gives: "name: \"~\"\n"),
        EditExample("a number sign gets quotes", "name: Acme\n", .set("name", "A #1"), gives: "name: \"A #1\"\n"),
        EditExample(
            "control characters are escaped",
            "name: 'Acme'\n",
            .set("name", "a\u{7}\u{85}\u{2028}b"),
            gives: "name: \"a\\a\\N\\Lb\"\n"
        ),
        EditExample(
            "what can be seen is not escaped",
            "name: \"Acme\"\n",
            .set("name", "Ünï 😀"),
            gives: "name: \"Ünï 😀\"\n"
        ),
        EditExample(
            "an empty value goes before its comment",
            "name: # todo\nslug: a\n",
            .set("name", "Acme"),
            gives: "name: Acme # todo\nslug: a\n"
        ),
        EditExample("an empty value at the end", "name:", .set("name", "Acme"), gives: "name: Acme"),
        EditExample(
            "an empty value in braces",
            "{name: , slug: a}\n",
            .set("name", "Acme"),
            gives: "{name: Acme , slug: a}\n"
        ),
        EditExample(
            "a key without colon in braces",
            "{name, slug: a}\n",
            .set("name", "Acme"),
            gives: "{name: Acme, slug: a}\n"
        ),
        EditExample(
            "a truth value",
            "features: {orderCancel: false} # x\n",
            .set("features.orderCancel", .boolean(true)),
            gives: "features: {orderCancel: true} # x\n"
        ),
        EditExample("null", "customDomain: a.example\n", .set("customDomain", .null), gives: "customDomain: null\n"),
        EditExample(
            "a text of several lines",
            "name: a\n  b\n  c # x\nslug: s\n",
            .set("name", "Acme"),
            gives: "name: Acme # x\nslug: s\n"
        ),
        EditExample(
            "quotes over several lines",
            "name: \"a\n  b\" # x\nslug: s\n",
            .set("name", "Acme"),
            gives: "name: \"Acme\" # x\nslug: s\n"
        ),
        EditExample(
            "a value on a line of its own",
            "name:\n  # why\n  Acme\nslug: s\n",
            .set("name", "B"),
            gives: "name:\n  # why\n  B\nslug: s\n"
        ),
        EditExample(
            "an alias is written out",
            "name: &n Acme\nslug: *n\n",
            .set("slug", "b"),
            gives: "name: &n Acme\nslug: b\n"
        ),
        EditExample(
            "a byte-order mark and CRLF stay",
            "\u{FEFF}name: a\r\n\r\nslug: b\r\n",
            .set("slug", "c"),
            gives: "\u{FEFF}name: a\r\n\r\nslug: c\r\n"
        ),
        EditExample(
            "document markers stay",
            "%YAML 1.1\n---\nname: a\n...\n",
            .set("name", "b"),
            gives: "%YAML 1.1\n---\nname: b\n...\n"
        ),
        EditExample(
            "an equal value changes nothing",
            "name:   'Acme'\n",
            .set("name", "Acme"),
            gives: "name:   'Acme'\n"
        ),
        EditExample(
            "an equal text of digits changes nothing",
            "slug: 004400\n",
            .set("slug", "004400"),
            gives: "slug: 004400\n"
        ),
        EditExample(
            "a repeated key of a path with a dot",
            "\"a.b\": 1\n",
            .set(FieldPath(components: ["a.b"]), to: .number("2")),
            gives: "\"a.b\": 2\n"
        ),
        EditExample("tabs before a comment stay", "name: a\t\t# x\n", .set("name", "b"), gives: "name: b\t\t# x\n"),
        EditExample(
            "a member of an environment",
            "x-portico:\n  environments:\n    live: {websiteId: a, slug: b} # live\n",
            .set("x-portico.environments.live.websiteId", "c"),
            gives: "x-portico:\n  environments:\n    live: {websiteId: c, slug: b} # live\n"
        ),
    ]

    static let blocks: [EditExample] = [
        EditExample(
            "a literal block for another",
            "x-portico:\n  notes: | # for us\n    one\n    two\n  logo: a.svg\n",
            .set("x-portico.notes", "three\n\nfour\n"),
            gives: "x-portico:\n  notes: | # for us\n    three\n\n    four\n  logo: a.svg\n"
        ),
        EditExample(
            "a literal block without a last line break",
            "x-portico:\n  notes: |\n    one\n",
            .set("x-portico.notes", "two\nthree"),
            gives: "x-portico:\n  notes: |-\n    two\n    three\n"
        ),
        EditExample(
            "a folded block becomes a literal one",
            "x-portico:\n    notes: >-\n      one\n      two\n    logo: a.svg\n",
            .set("x-portico.notes", "a\nb\n"),
            gives: "x-portico:\n    notes: |\n        a\n        b\n    logo: a.svg\n"
        ),
        EditExample(
            "a plain text becomes a block behind its comment",
            "x-portico:\n  notes: short # why\n  logo: a.svg\n",
            .set("x-portico.notes", "a\nb\n"),
            gives: "x-portico:\n  notes: | # why\n    a\n    b\n  logo: a.svg\n"
        ),
        EditExample(
            "nothing becomes a block",
            "x-portico:\r\n  notes:\r\n",
            .set("x-portico.notes", "a\nb\n"),
            gives: "x-portico:\r\n  notes: |\r\n    a\r\n    b\r\n"
        ),
        EditExample(
            "a block becomes null",
            "x-portico:\n  notes: |\n    a\n    # no comment\n\n  logo: a.svg\n",
            .set("x-portico.notes", .null),
            gives: "x-portico:\n  notes: null\n\n  logo: a.svg\n"
        ),
        EditExample(
            "what does not come back from a block is quoted",
            "x-portico:\n  notes: |\n    a\n",
            .set("x-portico.notes", " a \n\tb\r\n\n\n"),
            gives: "x-portico:\n  notes: \" a \\n\\tb\\r\\n\\n\\n\"\n"
        ),
        EditExample(
            "several lines in braces are quoted",
            "x-portico: {notes: a}\n",
            .set("x-portico.notes", "a\nb"),
            gives: "x-portico: {notes: \"a\\nb\"}\n"
        ),
    ]

    static let collections: [EditExample] = [
        EditExample(
            "a mapping for null",
            "customization:\n  colors: # none\n  logoId: x\n",
            .set("customization.colors", .object(["secondary": .string("ffffff"), "primary": .string("000000")])),
            gives: "customization:\n  colors: # none\n    primary: \"000000\"\n    secondary: \"ffffff\"\n  logoId: x\n"
        ),
        EditExample(
            "a mapping for a scalar",
            "a: 1 # x\nb: 2\n",
            .set("a", .object(["c": .object(["d": .null])])),
            gives: "a: # x\n  c:\n    d: null\nb: 2\n"
        ),
        EditExample(
            "a list for a list",
            "a:\n- 1\n- b\nc: d\n",
            .set("a", .array([.string("x"), .object(["y": .string("z")])])),
            gives: "a:\n- x\n- \"y\": z\nc: d\n"
        ),
        EditExample("a list in brackets", "a: [1, 2] # x\n", .set("a", .array([])), gives: "a: [] # x\n"),
        EditExample("a scalar for a mapping", "a:\n  b: c\n\nd: e\n", .set("a", .null), gives: "a: null\n\nd: e\n"),
        EditExample(
            "a mapping for a mapping keeps what stays",
            "customization:\n  colors:\n    primary: \"0044d4\" # blue\n    # the other\n    secondary: \"ffffff\"\n",
            .set("customization.colors", .object(["primary": .string("0044d4"), "tertiary": .string("x")])),
            gives: "customization:\n  colors:\n    primary: \"0044d4\" # blue\n    # the other\n    tertiary: x\n"
        ),
        EditExample("an empty mapping", "a:\n  b: c\nd: e\n", .set("a", .object([:])), gives: "a: {}\nd: e\n"),
    ]

    static let json: [EditExample] = [
        EditExample(
            "a text",
            "{\n\t\"name\": \"Acme\",\n\t\"slug\": \"a\"\n}",
            .set("name", "\"B\"\n\u{2028}"),
            gives: "{\n\t\"name\": \"\\\"B\\\"\\n\\u2028\",\n\t\"slug\": \"a\"\n}",
            file: "acme.json"
        ),
        EditExample(
            "a number for a text is a change",
            "{\"name\": \"1\"}",
            .set("name", .number("1")),
            gives: "{\"name\": 1}",
            file: "acme.json"
        ),
        EditExample(
            "a mapping for null",
            "{\n    \"features\": null\n}\n",
            .set("features", .object(["orderCancel": .boolean(false), "x": .array([.number("1"), .object([:])])])),
            gives: """
                {
                    "features": {
                        "orderCancel": false,
                        "x": [
                            1,
                            {}
                        ]
                    }
                }

                """,
            file: "acme.json"
        ),
        EditExample(
            "a mapping on one line",
            #"{"a":null,"b":1}"#,
            .set("a", .object(["x": .array([.number("1"), .object(["y": .null])])])),
            gives: #"{"a":{"x": [1, {"y": null}]},"b":1}"#,
            file: "acme.json"
        ),
    ]

    @Test(arguments: kept + blocks + collections + json)
    func `a value takes the place of another, and nothing else changes`(example: EditExample) throws {
        let result = try example.result()
        #expect(result == example.after)
        #expect(Array(result.utf8) == Array(example.after.utf8))
    }
}
