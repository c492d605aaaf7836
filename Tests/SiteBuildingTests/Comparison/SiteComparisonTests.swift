import Foundation
import TestSupport
import Testing
import Workspaces

@testable import SiteBuilding

@Suite struct `Comparing two sides` {
    private static func words(_ old: ComparedSide, _ new: ComparedSide) throws -> [String] {
        let comparison = try SiteComparison(from: old, to: new)
        return comparison.differences.map { difference in
            switch difference {
            case .added(let id, let name): "+\(id) \(name ?? "")"
            case .removed(let id, let name): "-\(id) \(name ?? "")"
            case .changed(let change): "\(change.id) \(change.aspects.map(\.kind.rawValue).joined(separator: ","))"
            }
        } + ["=\(comparison.sameCount)"]
    }

    private static func workspace(_ site: TestSite) throws -> ComparedSide {
        ComparedSide(try site.source(), folder: "workspace")
    }

    @Test func `finds nothing between a workspace and what it is rendered to`() throws {
        let site = try TestSite()
        try site.write("acme", more: "status: inactive\nfeatures: {orderCancel: false}\n")
        try site.build()
        let before = try site.folder.files()
        #expect(try Self.words(Self.workspace(site), ComparedSide(site: site.output)) == ["=3"])
        #expect(try Self.words(Self.workspace(site), Self.workspace(site)) == ["=3"])
        #expect(try site.folder.files() == before)
    }

    @Test func `finds what came, went and changed, in the order of the ids, both ways`() throws {
        let site = try TestSite(["Zebra", "acme", "fern", "voltline"])
        try site.build()
        try site.remove("Zebra")
        try site.remove("voltline")
        try site.write("acme", more: "customization: {colors: {primary: ffd400}}\n")
        try site.write("bakery")
        try site.write("zoo")
        let there = try Self.words(ComparedSide(site: site.output), Self.workspace(site))
        #expect(there == ["-Zebra Zebra", "acme colour", "+bakery bakery", "-voltline voltline", "+zoo zoo", "=1"])
        let back = try Self.words(Self.workspace(site), ComparedSide(site: site.output))
        #expect(back == ["+Zebra Zebra", "acme colour", "-bakery bakery", "+voltline voltline", "-zoo zoo", "=1"])
    }

    @Test(arguments: [
        ("templates/header.mustache", "<p>Other words</p>", "text"),
        ("templates/preview-style.mustache", "p { margin: 0 }", "style"),
        ("sample/customer.yaml", "customer: {city: Elsewhere}\n", "text"),
    ])
    func `finds what all portals share, though no value differs`(file: String, text: String, kind: String) throws {
        let site = try TestSite()
        try site.build()
        try site.folder.write(text, to: "workspace/\(file)")
        let words = try Self.words(ComparedSide(site: site.output), Self.workspace(site))
        #expect(words == ["acme \(kind)", "fern \(kind)", "voltline \(kind)", "=0"])
    }

