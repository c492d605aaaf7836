import Portals
import TestSupport
import Testing

@testable import Workspaces

/// Adding and removing members.
@Suite struct MemberEditTests {
    static let added: [EditExample] = [
        EditExample(
            "between its siblings",
            "name: a\n\n# where\nwebsiteId: w\n",
            .set("slug", "s"),
            gives: "name: a\nslug: s\n\n# where\nwebsiteId: w\n"
        ),
        EditExample(
            "behind the comment of its sibling's line",
            "name: a # n\nwebsiteId: w\n",
            .set("slug", "s"),
            gives: "name: a # n\nslug: s\nwebsiteId: w\n"
        ),
        EditExample(
            "behind what is indented below its sibling",
            "features:\n  orderCancel: false\n  # x: y\nx-portico: {}\n",
            .set("customization.logoId", .null),
            gives: "features:\n  orderCancel: false\n  # x: y\ncustomization:\n  logoId: null\nx-portico: {}\n"
        ),
        EditExample(
            "before all others, below the file's head",
            "# Acme\nslug: s\n",
            .set("name", "a"),
            gives: "# Acme\nname: a\nslug: s\n"
        ),
        EditExample(
            "before all others, above a sibling's comment",
            "# Acme\n\n# the slug\nslug: s\n",
            .set("name", "a"),
            gives: "# Acme\n\nname: a\n# the slug\nslug: s\n"
        ),
        EditExample(
            "an unknown key stands before x-portico",
            "name: a\nx-portico:\n  logo: l\n",
            .set("new.key", .number("1")),
            gives: "name: a\nnew:\n  key: 1\nx-portico:\n  logo: l\n"
        ),
        EditExample(
            "x-portico stands last",
            "name: a\nzzz: 1",
            .set("x-portico.logo", "logos/a.svg"),
            gives: "name: a\nzzz: 1\nx-portico:\n  logo: logos/a.svg"
        ),
        EditExample("without a last line break", "name: a", .set("slug", "s"), gives: "name: a\nslug: s"),
        EditExample(
            "with CRLF",
            "name: a\r\nstatus: active\r\n",
            .set("x-portico.notes", "a\nb\n"),
            gives: "name: a\r\nstatus: active\r\nx-portico:\r\n  notes: |\r\n    a\r\n    b\r\n"
        ),
        EditExample(
            "with the file's indentation",
            "features:\n    orderCancel: false\n",
            .set("customization.colors.primary", "0044d4"),
            gives: "features:\n    orderCancel: false\ncustomization:\n    colors:\n        primary: \"0044d4\"\n"
        ),
        EditExample(
            "into braces",
            "customization:\n  colors: {primary: \"0044d4\"} # c\n",
            .set("customization.colors.secondary", "ffffff"),
            gives: "customization:\n  colors: {primary: \"0044d4\", secondary: \"ffffff\"} # c\n"
        ),
        EditExample("into braces, first", "{slug: s}\n", .set("name", "a, b"), gives: "{name: \"a, b\", slug: s}\n"),
        EditExample(
            "into braces that hold nothing",
            "features: {} # none\n",
            .set("features.orderCancel", .boolean(false)),
            gives: "features: {orderCancel: false} # none\n"
        ),
        EditExample(
            "parents in braces",
            "{name: a}\n",
            .set("customization.colors.primary", "0044d4"),
            gives: "{name: a, customization: {colors: {primary: \"0044d4\"}}}\n"
        ),
        EditExample(
            "into braces of several lines",
            "features: {\n  orderCancel: false, # a\n  # b\n  zzz: 1 # c\n}\n",
            .set("features.paymentInstrumentAdd", .boolean(false)),
            .set("features.yyy", .number("2")),
            gives:
                "features: {\n  orderCancel: false, # a\n  # b\n  paymentInstrumentAdd: false,\n  zzz: 1, # c\n  yyy: 2\n}\n"
        ),
        EditExample(
            "behind a last comma",
            "{\n  name: a,\n}\n",
            .set("slug", "s"),
            gives: "{\n  name: a,\n  slug: s,\n}\n"
        ),
        EditExample(
            "behind a last comma on one line",
            "{name: a,}\n",
            .set("slug", "s"),
            gives: "{name: a, slug: s,}\n"
        ),
        EditExample(
            "into an empty value with a comment",
            "features: # none\nx-portico:\n  logo: l\n",
            .set("features.orderCancel", .boolean(false)),
            gives: "features: # none\n  orderCancel: false\nx-portico:\n  logo: l\n"
        ),
        EditExample(
            "into null",
            "customization:\n  links: null\n",
            .set("customization.links.refundPolicy", .null),
            gives: "customization:\n  links:\n    refundPolicy: null\n"
        ),
        EditExample(
            "into an empty file",
            "",
            .set("name", "a"),
            .set("features.orderCancel", .boolean(true)),
            gives: "name: a\nfeatures:\n  orderCancel: true\n"
        ),
        EditExample("into a file of comments", "# Acme", .set("name", "a"), gives: "# Acme\nname: a\n"),
        EditExample("behind a document marker", "---\n# Acme\n", .set("name", "a"), gives: "---\n# Acme\nname: a\n"),
        EditExample(
            "before the end of a document",
            "name: a\n...\n",
            .set("slug", "s"),
            gives: "name: a\nslug: s\n...\n"
        ),
        EditExample(
            "behind a block that keeps its empty lines",
            "x-portico:\n  notes: |+\n    a\n\n\n  environments: {}\n",
            .set("x-portico.zzz", .null),
            gives: "x-portico:\n  notes: |+\n    a\n\n\n  environments: {}\n  zzz: null\n"
        ),
        EditExample(
            "right behind a block that keeps its empty lines",
            "x-portico:\n  website:\n    name: |+\n      a\n\n  notes: b\n",
            .set("x-portico.website.url", "https://a.example"),
            gives: "x-portico:\n  website:\n    name: |+\n      a\n\n    url: https://a.example\n  notes: b\n"
        ),
        EditExample(
            "odd keys are quoted",
            "name: a\n",
            .set(FieldPath(components: ["x-portico", "environments", "a.b: #", "no", ""]), to: .null),
            gives: "name: a\nx-portico:\n  environments:\n    \"a.b: #\":\n      \"no\":\n        \"\": null\n"
        ),
        EditExample(
            "an environment has the order of a file",
            "x-portico:\n  environments:\n    live:\n      customDomain: a.example\n",
            .set("x-portico.environments.live.websiteId", "w"),
            gives: "x-portico:\n  environments:\n    live:\n      websiteId: w\n      customDomain: a.example\n"
        ),
        EditExample(
            "into JSON",
            "{\n  \"name\": \"a\",\n  \"x-portico\": {}\n}\n",
            .set("x-portico.logo", "l"),
            .set("features.orderCancel", .boolean(false)),
            gives:
                "{\n  \"name\": \"a\",\n  \"features\": {\n    \"orderCancel\": false\n  },\n  \"x-portico\": {\n    \"logo\": \"l\"\n  }\n}\n",
            file: "a.json"
        ),
        EditExample(
            "into JSON with tabs and CRLF",
            "{\r\n\t\"name\": \"a\"\r\n}",
            .set("slug", "s"),
            gives: "{\r\n\t\"name\": \"a\",\r\n\t\"slug\": \"s\"\r\n}",
            file: "a.json"
        ),
        EditExample(
            "into JSON on one line",
            #"{"name":"a"}"#,
            .set("slug", "s"),
            gives: #"{"name":"a", "slug": "s"}"#,
            file: "a.json"
        ),
        EditExample(
            "into an empty file of JSON",
            "",
            .set("features.x", "s"),
            gives: "{\n  \"features\": {\n    \"x\": \"s\"\n  }\n}\n",
            file: "a.JSON"
        ),
    ]

