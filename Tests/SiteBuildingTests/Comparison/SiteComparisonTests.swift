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

    @Test func `knows a workspace and a site by their files`() throws {
        let site = try TestSite()
        try site.build()
        #expect(try ComparedSide.kind(of: site.folder / "workspace") == .workspace)
        #expect(try ComparedSide.kind(of: site.output) == .site)
        #expect(try ComparedSide.kind(of: site.folder.path) == nil)
        #expect(throws: FileReadError.notFound) { try ComparedSide.kind(of: site.folder / "nowhere") }
    }
}
