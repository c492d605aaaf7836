import Diagnostics
import Portals
import TestSupport
import Testing

@testable import Workspaces

/// Texts of portals before and after all certain fixes.
@Suite struct FixRunTests {
    /// What is wrong with a portal file, as `portico lint` sees it.
    @Sendable static func problems(_ bytes: [UInt8], format: SourceFormat) -> [Diagnostic] {
        let file = format == .yaml ? "portals/acme.yaml" : "portals/acme.json"
        let source = PlacedSource(bytes, file: file, format: format, limits: .portalFile)
        return PortalReader(settings: Settings(), environment: nil, files: nil)
            .entry(file: file, source: source).judged(by: Settings()).diagnostics
    }

    static func run(_ text: String, format: SourceFormat = .yaml) -> FixRun {
        FixRun(Array(text.utf8)) { Self.problems($0, format: format) }
    }

    private static func fixed(_ text: String, format: SourceFormat = .yaml) -> String {
        let run = run(text, format: format)
        let again = Self.run(String(decoding: run.bytes, as: UTF8.self), format: format)
        #expect(again.applied == [] && again.bytes == run.bytes, "a second run has nothing to do")
        return String(decoding: run.bytes, as: UTF8.self)
    }

    private static let head = LoadedWorkspace.required

    // MARK: Keys

    @Test(arguments: [
        (
            "customization:\n  colours: {primry: 0044d4} # blue\n",
            "customization:\n  colors: {primary: 0044d4} # blue\n"
        ),
        ("\"stauts\": active\n", "\"status\": active\n"), ("'stauts' : active\n", "'status' : active\n"),
        ("? stauts\n: active\n", "? status\n: active\n"),
        ("customization: {colours: {primary: \"#0044d4\"}}\n", "customization: {colors: {primary: \"0044d4\"}}\n"),
        (
            "# ü\nfeatures: {orderCancle: no, orderAdressEdit: off}\n",
            "# ü\nfeatures: {orderCancel: false, orderAddressEdit: false}\n"
        ),
    ])
    func `a misspelt key is renamed as it is written`(_ text: String, _ expected: String) {
        #expect(Self.fixed(Self.head + text) == Self.head + expected)
    }

    @Test(arguments: [
        "&k stauts: active\n", "!!str stauts: active\n", "\"sta\\x75ts\": active\n", "stauts: activ\n",
        "x: &c {colours: {primary: 0044d4}}\ncustomization: *c\n", "status: active\nstauts: active\n",
        "stauts: active\nstauts: inactive\n", "stauts: *nothing\n", "stauts: active\n---\nmore: 1\n",
        "stauts: active\nx: {\n",
        "statuses: active\n", "websiteUrl: https://a.example\n",
    ])
    func `a key about which there is doubt stays`(text: String) {
        #expect(Self.fixed(Self.head + text) == Self.head + text)
    }

    @Test func `two slips for one key both stay`() {
        let text = Self.head + "features:\n  orderCancle: false\n  orderCancl: true\n"
        #expect(Self.fixed(text) == text)
    }

    // MARK: Values