    static let removed: [EditExample] = [
        EditExample(
            "with its line",
            "name: a\nslug: s\n\nstatus: active\n",
            .remove("slug"),
            gives: "name: a\n\nstatus: active\n"
        ),
        EditExample(
            "but not the comment of its line",
            "name: a\nslug: s # why\n",
            .remove("slug"),
            gives: "name: a\n# why\n"
        ),
        EditExample(
            "with everything in it but comments",
            "a: 1\ncustomization:\n  # the look\n  links:\n    refundPolicy: null # none\nb: 2\n",
            .remove("customization"),
            gives: "a: 1\n# the look\n# none\nb: 2\n"
        ),
        EditExample("a text with an ampersand", "name: Salt & Co\nslug: s\n", .remove("name"), gives: "slug: s\n"),
        EditExample(
            "a block of several lines",
            "x-portico:\n  notes: |\n    # a\n    b\n\n  logo: l\n",
            .remove("x-portico.notes"),
            gives: "x-portico:\n\n  logo: l\n"
        ),
        EditExample(
            "the last one of a mapping",
            "features:\n  orderCancel: false # why\nslug: s\n",
            .remove("features.orderCancel"),
            gives: "features: {}\n  # why\nslug: s\n"
        ),
        EditExample("the last one of all", "# Acme\nname: a # n\n", .remove("name"), gives: "# Acme\n{}\n# n\n"),
        EditExample("the last line without a break", "name: a\nslug: s", .remove("slug"), gives: "name: a"),
        EditExample(
            "the last line with a comment and without a break",
            "name: a\nslug: s # x",
            .remove("slug"),
            gives: "name: a\n# x"
        ),
        EditExample(
            "from braces",
            "{name: a, slug: s, status: active}\n",
            .remove("slug"),
            gives: "{name: a, status: active}\n"
        ),
        EditExample("from braces, last", "{name: a, slug: s}\n", .remove("slug"), gives: "{name: a}\n"),
        EditExample("from braces, all", "features: { a: 1 } # x\n", .remove("features.a"), gives: "features: {} # x\n"),
        EditExample(
            "from braces with comments",
            "{\n  name: a, # n\n  slug: s # s\n}\n",
            .remove("name"),
            gives: "{\n   # n\n  slug: s # s\n}\n"
        ),
        EditExample(
            "from JSON",
            "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": 2\n  }\n}\n",
            .remove("a"),
            .remove("b.c"),
            gives: "{\n  \"b\": {}\n}\n",
            file: "a.json"
        ),
        EditExample(
            "what is not there",
            "name: a\n",
            .remove("slug"),
            .remove("name.x"),
            .remove("a.b"),
            gives: "name: a\n"
        ),
    ]

    @Test(arguments: added)
    func `a member goes where the order of fields puts it`(example: EditExample) throws {
        let result = try example.result()
        #expect(result == example.after)
        #expect(Array(result.utf8) == Array(example.after.utf8))
    }

    @Test(arguments: removed)
    func `a member goes, and comments stay`(example: EditExample) throws {
        let result = try example.result()
        #expect(result == example.after)
    }

    @Test func `all fields, added in any order to nothing, stand in the order of the table`() throws {
        var generator = SeededGenerator(seed: 5)
        let leaves = FieldTable.portal.fields.filter { FieldTable.portal.members(of: $0.path).isEmpty }
        for _ in 0..<5 {
            let changes = leaves.shuffled(using: &generator).map { FieldChange.set($0.path, to: .string("some")) }
            let bytes = try FileEditor(file: "a.yaml").edited([], with: changes)
            let root = try #require(SourceReader().read(bytes, file: "a.yaml", format: .yaml).root?.value.object)
            #expect(FileEditorPropertyTests.leaves(of: root).map(\.path) == leaves.map(\.path))
        }
    }
}
