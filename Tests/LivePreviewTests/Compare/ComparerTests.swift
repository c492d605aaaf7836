import Foundation
import HTTPTypes
import Portals
import Rendering
import SiteBuilding
import TestSupport
import Testing
import Workspaces

@testable import LivePreview

/// Two portals, or two versions of one, side by side.
@Suite struct ComparerTests {
    // MARK: Addresses

    @Test(
        arguments: [
            ["left": "portal:nobody"], ["left": "portal:../acme"], ["right": "committed:..%2F..%2Fetc"],
            ["left": "acme"], ["left": "file:acme"], ["left": "portal:"], ["right": "portal:acme\u{0}"],
            ["left": "portal:acme", "left-version": "now"], ["left": "portal:portals/acme.yaml"],
            ["right": "portal:<script>"],
        ]
    )
    func `a side that is no portal of the site has no page`(query: [String: String]) async throws {
        #expect(await (try CompareDesk()).ask(query) == nil)
    }

    @Test func `a portal that is not there has no comparison`() async throws {
        let desk = try CompareDesk()
        #expect(await desk.ask([:], of: "nobody") == nil)
        #expect(await desk.ask([:], of: "..") == nil)
    }

    @Test func `what the form sends leads to an address in short, swapped where that was asked for`() async throws {
        let desk = try CompareDesk()
        let sent = [
            "left": "portal:acme", "left-version": "committed", "right": "portal:other", "right-version": "portal",
            "width": "tablet", "narrow-width": "<b>",
        ]
        let answer = try #require(await desk.ask(sent))
        #expect(answer.status == .seeOther)
        #expect(
            answer.headers[.location]
                == "/acme/compare.html?left=committed%3Aacme&right=portal%3Aother&width=tablet"
        )
        let swapped = try #require(await desk.ask(sent.merging(["swap": "1"]) { $1 }))
        #expect(
            swapped.headers[.location]
                == "/acme/compare.html?left=portal%3Aother&right=committed%3Aacme&width=tablet"
        )
    }

    // MARK: What differs

    @Test func `nothing that differs is said in one box`() async throws {
        let page = try await CompareDesk().page("portal:acme", "portal:acme")
        #expect(page.contains("No difference: all 15 screens are equal."))
        #expect(!page.contains("<iframe") && !page.contains("What differs"))
    }

    @Test func `two portals that differ in everything are told in fields, screens and frames`() async throws {
        let page = try await CompareDesk().page("portal:acme", "portal:other")
        #expect(page.contains("Primary: buttons, links, chosen tab"))
        #expect(page.contains("<h2 id=\"screen-deactivate-payment-method-title\">Deactivate payment method</h2>"))
        #expect(page.contains("‘Deactivate a payment method’ is off"))
        #expect(page.contains("16 of 16 screens."))
        #expect(page.contains("<code>#1d5fd1</code>"))
        // A hostile name is text wherever it stands.
        #expect(page.contains("Other &lt;b&gt;&amp;&quot;&#39;"))
        #expect(!page.contains("Other <b>"))
    }

    @Test func `one switch changes the screens that have it and no other`() async throws {
        let desk = try CompareDesk()
        try desk.commit()
        try desk.write(CompareDesk.portal.replacing("features:\n", with: "features:\n  orderCancel: false\n"))
        let page = try await desk.page("committed:acme", "portal:acme")
        #expect(page.contains("1 field, and by it 3 of 15 screens."))
        #expect(page.contains("‘Cancel order’ is gone"))
        #expect(page.contains("Only in the last commit."))
        #expect(page.contains("‘Cancel an order’ is off"))
        #expect(page.contains("12 screens are equal"))
        #expect(page.contains("1 more screen that only one side has"))
        let back = try await desk.page("portal:acme", "committed:acme")
        #expect(back.contains("‘Cancel order’ is new"))
    }

    @Test func `a page that would get too long says what it leaves out`() throws {
        let desk = try CompareDesk()
        func version(_ id: String) throws -> ComparedVersion {
            let portal = try #require(desk.site.portal(id)?.entry.portal)
            return ComparedVersion(portal: portal, file: "portals/\(id).yaml", picture: .none, notes: [])
        }
        let (left, right) = (try version("acme"), try version("other"))
        let screens = desk.site.screens(from: left.view, to: right.view)
        let fields = ComparedVersion.differences(left, right)
        let all = ComparisonResult(fields: fields, screens: screens, names: ("A", "B")).shown
        #expect(all.leftOut == nil)
        let none = ComparisonResult(fields: fields, screens: screens, names: ("A", "B"), byteLimit: 1).shown
        let words = try #require(none.leftOut)
        #expect(words.contains("left out: this page holds at most 60 pairs and 5 MB of them."))
        #expect(none.summary == all.summary)
    }

    @Test func `the page takes its own forms, frames without script, and no other script than the live one`()
        async throws
    {
        let page = try await CompareDesk().page("portal:acme", "portal:other")
        let policy = try #require(page.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).1
        #expect(policy.contains("default-src 'none'") && policy.contains("form-action 'self'"))
        #expect(!policy.contains("script-src 'unsafe-inline'"))
        let frames = page.components(separatedBy: "<iframe").dropFirst()
        #expect(!frames.isEmpty)
        #expect(frames.allSatisfy { $0.contains("sandbox=\"allow-same-origin\"") })
        #expect(page.contains("data-compared=\"acme other\""))
    }

    // MARK: Files that can't be read

    @Test func `a file that can't be read is compared as it was last, and that is said`() async throws {
        let desk = try CompareDesk()
        try desk.commit()
        try desk.write("name: \"broken\nslug: [\n")
        // What somebody may be writing just now is not believed yet.
        let file = "\(desk.folder.path)/portals/acme.yaml"
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -60)], ofItemAtPath: file)
        _ = desk.site.look()
        let page = try await desk.page("committed:acme", "portal:acme")
        #expect(page.contains("portals/acme.yaml can’t be read now, so that its last good version is compared."))
        #expect(page.contains("No difference: all 15 screens are equal."))
    }

    @Test func `a file that never could be read is not compared, and why is said`() async throws {
        let page = try await CompareDesk("slug: [\n").page("portal:acme", "portal:other")
        #expect(page.contains("There is no ‘File now’ of"))
        #expect(page.contains("portals/acme.yaml can’t be read as a portal; its board says why."))
        #expect(!page.contains("<iframe"))
    }
}