    @Test func `says which line of which site is no record`() throws {
        let site = try TestSite()
        try site.build()
        let text = try site.text("portico-portals.jsonl")
        try site.folder.write(
            text.replacing("\"fern\",\"page\"", with: "\"fern\",\"paje\""),
            to: "site/portico-portals.jsonl"
        )
        #expect {
            try SiteComparison(from: Self.workspace(site), to: ComparedSide(site: site.output))
        } throws: { error in
            (error as? ComparedSide.Failure)?.sentence
                == "\(site.output)/portico-portals.jsonl:3: is no record of a portal; render the site again"
        }
        try FileManager.default.removeItem(atPath: site.folder / "site/portico-portals.jsonl")
        #expect { try ComparedSide(site: site.output) } throws: { error in
            (error as? ComparedSide.Failure)?.sentence.hasSuffix(
                "/portico-portals.jsonl does not exist; render the site again, all of its portals"
            ) == true
        }
    }

    private static func sentence(_ old: ComparedSide, _ new: ComparedSide) -> String? {
        do throws(ComparedSide.Failure) {
            _ = try SiteComparison(from: old, to: new)
            return nil
        } catch {
            return error.sentence
        }
    }

    @Test(arguments: [
        ("<p>Mine</p>", "is not as it was rendered; render the site again"),
        (nil, "does not exist; render the site again"),
    ])
    func `says which preview of which site is edited or gone, where it has to be read`(
        text: String?,
        words: String
    ) throws {
        let site = try TestSite()
        try site.build()
        try FileManager.default.removeItem(atPath: site.folder / "site/fern/preview.html")
        if let text { try site.folder.write(text, to: "site/fern/preview.html") }
        // Where nothing differs, no page is read.
        #expect(try Self.words(Self.workspace(site), ComparedSide(site: site.output)) == ["=3"])
        try site.write("fern", more: "customization: {colors: {primary: ffd400}}\n")
        let sentence = "\(site.output)/fern/preview.html \(words)"
        #expect(try Self.sentence(Self.workspace(site), ComparedSide(site: site.output)) == sentence)
        #expect(try Self.sentence(ComparedSide(site: site.output), Self.workspace(site)) == sentence)
    }

    @Test func `reads no preview through a link that leads out of the site`() throws {
        let site = try TestSite()
        try site.build()
        try FileManager.default.moveItem(atPath: site.folder / "site/fern", toPath: site.folder / "elsewhere")
        try FileManager.default.createSymbolicLink(
            atPath: site.folder / "site/fern",
            withDestinationPath: site.folder / "elsewhere"
        )
        try site.write("fern", more: "status: inactive\n")
        let words = "is reached by a symbolic link, which no site has; render the site again"
        #expect(
            try Self.sentence(Self.workspace(site), ComparedSide(site: site.output))
                == "\(site.output)/fern/preview.html \(words)"
        )
    }

    @Test(arguments: ["[0,9000000]", "[9223372036854775800,7]", "[0,9]", "[90000000,0]"])
    func `refuses a place that is not in the preview, or in two screens`(place: String) throws {
        let site = try TestSite()
        try site.build()
        let text = try site.text("portico-portals.jsonl")
        let hostile = text.replacing(/"sign-in":\[[0-9]+,[0-9]+\]/, with: "\"sign-in\":\(place),\"x\":[0,9]")
        #expect(hostile != text)
        try site.folder.write(hostile, to: "site/portico-portals.jsonl")
        #expect(
            try Self.sentence(ComparedSide(site: site.output), Self.workspace(site))
                == "\(site.output)/portico-portals.jsonl:2: is no record of a portal; render the site again"
        )
    }

    @Test func `tells of two sites with other frames around the screens what differs in the screens`() throws {
        let site = try TestSite(["acme"])
        try site.folder.write("<body>{{screens}}</body>", to: "workspace/templates/preview.mustache")
        try site.build()
        #expect(try Self.words(Self.workspace(site), ComparedSide(site: site.output)) == ["=1"])
        try site.write("acme", more: "customization: {colors: {primary: ffd400}}\n")
        #expect(try Self.words(ComparedSide(site: site.output), Self.workspace(site)) == ["acme colour", "=0"])
        try site.folder.write("<body>{{{screens}}}</body>", to: "workspace/templates/preview.mustache")
        #expect(try Self.words(ComparedSide(site: site.output), Self.workspace(site)) == ["acme colour", "=0"])
    }

    @Test func `knows a workspace and a site by their files`() throws {
        let site = try TestSite()
        try site.build()
        #expect(try ComparedSide.kind(of: site.folder / "workspace") == .workspace)
        #expect(try ComparedSide.kind(of: site.output) == .site)
        #expect(try ComparedSide.kind(of: site.folder.path) == nil)
        #expect(throws: FileReadError.notFound) { try ComparedSide.kind(of: site.folder / "nowhere") }
    }
}
