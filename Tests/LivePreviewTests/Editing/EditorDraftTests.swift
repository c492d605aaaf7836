import Foundation
import HTTPTypes
import Portals
import SiteBuilding
import TestSupport
import Testing

@testable import LivePreview

@Suite struct `Drafts of the editor` {
    private static let primary = "customization.colors.primary"

    @Test func `show every change and write none`() async throws {
        let desk = try EditorDesk()
        let answer = try await desk.send(
            "draft",
            [
                Self.primary: "5a9a78", "features.orderCancel": false, "x-portico.website.name": "A <b>&\"' name",
                "status": "inactive",
            ]
        )
        #expect(answer.status == 200)
        let preview = try #require(answer["preview"])
        #expect(preview.contains("#5a9a78") && !preview.contains("#86b59b"))
        #expect(!preview.contains("id=\"cancel-order\"") && preview.contains("id=\"not-found\""))
        #expect(preview.contains("A &lt;b&gt;&amp;") && !preview.contains("A <b>"))
        #expect(answer["board"]?.contains("This portal is inactive.") == true)
        #expect(answer.problems == [:])
        #expect(try desk.text() == EditorDesk.portal)
    }

    @Test func `are the same bytes that the site has once they are saved`() async throws {
        let desk = try EditorDesk()
        let changes: [String: Any] = [Self.primary: "5a9a78", "x-portico.website.supportEmail": "help@acme.example"]
        let draft = try await desk.send("draft", changes)
        #expect(try await desk.send("save", changes).status == 200)
        let page = try #require(desk.site.page(["acme", "preview.html"]))
        #expect(draft["preview"] == String(decoding: page.bytes, as: UTF8.self))
    }

    @Test func `keep the last legal value of what needs fixing`() async throws {
        let desk = try EditorDesk()
        let answer = try await desk.send(
            "draft",
            [Self.primary: "5a9a7", "customization.links.privacyPolicy": "x"],
            good: [Self.primary: "5a9a78"]
        )
        #expect(answer["preview"]?.contains("#5a9a78") == true)
        #expect(answer.problems[Self.primary]?.hasPrefix("A colour has 6 hex digits") == true)
        #expect(answer.problems["customization.links.privacyPolicy"] != nil)
    }

    struct Shades: Sendable, CustomTestStringConvertible {
        let primary: String
        let secondary: String
        let nearest: String?
        let hasNoShade: Bool
        var testDescription: String { "\(primary) on \(secondary)" }
    }

    @Test(
        "say what each place has, and the one shade that passes in all",
        arguments: [
            Shades(primary: "5a9a78", secondary: "f5eee3", nearest: "3e7e5d", hasNoShade: false),
            Shades(primary: "0044d4", secondary: "ffffff", nearest: nil, hasNoShade: false),
            Shades(primary: "2f7a72", secondary: "444b52", nearest: nil, hasNoShade: true),
        ]
    )
    func shades(of case: Shades) async throws {
        let desk = try EditorDesk()
        let changes = [Self.primary: `case`.primary, "customization.colors.secondary": `case`.secondary]
        let answer = try await desk.send("draft", changes)
        let colors = try #require(answer.json["colors"] as? [String: Any])
        #expect(colors["nearest"] as? String == `case`.nearest)
        #expect(colors["hasNoShade"] as? Bool == `case`.hasNoShade)
        let rows = try #require(colors["primary"] as? [[String: Any]])
        #expect(rows.map { $0["place"] as? String } == ["Button label", "Links", "Focus ring", "Chosen tab"])
    }

    @Test func `have a shade on all grounds exactly where stepping through the lightness finds one`() throws {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<60 {
            func any() -> HexColor {
                HexColor(
                    red: .random(in: 0...255, using: &generator),
                    green: .random(in: 0...255, using: &generator),
                    blue: .random(in: 0...255, using: &generator)
                )
            }
            let (color, head) = (any(), any())
            let grounds = [
                PaintedGround(BrandPalette.soft, reaching: .text), PaintedGround(head, reaching: .graphics),
            ]
            func passes(_ shade: HexColor) -> Bool {
                contrastRatio(of: shade, on: BrandPalette.soft) >= 4.5 && contrastRatio(of: shade, on: head) >= 3
            }
            let shade = nearestShade(to: color, onAll: grounds)
            if let shade { #expect(passes(shade)) }
            if passes(color) { #expect(shade == color) }
            let greys = (UInt8.min...UInt8.max).map { HexColor(red: $0, green: $0, blue: $0) }
            // A grey of any lightness passes where some shade does, but for the eight bits of a channel.
            if shade == nil { #expect(greys.filter(passes).count <= 2, "\(color) on \(head)") }
        }
    }

    // MARK: What leaves the page

    @Test func `are copied as the file would be, and shared as one page without script`() async throws {
        let desk = try EditorDesk()
        let yaml = try await desk.send("yaml", [Self.primary: "5a9a78"])
        #expect(yaml.text == EditorDesk.portal.replacing("86B59B", with: "5a9a78"))
        let page = try await desk.send("share", [Self.primary: "5a9a78"])
        #expect(page.text.hasPrefix("<!doctype html>") && page.text.contains("5a9a78"))
        #expect(!page.text.contains("<script"))
        #expect(try desk.text() == EditorDesk.portal)
        #expect(try await desk.send("yaml", [Self.primary: "x"]).status == 409)
    }
}
