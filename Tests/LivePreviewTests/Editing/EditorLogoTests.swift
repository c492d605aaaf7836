import Foundation
import HTTPTypes
import Portals
import SiteBuilding
import TestSupport
import Testing

@testable import LivePreview

@Suite struct `Logos in the editor` {
    private static let logo = "x-portico.logo"
    private static let svg =
        #"<svg xmlns="http://www.w3.org/2000/svg" width="148" height="32"><rect width="148" height="32"/></svg>"#
    private static let gif = EditorLogos.testImage

    private func put(_ bytes: [UInt8], _ name: String, on desk: EditorDesk) async throws -> EditorDesk.Answer {
        try #require(try await desk.ask(.put, ["acme", "logo"], query: ["name": name], body: bytes))
    }

    @Test func `show at once, and lie in the workspace only when they are saved`() async throws {
        let desk = try EditorDesk()
        let kept = try await put(Array(Self.svg.utf8), "Acme Logo (final).svg", on: desk)
        let upload = "upload:\(kept["digest"] ?? "")"
        let draft = try await desk.send("draft", [Self.logo: upload])
        #expect(draft["preview"]?.contains("data:image/svg+xml;base64,") == true)
        let shown = try #require(draft.json["logo"] as? [String: Any])
        #expect(shown["path"] as? String == "logos/Acme-Logo-final.svg")
        #expect(shown["size"] as? String == "148 × 32")
        #expect((shown["note"] as? String)?.hasPrefix("The service takes no SVG.") == true)
        #expect(!desk.folder.has("logos"))
        let saved = try await desk.send("save", [Self.logo: upload])
        #expect(saved.status == 200, "\(saved.text)")
        #expect(try desk.folder.text("logos/Acme-Logo-final.svg") == Self.svg)
        #expect(try desk.text().hasSuffix("x-portico:\n  logo: logos/Acme-Logo-final.svg\n"))
        let removed = try await desk.send("save", [Self.logo: ""])
        #expect(removed.lines == ["-14 x-portico:", "-15 logo: logos/Acme-Logo-final.svg", "+14 x-portico: {}"])
        #expect(desk.folder.has("logos/Acme-Logo-final.svg"), "other portals may show it")
    }

    @Test func `take nobody else's name, and their own again`() async throws {
        let desk = try EditorDesk()
        try desk.folder.write(Self.svg.replacing("148", with: "100"), to: "logos/mark.svg")
        for _ in 0..<2 {
            let kept = try await put(Self.gif, "mark.png", on: desk)
            let answer = try await desk.send("save", [Self.logo: "upload:\(kept["digest"] ?? "")"])
            #expect(answer.status == 200, "\(answer.text)")
        }
        #expect(try desk.folder.files().filter { $0.hasPrefix("logos/") } == ["logos/mark-2.gif", "logos/mark.svg"])
        #expect(try desk.folder.text("logos/mark.svg").contains("100"))
    }

    // MARK: A picture beside an SVG

    private func digest(_ bytes: [UInt8], _ name: String, on desk: EditorDesk) async throws -> String {
        try #require(try await put(bytes, name, on: desk)["digest"])
    }

