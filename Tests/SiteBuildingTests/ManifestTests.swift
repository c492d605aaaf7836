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
        """
        {"files": {"\(path)": {"sha256": "\(ContentHash(of: bytes).hexadecimal)", "size": \(bytes.count)}},
        "portico": "x", "version": 1}
        """
    }

    @Test func `lists every file but itself with hash, size and source`() throws {
        let site = try Self.builtSite()
        let manifest = try #require(Manifest(Array(try site.contents()["portico-manifest.json"] ?? Data())))
        #expect(manifest.portico == "0.0.0-test")
        let contents = try site.contents()
        #expect(manifest.files.keys.sorted() == contents.keys.filter { $0 != "portico-manifest.json" }.sorted())
        for (path, file) in manifest.files {
            let bytes = Array(try #require(contents[path]))
            #expect(file.size == bytes.count)
            #expect(file.sha256 == ContentHash(of: bytes).hexadecimal)
            let id = path.split(separator: "/")
            #expect(file.source == (id.count == 2 ? "portals/\(id[0]).yaml" : nil))
        }
    }

    @Test func `knows the hash of nothing`() {
        #expect(ContentHash(of: []).hexadecimal == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test(arguments: [
        "", "x", "{", "null", "[]", "{}", "\0", "{\"version\": 1}",
        "{\"version\": 2, \"portico\": \"x\", \"files\": {}}",
        "{\"version\": 1, \"portico\": 1, \"files\": {}}", "{\"version\": 1, \"portico\": \"x\", \"files\": []}",
        "{\"version\": 1.5, \"portico\": \"x\", \"files\": {}}",
        "{\"version\": 1, \"portico\": \"x\", \"files\": {\"a\": 1}}",
        String(repeating: "[", count: 100_000), String(repeating: "{\"files\":", count: 100_000),
    ])
    func `that is damaged removes nothing and is written anew`(text: String) throws {
        let site = try Self.builtSite()
        let whole = try site.text("portico-manifest.json")
        try site.remove("fern")
        try site.folder.write(text, to: "site/portico-manifest.json")
        #expect(try site.build().removed == [])
        #expect(site.folder.has("site/fern/preview.html"))
        #expect(Manifest(Array(try site.text("portico-manifest.json").utf8)) != nil)
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
