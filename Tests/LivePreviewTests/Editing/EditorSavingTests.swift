import Foundation
import HTTPTypes
import SiteBuilding
import TestSupport
import Testing

@testable import LivePreview

@Suite struct `Saving in the editor` {
    private static let primary = "customization.colors.primary"

    @Test func `changes the scalars that were changed, and no other byte`() async throws {
        let desk = try EditorDesk()
        let answer = try await desk.send(
            "save",
            [
                Self.primary: "3e7e5d", "features.orderCancel": false,
                "customization.links.termsOfService": "https://acme.example/t",
            ]
        )
        #expect(answer.status == 200)
        let expected = EditorDesk.portal.replacing("'86B59B'", with: "'3e7e5d'")
            .replacing("orderCancel: true #", with: "orderCancel: false #")
            .replacing("https://acme.example/terms", with: "https://acme.example/t")
        #expect(try desk.text() == expected)
        #expect(
            answer.lines == [
                "-7 orderCancel: true # agreed in May", "+7 orderCancel: false # agreed in May",
                "-10 primary: '86B59B'", "+10 primary: '3e7e5d'",
                "-13 termsOfService: https://acme.example/terms", "+13 termsOfService: https://acme.example/t",
            ]
        )
    }

    @Test func `writes nothing while the settings can't be read, which say where a value belongs`() async throws {
        let settings = "environments: {test: {}}\nenvironment: test\n"
        let portal = EditorDesk.portal + "x-portico: {environments: {test: {name: Test}}}\n"
        let desk = try EditorDesk(portal, settings: settings + "site: [\n")
        let answer = try await desk.send("save", [Self.primary: "3e7e5d"])
        #expect(answer.status == 409)
        #expect(answer["message"]?.hasPrefix("Nothing was saved: portico.yaml can’t be read, line ") == true)
        #expect(try desk.text() == portal)
        try desk.write(settings, to: "portico.yaml")
        #expect(try await desk.send("save", [Self.primary: "3e7e5d"]).status == 200)
        #expect(try desk.text().contains("'3e7e5d'"))
    }

    struct Style: Sendable, CustomTestStringConvertible {
        let before: String
        let after: String
        var testDescription: String { before }
    }

    @Test(
        "keeps the style of what stood there",
        arguments: [
            Style(before: "primary: \"86b59b\"", after: "primary: \"5a9a78\""),
            Style(before: "primary: '86b59b'   # sage", after: "primary: '5a9a78'   # sage"),
            Style(before: "primary: 86b59b", after: "primary: 5a9a78"),
            Style(before: "\"primary\" :  86b59b # x", after: "\"primary\" :  5a9a78 # x"),
            Style(before: "primary: \"#86B59B\"", after: "primary: \"5a9a78\""),
        ]
    )
    func keepsStyle(style: Style) async throws {
        let text = EditorDesk.portal.replacing("primary: '86B59B'", with: style.before)
        let desk = try EditorDesk(text)
        let answer = try await desk.send("save", [Self.primary: "#5A9A78"])
        #expect(answer.status == 200, "\(answer.text)")
        #expect(try desk.text() == text.replacing(style.before, with: style.after))
    }

    @Test func `adds what wasn't there in its place, and takes away what is emptied`() async throws {
        let desk = try EditorDesk()
        let answer = try await desk.send(
            "save",
            ["customization.links.refundPolicy": "https://acme.example/refunds", "x-portico.website.name": "Acme"]
        )
        #expect(answer.status == 200, "\(answer.text)")
        let text = try desk.text()
        #expect(
            text.contains(
                "    termsOfService: https://acme.example/terms\n    refundPolicy: https://acme.example/refunds\n"
            )
        )
        #expect(text.hasSuffix("x-portico:\n  website:\n    name: Acme\n"))
        let emptied = try await desk.send("save", ["customization.links.refundPolicy": ""])
        #expect(emptied.lines == ["-14 refundPolicy: https://acme.example/refunds"])
    }

    @Test func `keeps line ends of Windows, a byte-order mark and JSON`() async throws {
        let windows = "\u{FEFF}" + EditorDesk.portal.replacing("\n", with: "\r\n")
        let desk = try EditorDesk(windows)
        #expect(try await desk.send("save", [Self.primary: "5a9a78"]).status == 200)
        #expect(try desk.text() == windows.replacing("86B59B", with: "5a9a78"))
        let json = #"{"name": "Acme", "slug": "acme-billing", "websiteId": "a", "features": {"orderCancel": true}}"#
        let other = try EditorDesk(json, file: "portals/acme.json")
        #expect(try await other.send("save", ["features.orderCancel": false]).status == 200)
        #expect(try other.text("portals/acme.json") == json.replacing("true", with: "false"))
    }

    @Test func `writes into the environment that says it, and nowhere else`() async throws {
        let text =
            EditorDesk.portal + """
                x-portico:
                  environments:
                    live:
                      status: inactive
                      customization: {links: {termsOfService: "https://live.example/terms"}}

                """
        let desk = try EditorDesk(text, settings: "site: site\nenvironments: {live: {}}\nenvironment: live\n")
        let state = try #require(try await desk.ask(.get, ["acme"]))
        #expect(state["environment"] == "live")
        #expect(state.fields["status"]?["value"] as? String == "inactive")
        #expect(state.fields["status"]?["isOfEnvironment"] as? Bool == true)
        #expect(state.fields["status"]?["line"] as? Int == 17)
        let answer = try await desk.send(
            "save",
            ["status": "active", Self.primary: "112233", "customization.links.termsOfService": ""]
        )
        #expect(answer.status == 200, "\(answer.text)")
        let expected = text.replacing("status: inactive", with: "status: active")
            .replacing("'86B59B'", with: "'112233'")
            .replacing("termsOfService: \"https://live.example/terms\"", with: "termsOfService: null")
        #expect(try desk.text() == expected)
    }

    // MARK: What changed on disk meanwhile

    @Test func `is made to what the file holds by then where other fields changed`() async throws {
        let desk = try EditorDesk()
        let state = try #require(try await desk.ask(.get, ["acme"]))
        let theirs = EditorDesk.portal.replacing("f5eee3", with: "ffffff").replacing("# Owned", with: "# Now owned")
        try desk.write(theirs)
        let change =
            ["digest": state["digest"] ?? "", "changes": [Self.primary: ["from": "86b59b", "to": "5a9a78"]]]
            as [String: Any]
        let body = Array(try JSONSerialization.data(withJSONObject: change))
        let answer = try #require(try await desk.ask(.post, ["acme", "save"], body: body))
        #expect(answer.status == 200)
        #expect(answer.json["isRebased"] as? Bool == true)
        #expect(try desk.text() == theirs.replacing("86B59B", with: "5a9a78"))
    }

    @Test func `writes nothing where a field changed on both sides, and says what the file has`() async throws {
        let desk = try EditorDesk()
        let theirs = EditorDesk.portal.replacing("86B59B", with: "2f6f4f")
        try desk.write(theirs)
        let answer = try await desk.send(
            "save",
            [Self.primary: "5a9a78", "features.orderCancel": false],
            from: [Self.primary: "86b59b"]
        )
        #expect(answer.status == 409)
        #expect(answer["reason"] == "conflict")
        #expect(answer.json["fields"] as? [String] == [Self.primary])
        #expect(answer.fields[Self.primary]?["value"] as? String == "2f6f4f")
        #expect(answer.fields[Self.primary]?["line"] as? Int == 10)
        #expect(try desk.text() == theirs)
        // Who chose 'Keep mine' changes what the file has now.
        let chosen = try await desk.send("save", [Self.primary: "5a9a78", "features.orderCancel": false])
        #expect(chosen.status == 200)
        #expect(try desk.text().contains("'5a9a78'"))
    }

    @Test func `has no conflict where both sides say the same`() async throws {
        let desk = try EditorDesk()
        try desk.write(EditorDesk.portal.replacing("86B59B", with: "5a9a78"))
        let answer = try await desk.send("save", [Self.primary: "5a9a78"], from: [Self.primary: "86b59b"])
        #expect(answer.status == 200)
        #expect(answer.lines == [])
    }

    // MARK: What is never written

    @Test(
        "never writes a broken file",
        arguments: ["name: \"Acme\nslug: [", "name: A\nslug: acme\n", "", "- a\n"]
    )
    func neverWritesBroken(text: String) async throws {
        let desk = try EditorDesk()
        try desk.write(text)
        let state = try #require(try await desk.ask(.get, ["acme"]))
        #expect(state.json["broken"] != nil)
        #expect(state.fields[Self.primary]?["value"] as? String == "86b59b", "the last good values stay")
        let answer = try await desk.send("save", [Self.primary: "5a9a78"])
        #expect(answer.status == 409)
        #expect(answer["reason"] == "broken")
        #expect(try desk.text() == text)
    }

    @Test(
        "refuses values that break a rule, and writes nothing of the others either",
        arguments: [
            ("customization.colors.primary", "5a9a7"), ("customization.links.privacyPolicy", "javascript:alert(1)"),
            ("customization.links.privacyPolicy", "acme.example/privacy"), ("x-portico.website.supportEmail", "hello"),
            ("x-portico.website.name", String(repeating: "x", count: 300)), ("status", "gone"),
            ("x-portico.logo", "../../etc/passwd"),
        ]
    )
    func refusesIllegal(field: String, value: String) async throws {
        let desk = try EditorDesk()
        let answer = try await desk.send("save", [field: value, "features.orderCancel": false])
        #expect(answer.status == 409)
        #expect(answer["reason"] == "problems")
        #expect(Array(answer.problems.keys) == [field])
        #expect(try desk.text() == EditorDesk.portal)
    }

    @Test func `says what keeps it from being written for certain`() async throws {
        let text = EditorDesk.portal.replacing("primary: '86B59B'", with: "primary: &main 86b59b")
            .replacing("secondary: f5eee3", with: "secondary: *main")
        let desk = try EditorDesk(text)
        let answer = try await desk.send("save", [Self.primary: "5a9a78"])
        #expect(answer["reason"] == "problems")
        #expect(answer.problems[Self.primary]?.contains("anchor") == true, "\(answer.text)")
        #expect(try desk.text() == text)
    }

    @Test func `tells of a folder in which nothing can be written`() async throws {
        // Whoever may do everything may write there all the same.
        guard getuid() != 0 else { return }
        let desk = try EditorDesk()
        let portals = "\(desk.folder.path)/portals"
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: portals)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: portals) }
        let answer = try await desk.send("save", [Self.primary: "5a9a78"])
        #expect(answer.status == 409)
        #expect(answer["message"]?.hasPrefix("Nothing was saved. ") == true)
    }

    @Test func `writes through no link`() async throws {
        let desk = try EditorDesk()
        let outside = try TemporaryFolder()
        try outside.write(EditorDesk.portal, to: "acme.yaml")
        let file = "\(desk.folder.path)/portals/acme.yaml"
        try FileManager.default.removeItem(atPath: file)
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "\(outside.path)/acme.yaml")
        _ = desk.site.look()
        guard let state = try await desk.ask(.get, ["acme"]), state.status == 200 else { return }
        let answer = try await desk.send("save", [Self.primary: "5a9a78"])
        #expect(answer.status == 409)
        #expect(try outside.text("acme.yaml") == EditorDesk.portal)
    }
}