    @Test(arguments: [
        ("\"#0044D4\"", "\"0044d4\""), ("'#04d' # x", "'0044dd' # x"), ("04d", "\"0044dd\""), ("#0044d4", "\"0044d4\""),
        ("#04D   # blue", "\"0044dd\"   # blue"), ("#0044d4 blue", "\"0044d4\" # blue"),
        ("  #0044d4\t", "  \"0044d4\"\t"),
    ])
    func `a colour loses its number sign and keeps its quotes`(_ value: String, _ expected: String) {
        let lines = Self.head + "customization:\n  colors:\n    primary: "
        #expect(
            Self.fixed(lines + value + "\n    secondary: ffffff\n") == lines + expected + "\n    secondary: ffffff\n"
        )
        #expect(Self.fixed(lines + value) == lines + expected)
    }

    @Test(arguments: [
        "#0044", "# 0044d4", "&c \"#0044d4\"", "!!str \"#0044d4\"", "|\n      #0044d4", "#blue", "\"\\x230044d4\"", "~",
    ])
    func `a colour about which there is doubt stays`(value: String) {
        let text = Self.head + "customization:\n  colors:\n    primary: " + value + "\n"
        #expect(Self.fixed(text) == text)
    }

    @Test func `a comment ends a line of braces too`() {
        let text = Self.head + "customization:\n  colors: {secondary: ffffff, primary: #0044d4\n  }\n"
        #expect(Self.fixed(text) == text.replacing("#0044d4", with: "\"0044d4\""))
    }

    @Test(arguments: [("\"false\"", "false"), ("'Yes'", "true"), ("off # x", "false # x"), ("ON", "true")])
    func `a switch loses its quotes`(_ value: String, _ expected: String) {
        let lines = Self.head + "features:\n  orderCancel: "
        #expect(Self.fixed(lines + value + "\n") == lines + expected + "\n")
    }

    @Test func `text gets quotes`() {
        let text = "name: true # x\nslug: acme-billing\nwebsiteId: w\n"
        #expect(Self.fixed(text) == text.replacing("true", with: "\"true\""))
        let json = #"{"name": false, "slug": "acme-billing", "websiteId": 12.50}"#
        #expect(
            Self.fixed(json, format: .json) == #"{"name": "false", "slug": "acme-billing", "websiteId": "12.50"}"#
        )
    }

    // MARK: Removals

    @Test(arguments: [
        ("createdTime: 2025-01-01\nstatus: active\n", "status: active\n"), ("createdTime: x", ""),
        ("createdTime:\n", ""),
        ("createdTime: x # from the API\n", "# from the API\n"), ("_links:\n- rel: self\n  href: x\n", ""),
        ("_links:\n  - a: {b: [c]}\n\n# next\nstatus: active\n", "\n# next\nstatus: active\n"),
        ("updatedTime: >\n  a\n  b\n\ncreatedTime: \"a\n  b\"\n", "\n"),
        ("createdTime: x\r\nstatus: active\r\n", "status: active\r\n"),
        ("{}\n", "{}\n"),
    ])
    func `what the service sets goes with its lines`(_ text: String, _ expected: String) {
        guard text != "{}\n" else { return }
        #expect(Self.fixed(Self.head + text) == Self.head + expected)
        #expect(Self.fixed(text + "\n" + Self.head).hasSuffix(Self.head))
    }

    @Test(arguments: [
        "_links:\n  # a comment that would go\n  - x\n", "createdTime: &t x\nupdatedTime: *t\n", "? createdTime\n: x\n",
        "createdTime: | # why\n  x\n", "x-portico:\n  environments:\n    live:\n      createdTime: x\n",
    ])
    func `what would take something with it stays`(text: String) {
        let fixed = Self.fixed(Self.head + text)
        #expect(fixed.contains("createdTime: &t x") || fixed == Self.head + text)
    }

    @Test(arguments: [
        ("{a: 1, createdTime: x, b: 2}", "{a: 1, b: 2}"), ("{a: 1, createdTime: x}", "{a: 1}"),
        ("{createdTime: x, b: 2}", "{b: 2}"),
        ("{createdTime: x}", "{}"), ("{a: 1, createdTime: x, updatedTime: y}", "{a: 1}"),
        ("{createdTime: x, _links: {c: d}}", "{}"),
        ("{a: 1, createdTime: , b: 2}", "{a: 1, b: 2}"), ("{a: 1, createdTime: x,}", "{a: 1,}"),
        ("{createdTime: x,}", "{createdTime: x,}"),
        ("{a: 1, createdTime: {b: [c, d]}\n  , b: 2}", "{a: 1, b: 2}"),
        ("{a: 1, createdTime: x, # y\n b: 2}", "{a: 1, createdTime: x, # y\n b: 2}"),
    ])
    func `what the service sets goes with its comma`(_ braces: String, _ expected: String) {
        let lines = Self.head + "x-portico:\n  environments:\n    live: "
        #expect(Self.fixed(lines + braces + "\n") == lines + expected + "\n")
    }

    @Test func `JSON keeps its lines, its comma and its byte-order mark`() {
        let text = """
            \u{FEFF}{
              "name": "Ü", "slug": "acme-billing",
              "websiteId": "w",
              "createdTime": "2025",
              "_links": [
                {"rel": "self"}
              ],
              "features": {"orderCancle": "no"},
              "updatedTime": "2025"
            }
            """
        #expect(
            Self.fixed(text, format: .json) == """
                \u{FEFF}{
                  "name": "Ü", "slug": "acme-billing",
                  "websiteId": "w",
                  "features": {"orderCancel": false}
                }
                """
        )
    }

    // MARK: What is said

    @Test func `a fix names the line in which the problem was`() {
        let text =
            "createdTime: x\nname: true\n_links:\n- a\n- b\nslug: acme-billing\nwebsiteId: w\ncustomization:\n"
            + "  colours:\n    primry: #0044d4\n"
        #expect(
            Self.run(text).applied.map { "\($0.line) \($0.title)" } == [
                "1 remove 'createdTime'", "2 write \"true\" for 'name'", "3 remove '_links'",
                "9 rename 'colours' to 'colors'",
                "10 rename 'primry' to 'primary'", "10 put the colour of 'primary' in quotes",
            ]
        )
    }

    @Test func `a silenced problem is not fixed`() {
        let text = Self.head + "# portico:ignore fields.read-only\ncreatedTime: x\nupdatedTime: x\n"
        #expect(Self.fixed(text) == Self.head + "# portico:ignore fields.read-only\ncreatedTime: x\n")
    }
}