    @Test func `stand beside an SVG that is dropped as well, under its name`() async throws {
        let desk = try EditorDesk()
        try desk.folder.write(Self.svg.replacing("148", with: "100"), to: "logos/mark.svg")
        let svg = try await digest(Array(Self.svg.utf8), "mark.svg", on: desk)
        let gif = try await digest(Self.gif, "other.gif", on: desk)
        let draft = try await desk.send("draft", [Self.logo: "upload:\(svg),\(gif)"])
        let shown = try #require(draft.json["logo"] as? [String: Any])
        #expect(shown["path"] as? String == "logos/mark-2.svg")
        #expect(shown["beside"] as? String == "mark-2.gif")
        #expect(shown["note"] == nil)
        #expect(draft["board"]?.contains("logo.no-raster") == false)
        let saved = try await desk.send("save", [Self.logo: "upload:\(svg),\(gif)"])
        #expect(saved.status == 200, "\(saved.text)")
        #expect(
            try desk.folder.files().filter { $0.hasPrefix("logos/") }
                == ["logos/mark-2.gif", "logos/mark-2.svg", "logos/mark.svg"]
        )
        #expect(try desk.text().hasSuffix("logo: logos/mark-2.svg\n"))
        let swapped = try await desk.send("save", [Self.logo: "upload:\(gif),\(svg)"])
        #expect(swapped.problems[Self.logo] == "Only a PNG, JPEG or GIF stands beside an SVG.")
    }

    @Test func `stand beside an SVG that the file names already, and change no line of it`() async throws {
        let text = EditorDesk.portal + "x-portico:\n  logo: logos/acme.svg\n"
        let desk = try EditorDesk(text)
        try desk.folder.write(Self.svg, to: "logos/acme.svg")
        _ = desk.site.look()
        let state = try #require(try await desk.ask(.get, ["acme"]))
        #expect((state.json["logo"] as? [String: Any])?["isAlone"] as? Bool == true)
        let gif = try await digest(Self.gif, "other.gif", on: desk)
        let value = "beside:\(gif):logos/acme.svg"
        let draft = try await desk.send("draft", [Self.logo: value])
        #expect((draft.json["logo"] as? [String: Any])?["beside"] as? String == "acme.gif")
        let saved = try await desk.send("save", [Self.logo: value])
        #expect(saved.status == 200, "\(saved.text)")
        #expect(saved.lines == [])
        #expect(try desk.text() == text)
        #expect(desk.folder.has("logos/acme.gif"))
        let gone = try await desk.send("save", [Self.logo: "beside:\(gif):portals/acme.yaml"])
        #expect(gone.problems[Self.logo] == "portals/acme.yaml is gone. Drop both files.")
    }

    @Test func `are told when they are missing, by name`() async throws {
        let desk = try EditorDesk(EditorDesk.portal + "x-portico:\n  logo: logos/gone.svg\n")
        let state = try #require(try await desk.ask(.get, ["acme"]))
        let problem = state.fields[Self.logo]?["problem"] as? String
        #expect(problem == "logos/gone.svg is missing. Drop the file here, or remove the logo.")
    }

    @Test(
        "are put through no link, and say so",
        arguments: [
            (false, "The folder logos is a link out of the workspace; nothing is put there."),
            (true, "Nothing was saved. logos/mark.gif is behind a link, and the editor writes through none."),
        ]
    )
    func links(isInside: Bool, words: String) async throws {
        let (desk, outside) = (try EditorDesk(), try TemporaryFolder())
        let target = isInside ? "\(desk.folder.path)/pictures" : outside.path
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        let logos = "\(desk.folder.path)/logos"
        let link = isInside ? "pictures" : target
        try FileManager.default.createSymbolicLink(atPath: logos, withDestinationPath: link)
        let gif = try await digest(Self.gif, "mark.gif", on: desk)
        let answer = try await desk.send("save", [Self.logo: "upload:\(gif)"])
        #expect(answer.status == 409)
        #expect(isInside ? answer["message"] == words : answer.problems[Self.logo] == words, "\(answer.text)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: target) == [])
    }

    @Test func `have to be sent again when the server forgot them`() async throws {
        let desk = try EditorDesk()
        let answer = try await desk.send("save", [Self.logo: "upload:0123"])
        #expect(answer.status == 409)
        #expect(answer["missingLogo"] == "0123")
        #expect(try desk.text() == EditorDesk.portal)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let name: String
        let content: String
        let words: String
        var testDescription: String { name }
    }

    @Test(
        "refuse what is no logo, whatever its name says",
        arguments: [
            Refusal(
                name: "brandbook.pdf",
                content: "%PDF-1.7",
                words: "brandbook.pdf is a PDF. A logo is an SVG, PNG, JPEG or GIF of at most 512 KB."
            ),
            Refusal(
                name: "wide.gif",
                content: "GIF89a@\u{1F}\n\0\0\0\0,\0\0\0\0@\u{1F}\n\0\0\u{2}\u{2}D\u{1}\0;",
                words: "wide.gif is 8000 × 10 px. At most 4096 px a side are allowed. A logo is"
            ),
            Refusal(name: "page.png", content: "<!doctype html><html></html>", words: "page.png is an HTML page."),
            Refusal(name: "empty.png", content: "", words: "empty.png is empty."),
            Refusal(
                name: "a/../evil.svg",
                content:
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><script>alert(1)</script></svg>",
                words: "evil.svg contains scripts"
            ),
            Refusal(
                name: "click.svg",
                content: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\" onload=\"alert(1)\"/>",
                words: "click.svg contains scripts"
            ),
            Refusal(
                name: "bomb.svg",
                content: "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                words: "bomb.svg "
            ),
        ]
    )
    func refuse(refusal: Refusal) async throws {
        let desk = try EditorDesk()
        let answer = try await put(Array(refusal.content.utf8), refusal.name, on: desk)
        #expect(answer.status == 422)
        #expect(answer["message"]?.hasPrefix(refusal.words) == true, "\(answer.text)")
    }

    @Test func `refuse what is too large, without reading it`() async throws {
        let desk = try EditorDesk()
        for count in [Logo.byteLimit + 1, EditorLogos.byteLimit + 1] {
            let answer = try await put(Array(Self.gif) + [UInt8](repeating: 0, count: count), "large.gif", on: desk)
            #expect(answer.status == 422)
            #expect(answer["message"]?.hasPrefix("large.gif ") == true)
        }
    }

    @Test(
        "get names that are safe",
        arguments: [
            ("../../etc/passwd.svg", "passwd"), (".htaccess", "logo"), ("Ünï cödé.png", "n-c-d"), ("...svg", "logo"),
            ("a\\b.gif", "b"), ("", "logo"), ("--x--.png", "x"),
            (String(repeating: "y", count: 90), String(repeating: "y", count: 48)),
        ]
    )
    func safeNames(name: String, stem: String) {
        #expect(EditorLogos.stem(of: name) == stem)
    }
}
