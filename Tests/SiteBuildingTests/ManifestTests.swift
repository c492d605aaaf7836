import Foundation
import Rendering
import TestSupport
import Testing

@testable import SiteBuilding

@Suite struct `The manifest` {
    private static func builtSite() throws -> TestSite {
        let site = try TestSite()
        try site.build()
        return site
    }

    /// A manifest that lists a file with its true size and hash.
    private static func listing(_ path: String, _ bytes: [UInt8]) -> String {
        let file = "{\"sha256\":\"\(ContentHash(of: bytes).hexadecimal)\",\"size\":\(bytes.count)}"
        guard let slash = path.lastIndex(of: "/") else { return whole("", "\"\(path)\":\(file)") }
        let (id, name) = (path[..<slash], path[path.index(after: slash)...])
        return whole("{\"id\":\"\(id)\",\"source\":\"x\",\"logos\":{},\"files\":{\"\(name)\":\(file)}}", "")
    }

    /// A manifest around a line of a portal and one of a shared file.
    private static func whole(_ portal: String, _ file: String, version: Int = 2) -> String {
        let lines = [portal, "],\"files\":{", file, "}}"].filter { !$0.isEmpty }.joined(separator: "\n")
        return "{\"version\":\(version),\"portico\":\"x\",\"portals\":[\n\(lines)\n"
    }

    @Test func `lists every file but itself with hash, size and what it was made from`() throws {
        let site = try TestSite()
        try site.folder.write(Self.logo, to: "workspace/logos/acme.svg")
        try site.write("acme", more: "x-portico: {logo: logos/acme.svg}\n")
        try site.build()
        let contents = try site.contents()
        let json = try JSONSerialization.jsonObject(with: contents["portico-manifest.json"] ?? Data())
        #expect((json as? [String: Any])?["portico"] as? String == "0.0.0-test")
        let listed = try site.listed()
        #expect(listed.keys.sorted() == contents.keys.filter { $0 != "portico-manifest.json" }.sorted())
        for (path, file) in listed {
            let bytes = Array(try #require(contents[path]))
            #expect(file.size == bytes.count)
            #expect(file.sha256 == ContentHash(of: bytes).hexadecimal)
        }
        let portals = try site.manifestPortals()
        #expect(portals.map(\.source) == ["portals/acme.yaml", "portals/fern.yaml", "portals/voltline.yaml"])
        for portal in portals {
            let bytes = Array(try site.folder.text("workspace/\(portal.source)").utf8)
            #expect(portal.sha256 == ContentHash(of: bytes).hexadecimal)
        }
        #expect(portals[0].logos == ["logos/acme.svg": ContentHash(of: Array(Self.logo.utf8)).hexadecimal])
    }

    private static let logo =
        #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h9v9z"/></svg>"#

    @Test func `is JSON whatever files are called`() throws {
        let site = try TestSite([])
        let name = "a \"quoted\" é\u{2028}.yaml"
        try site.folder.write("id: a\nname: A\nslug: a-b\nwebsiteId: w\n", to: "workspace/portals/\(name)")
        try site.build()
        #expect(try site.manifestPortals().map(\.source) == ["portals/\(name)"])
        let data = try #require(try site.contents()["portico-manifest.json"])
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: data) }
    }

    @Test(arguments: [
        "", "x", "{", "null", "[]", "{}", "\0", "{\"version\": 2}", Self.whole("", "", version: 1),
        Self.whole("", "", version: 3), Self.whole("", "\"a\": 1"), Self.whole("{}", ""), Self.whole("[]", ""),
        Self.whole("{\"id\":\"fern\",\"source\":\"x\",\"logos\":{},\"files\":[]}", ""), Self.whole("\n", ""),
        Self.whole("", "\"docs.md\":{\"sha256\":\"\",\"size\":-1}"), Self.whole("", "") + "x",
        String(Self.listing("fern/preview.html", []).dropLast(4)),
        String(repeating: "[", count: 100_000), String(repeating: "{\"files\":", count: 100_000),
    ])
    func `that is damaged removes nothing and is written anew`(text: String) throws {
        let site = try Self.builtSite()
        let whole = try site.text("portico-manifest.json")
        try site.remove("fern")
        try site.folder.write(text, to: "site/portico-manifest.json")
        #expect(try site.build().removed == [])
        #expect(site.folder.has("site/fern/preview.html"))
        #expect(throws: Never.self) { try site.listed() }
        try site.write("fern")
        try site.build()
        #expect(try site.text("portico-manifest.json") == whole)
    }

    @Test(arguments: [
        "../secret", "fern/../../secret", "/etc/hostname", "secret", "fern/secret", "./fern/preview.html",
        "fern//preview.html", "fern/preview.html/", "", ".", "..", "fern/sub/preview.html", "fern\\\\preview.html",
        "../preview.html", ".git/preview.html", "index.html/preview.html", "FERN/Preview.html",
        "fern/preview.html\\u0000",
        "f\\u00e9rn/preview.html", "portico-manifest.json",
    ])
    func `that names what Portico never writes removes nothing`(path: String) throws {
        let site = try TestSite(["acme"])
        let secret = Array("secret".utf8)
        for name in ["secret", "site/secret", "site/fern/secret", "site/fern/preview.html"] {
            try site.folder.write("secret", to: name)
        }
        try site.folder.write(Self.listing(path, secret), to: "site/portico-manifest.json")
        #expect(try site.build().removed == [])
        for name in ["secret", "site/secret", "site/fern/secret", "site/fern/preview.html"] {
            #expect(try site.folder.text(name) == "secret")
        }
    }

    @Test func `that names what Portico could have written is believed only with the right hash`() throws {
        let site = try TestSite(["acme"])
        try site.folder.write("secret", to: "site/fern/preview.html")
        try site.folder.write(Self.listing("fern/preview.html", Array("secreT".utf8)), to: "site/portico-manifest.json")
        #expect(try site.build().removed == [])
        try site.folder.write(Self.listing("fern/preview.html", Array("secret".utf8)), to: "site/portico-manifest.json")
        #expect(try site.build().removed == ["fern/preview.html"])
    }

    @Test func `that is a link is replaced, and its target is left alone`() throws {
        let site = try Self.builtSite()
        let manifest = try site.text("portico-manifest.json")
        try site.folder.write(manifest, to: "elsewhere.json")
        try FileManager.default.removeItem(atPath: site.folder / "site/portico-manifest.json")
        try FileManager.default.createSymbolicLink(
            atPath: site.folder / "site/portico-manifest.json",
            withDestinationPath: site.folder / "elsewhere.json"
        )
        try site.remove("fern")
        #expect(try site.build().removed == [])
        #expect(try site.folder.text("elsewhere.json") == manifest)
        let attributes = try FileManager.default.attributesOfItem(atPath: site.folder / "site/portico-manifest.json")
        #expect(attributes[.type] as? FileAttributeType == .typeRegular)
    }

    @Test func `that is huge is as good as none`() throws {
        let site = try Self.builtSite()
        try site.remove("fern")
        let path = site.folder / "site/portico-manifest.json"
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.truncate(atOffset: UInt64(Manifest.byteLimit) + 1)
        try file.close()
        #expect(try site.build().removed == [])
        #expect(try site.text("portico-manifest.json").utf8.count < 10_000)
    }

    @Test func `that is a folder is named in a sentence`() throws {
        let site = try TestSite(["acme"])
        try site.folder.write("x", to: "site/portico-manifest.json/x")
        #expect { try site.build() } throws: { error in
            "\(error)".contains("site/portico-manifest.json is a folder, and a file is to be written there")
        }
    }
}
