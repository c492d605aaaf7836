import Foundation
import HTTPTypes
import SiteBuilding
import TestSupport
import Testing
import Workspaces

@testable import LivePreview

@Suite struct `Files that the editor can't change` {
    private static let primary = "customization.colors.primary"

    @Test(
        "say what is wrong where the site shows them all the same",
        arguments: [
            (EditorDesk.portal + "slug: twice\n", 14, "'slug' already stands in line 3"),
            (EditorDesk.portal + "---\nname: Second\n", 14, "A second document"),
            (EditorDesk.portal + "x-portico:\n  notes: *nothing\n", 15, ""),
        ]
    )
    func saysWhatIsWrong(text: String, line: Int, words: String) async throws {
        let desk = try EditorDesk()
        try desk.write(text)
        #expect(desk.site.portal("acme")?.entry.portal != nil)
        let state = try #require(try await desk.ask(.get, ["acme"]))
        let broken = try #require(state.json["broken"] as? [String: Any])
        #expect(broken["line"] as? Int == line)
        #expect(broken["column"] as? Int != nil)
        #expect(broken["isShown"] as? Bool == false)
        #expect((broken["message"] as? String)?.hasPrefix(words) == true, "\(broken)")
        let answer = try await desk.send("save", [Self.primary: "5a9a78"])
        #expect(answer["reason"] == "broken")
        #expect(answer["message"] == broken["message"] as? String)
        #expect(try desk.text() == text)
    }

    @Test func `say over the preview what is wrong where the site can't read them either`() async throws {
        let desk = try EditorDesk()
        try desk.write("name: \"Acme\nslug: [")
        // The site waits a moment, because somebody may be writing still.
        while desk.site.look().isUnfinished {}
        let state = try #require(try await desk.ask(.get, ["acme"]))
        let broken = try #require(state.json["broken"] as? [String: Any])
        #expect(broken["isShown"] as? Bool == true)
        #expect(broken["isUnreadable"] as? Bool == false)
    }

    @Test func `keep the fields as they were while something else is in their place, and come back`() async throws {
        let desk = try EditorDesk()
        let file = "\(desk.folder.path)/portals/acme.yaml"
        try FileManager.default.removeItem(atPath: file)
        #expect(mkfifo(file, 0o644) == 0)
        _ = desk.site.look()
        let state = try #require(try await desk.ask(.get, ["acme"]))
        #expect(state.status == 200)
        let broken = try #require(state.json["broken"] as? [String: Any])
        #expect(broken["isUnreadable"] as? Bool == true)
        #expect(broken["message"] as? String == "There is a named pipe in place of the file.")
        #expect(state.fields[Self.primary]?["value"] as? String == "86b59b")
        let answer = try await desk.send("save", [Self.primary: "5a9a78"])
        #expect(answer.status == 409)
        #expect(answer["message"] == "There is a named pipe in place of the file.")
        try FileManager.default.removeItem(atPath: file)
        try desk.write(EditorDesk.portal)
        #expect(try await desk.send("save", [Self.primary: "5a9a78"]).status == 200)
    }

    @Test func `are told to be gone, with everything that was asked of them`() async throws {
        let desk = try EditorDesk()
        try FileManager.default.removeItem(atPath: "\(desk.folder.path)/portals/acme.yaml")
        // The site has not looked yet.
        let state = try #require(try await desk.ask(.get, ["acme"]))
        let broken = try #require(state.json["broken"] as? [String: Any])
        #expect(broken["message"] as? String == "The file is gone.")
        #expect(try await desk.send("save", [Self.primary: "5a9a78"]).status == 409)
        #expect(!desk.folder.has("portals/acme.yaml"))
        _ = desk.site.look()
        #expect(try await desk.ask(.get, ["acme"]) == nil)
    }

    @Test func `stay as they are if their owner may not write them`() async throws {
        let desk = try EditorDesk()
        let file = "\(desk.folder.path)/portals/acme.yaml"
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file)
        let kept = EditorLogos.testImage
        let upload = try #require(
            try await desk.ask(.put, ["acme", "logo"], query: ["name": "mark.gif"], body: kept)
        )
        let answer = try await desk.send(
            "save",
            [Self.primary: "5a9a78", "x-portico.logo": "upload:\(upload["digest"] ?? "")"]
        )
        #expect(answer.status == 409)
        #expect(
            answer["message"]
                == "Nothing was saved. portals/acme.yaml is read-only. Allow writing to it, then save again."
        )
        #expect(try desk.text() == EditorDesk.portal)
        #expect(!desk.folder.has("logos"))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        #expect(try await desk.send("save", [Self.primary: "5a9a78"]).status == 200)
    }
}

extension EditorLogos {
    /// A GIF of one pixel.
    static let testImage = [UInt8](
        Data(base64Encoded: "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7") ?? Data()
    )
}
