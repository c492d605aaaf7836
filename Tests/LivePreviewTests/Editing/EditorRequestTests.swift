import Foundation
import HTTPTypes
import SiteBuilding
import TestSupport
import Testing

@testable import LivePreview

@Suite struct `Requests of the editor` {
    @Test func `get what every field holds, where, and how it is called`() async throws {
        let desk = try EditorDesk()
        let state = try #require(try await desk.ask(.get, ["acme"]))
        #expect(state["file"] == "portals/acme.yaml")
        #expect(state.fields.count == 16)
        #expect(state.fields["customization.colors.primary"]?["value"] as? String == "86b59b")
        #expect(state.fields["customization.colors.primary"]?["line"] as? Int == 10)
        #expect(state.fields["features.authenticateWithPassword"]?["value"] as? Bool == true)
        #expect(state.fields["features.authenticateWithPassword"]?["line"] == nil)
        #expect(state.fields["features.orderCancel"]?["label"] as? String == "Cancel an order")
        #expect(state.fields["customization.links.refundPolicy"]?["value"] as? String == "")
    }

    @Test func `find portals by their folders alone`() async throws {
        let desk = try EditorDesk()
        for name in ["", "..", "portals/acme.yaml", "acme.yaml", "%2e%2e", "ACME", "acme\0"] {
            #expect(try await desk.ask(.get, [name]) == nil, "\(name)")
        }
        #expect(try await desk.ask(.get, ["acme", "nothing"]) == nil)
        #expect(try await desk.ask(.get, ["acme", "save", "x"]) == nil)
        #expect(try await desk.ask(.get, ["acme", "save"])?.status == 405)
        #expect(try await desk.ask(.post, ["acme"])?.status == 405)
    }

    @Test(
        "refuse what the panel never sends",
        arguments: [
            "", "[]", "null", "{", "{\"changes\":[]}", "{\"changes\":{\"name\":{\"from\":\"a\",\"to\":\"b\"}}}",
            "{\"changes\":{\"x-portico.website.url\":{\"from\":\"\",\"to\":\"https://a.example\"}}}",
            "{\"changes\":{\"__proto__\":{\"from\":\"\",\"to\":\"\"}}}", "{\"changes\":{\"status\":\"inactive\"}}",
            "{\"changes\":{\"status\":{\"from\":\"active\",\"to\":true}}}",
            "{\"changes\":{\"features.orderCancel\":{\"from\":true,\"to\":\"false\"}}}",
            "{\"changes\":{\"status\":{\"to\":\"inactive\"}}}",
            "{\"changes\":{\"x-portico.website.name\":{\"from\":\"\",\"to\":\"\(String(repeating: "x", count: 5000))\"}}}",
            String(repeating: "[", count: 5000),
        ]
    )
    func refuse(body: String) async throws {
        let desk = try EditorDesk()
        for act in ["draft", "save", "yaml", "share"] {
            let answer = try #require(try await desk.ask(.post, ["acme", act], body: Array(body.utf8)))
            #expect(answer.status == 400, "\(answer.text)")
        }
        #expect(try desk.text() == EditorDesk.portal)
    }

    @Test func `refuse a body that is too large`() async throws {
        let desk = try EditorDesk()
        let body = [UInt8](repeating: 0x20, count: EditorChanges.byteLimit + 1)
        #expect(try await desk.ask(.post, ["acme", "save"], body: body)?.status == 413)
    }

    @Test func `take hostile texts as texts`() async throws {
        let texts = ["a: b # c", "- x", "*y", "</script><b>", "\u{202E}x", "line\nbreak", "null", "1e3", "'\"\\"]
        for text in texts {
            let desk = try EditorDesk()
            let answer = try await desk.send("save", ["x-portico.website.name": text])
            let reread = try #require(try await desk.ask(.get, ["acme"]))
            let held = reread.fields["x-portico.website.name"]?["value"] as? String
            if answer.status == 200 { #expect(held == text) } else { #expect(try desk.text() == EditorDesk.portal) }
        }
    }
}

@Suite struct `Changed lines` {
    @Test(
        "are told as a reader meets them",
        arguments: [
            ("a\nb\nc\n", "a\nx\nc\n", ["-2 b", "+2 x"]), ("a\n", "a\nb\n", ["+2 b"]), ("a\nb\n", "b\n", ["-1 a"]),
            ("a", "a", []), ("  a\r\n", "  b\r\n", ["-1 a", "+1 b"]), ("", "x\n", ["+1 x"]),
        ]
    )
    func lines(old: String, new: String, expected: [String]) {
        let lines = ChangedLine.lines(from: Array(old.utf8), to: Array(new.utf8))
        #expect(lines.map { "\($0.isAdded ? "+" : "-")\($0.number) \($0.text)" } == expected)
    }
}
