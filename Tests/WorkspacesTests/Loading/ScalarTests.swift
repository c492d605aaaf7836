import Diagnostics
import Portals
import Testing

@testable import Workspaces

/// Scalars are taken as they are written (product.md, 'The workspace').
@Suite struct ScalarTests {
    @Test(arguments: [
        ("004400", "004400"), ("\"004400\"", "004400"), ("'004400'", "004400"), ("123456", "123456"),
        ("0x1234", nil), ("1e1000", "1e1000"), ("0o1234", nil), ("true", nil),
    ])
    func `a colour is the characters that stand there`(written: String, color: String?) throws {
        let loaded = try LoadedWorkspace(portal: "customization: {colors: {primary: \(written)}}\n")
        let primary = try #require(loaded.acme?.primary)
        #expect(primary.description == (color ?? "0044d4"))
        #expect(loaded.problems.contains { $0.contains(": error: customization.colors.primary") } == (color == nil))
    }

    @Test func `an unquoted number sign begins a comment, which is said`() throws {
        let loaded = try LoadedWorkspace(portal: "customization:\n  colors:\n    primary: #0044d4\n")
        let words = "the value is empty, because an unquoted # begins a comment; write 0044d4, or put it in quotes"
        #expect(
            loaded.problems == ["portals/acme.yaml:6:13: error: customization.colors.primary: \(words) [fields.null]"]
        )
    }

    @Test(arguments: [("\"#0044D4\"", "0044d4"), ("04d", "0044dd"), ("'#04D'", "0044dd")])
    func `a colour in another style is a warning with its fix`(written: String, color: String) throws {
        let loaded = try LoadedWorkspace(portal: "customization: {colors: {primary: \(written)}}\n")
        #expect(loaded.acme?.primary.description == color)
        let shown = written.filter { $0 != "\"" && $0 != "'" }
        #expect(
            loaded.problems.contains {
                $0.contains("'\(shown)' is taken as \(color); write \"\(color)\" [colors.style]")
            }
        )
    }

    @Test(arguments: [("no", "false"), ("off", "false"), ("yes", "true"), ("\"true\"", "true")])
    func `a word is no switch`(written: String, meant: String) throws {
        let loaded = try LoadedWorkspace(portal: "features: {orderCancel: \(written)}\n")
        #expect(loaded.problems.count == 1)
        #expect(loaded.problems[0].contains("is text and no switch; write \(meant) without quotes [fields.wrong-type]"))
        #expect(loaded.acme?.allows(.orderCancel) == true)
    }

    @Test func `a status that looks like a switch is an error that says so`() throws {
        let loaded = try LoadedWorkspace(portal: "status: no\n")
        let line =
            "portals/acme.yaml:4:9: error: status: 'no' is no status; write active or inactive [fields.bad-value]"
        #expect(loaded.problems == [line])
    }

    @Test func `text fields hold numbers as written in YAML`() throws {
        let loaded = try LoadedWorkspace(["portals/acme.yaml": "name: 1.50\nslug: 004400\nwebsiteId: 1e3\n"])
        #expect(loaded.problems == [])
        let portal = try #require(loaded.acme)
        #expect([portal.name, portal.slug, portal.websiteID] == ["1.50", "004400", "1e3"])
    }

    @Test func `types of JSON are exact`() throws {
        let text = #"{"name": 5, "slug": "acme-billing", "websiteId": "w", "features": {"orderCancel": "true"}}"#
        let loaded = try LoadedWorkspace(["portals/acme.json": text])
        #expect(
            loaded.problems == [
                "portals/acme.json:1:10: error: name: a number stands where text belongs; put it in quotes "
                    + "[fields.wrong-type]",
                "portals/acme.json:1:83: error: features.orderCancel: 'true' is text and no switch; "
                    + "write true without quotes [fields.wrong-type]",
            ]
        )
    }
}
