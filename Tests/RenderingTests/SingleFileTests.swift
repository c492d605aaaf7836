import Diagnostics
import Portals
import TestSupport
import Testing

@testable import Rendering

/// A board that went on a journey by itself.
@Suite struct `A board as one file` {
    private static func page(_ view: PortalView) throws -> ReadPage { ReadPage(try RenderedPortal.singleFile(view)) }

    @Test(arguments: ["active", "inactive"])
    func `holds every screen in a frame in which nothing runs`(status: String) throws {
        let view = try RenderedPortal.view(
            RenderedPortal.body(status: status, off: [.orderCancel]),
            logo: RenderedPortal.logo
        )
        let frames = try Self.page(view).tags("iframe")
        #expect(frames.map { $0["id"] } == view.screens.map(\.rawValue))
        #expect(frames.map { $0["title"] } == view.screens.map(\.title))
        let first = status == "active" ? "overview" : "not-found"
        #expect(frames.filter { $0["class"] == "first" }.map { $0["id"] } == [first])
        for frame in frames {
            let leave = "allow-same-origin allow-popups allow-popups-to-escape-sandbox "
            #expect(frame["sandbox"] == leave + "allow-top-navigation-by-user-activation")
            #expect(frame["referrerpolicy"] == "no-referrer")
            #expect(frame["src"] == nil)
        }
    }

    @Test func `holds each screen as a whole page, whose links lead the window`() throws {
        let view = try RenderedPortal.view(logo: RenderedPortal.logo)
        let preview = HTMLTags(try RenderedPortal.preview(view))
        let frames = try Self.page(view).tags("iframe")
        for frame in frames {
            let screen = ReadPage(try #require(frame["srcdoc"]))
            let id = try #require(frame["id"])
            #expect(screen.text.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
            #expect(screen.title == "\(frame["title"] ?? "") – Acme")
            #expect(screen.tags("base").flatMap(\.attributes).map { [$0.name, $0.value] } == [["target", "_top"]])
            #expect(screen.policy == ContentPolicy().text)
            #expect(screen.html.styles == preview.styles)
            #expect(
                screen.html.tags.filter { $0["class"]?.split(separator: " ").first == "screen" }.map { $0["id"] } == [
                    id
                ]
            )
            #expect(screen.tags("script").isEmpty && screen.tags("iframe").isEmpty)
            let fragments = screen.html.tags.compactMap { $0["href"] }.filter { $0.hasPrefix("#") }.map {
                $0.dropFirst()
            }
            for fragment in fragments {
                let isHere = screen.ids.contains(String(fragment))
                #expect(isHere || frames.contains { $0["id"] == String(fragment) }, "\(id): #\(fragment)")
            }
        }
    }

    @Test func `has no script, and leads to no page beside it`() throws {
        let page = try Self.page(
            try RenderedPortal.view(problems: [
                Diagnostic(.slugInvalid, file: "portals/acme.yaml", message: "no")
            ])
        )
        #expect(page.tags("script").isEmpty)
        #expect(page.policy == ContentPolicy(allowsFrames: true).text)
        Self.checkLinks(of: page)
    }

    private static func checkLinks(of page: ReadPage) {
        for link in page.tags("a").compactMap({ $0["href"] }) {
            let isWeb = link.hasPrefix("https://")
            #expect(isWeb || (link.hasPrefix("#") && page.ids.contains(String(link.dropFirst()))), "\(link)")
        }
    }

    @Test func `says what a board in a site says`() throws {
        let view = try RenderedPortal.view(RenderedPortal.body(off: [.orderCancel]))
        let (site, single) = (ReadPage(try RenderedPortal.board(view)), try Self.page(view))
        for section in ["Problems", "Colours", "Colour blindness", "Features", "Links"] {
            #expect(try single.section(section).text == site.section(section).text)
        }
        #expect(single.title == site.title)
        let links = try single.section("Screens").tags("a").compactMap { $0["href"] }
        #expect(links == view.screens.map { "#\($0.rawValue)" })
        for screen in view.screens {
            #expect(single.html.styles.joined().contains(".screens:has(#\(screen.rawValue):target)"))
        }
    }

    @Test(arguments: 0..<3)
    func `keeps its frames whatever stands in a portal`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &+ 9000)
        func page(_ text: () -> String) throws -> ReadPage {
            let body = RenderedPortal.body(changing: [
                ("name", .string(text())), ("x-portico.website.name", .string(text())), ("slug", .string(text())),
                ("customization.links.termsOfService", .null),
            ])
            return try Self.page(try RenderedPortal.view(body))
        }
        let (calm, hostile) = (try page { "calm" }, try page { HostileText.random(using: &generator) })
        #expect(hostile.html.skeleton == calm.html.skeleton)
        for (left, right) in zip(calm.tags("iframe"), hostile.tags("iframe")) {
            #expect(HTMLTags(left["srcdoc"] ?? "").skeleton == HTMLTags(right["srcdoc"] ?? "").skeleton)
        }
    }
}
