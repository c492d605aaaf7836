import Foundation
import Portals
import Rendering
import TestSupport
import Testing
import Workspaces

@testable import SiteBuilding

@Suite struct `The records of a site` {
    private static let file = "portico-portals.jsonl"

    private static func ids(_ site: TestSite) throws -> [String] {
        let reader = try PortalRecordReader(site: site.output)
        var ids: [String] = []
        while let line = try reader.next() {
            #expect(line.record?.record.id == line.id.description)
            ids.append(line.id.description)
        }
        return ids
    }

    private static func hasRecords(_ site: TestSite) -> Bool { site.folder.has("site/\(file)") }

    @Test func `are a line a portal in the order of the ids' bytes, behind the version`() throws {
        let site = try TestSite(["voltline", "acme", "Zebra", "fern"])
        try site.folder.write("name: [\n", to: "workspace/portals/broken.yaml")
        try site.write("taken", more: "id: acme\n")
        try site.build()
        #expect(try Self.ids(site) == ["Zebra", "acme", "fern", "voltline"])
        let lines = try site.text(Self.file).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 6 && lines[0] == #"{"version":2}"# && lines[5].isEmpty)
        #expect(lines[1].hasPrefix(#"{"id":"Zebra","page":{"hash":""#))
    }

    @Test func `of a portal are the same bytes again after they were read`() throws {
        let site = try TestSite(["acme"])
        try site.write("acme", name: "\"A\\\\\\\"/<é\\u0301> \\U0001F600\"")
        try site.build()
        let reader = try PortalRecordReader(site: site.output)
        let line = try #require(try reader.next())
        let (hash, record) = try #require(line.record)
        #expect(hash == ContentHash(of: Array(try site.text("acme/preview.html").utf8)))
        #expect(PortalRecordLine(record, preview: hash)?.bytes == line.bytes)
        #expect(record.values[.name]?.utf8.elementsEqual("A\\\"/<é\u{301}> 😀".utf8) == true)
    }

    @Test func `keep the lines of portals that were not rendered again`() throws {
        let site = try TestSite()
        try site.build()
        let before = try site.text(Self.file).split(separator: "\n")
        for id in ["acme", "voltline"] { try site.write(id, name: "New \(id)") }
        try site.remove("fern")
        try site.build(only: ["voltline"])
        let after = try site.text(Self.file).split(separator: "\n")
        // Its pages stay as well, until a whole run.
        #expect(try Self.ids(site) == ["acme", "fern", "voltline"])
        #expect(after[..<3] == before[..<3] && after[3] != before[3])
        try site.build()
        #expect(try Self.ids(site) == ["acme", "voltline"])
        #expect(try site.contents() == TestSite.fresh(like: site))
    }

    @Test(arguments: [
        nil, "", "{\"version\":1}\n", "{\"version\":2}\n", "{\"version\":2}\n{\"id\":\"acme\"}\n{\"id\":\"fern\"}\n",
    ])
    func `go where a run of some portals cannot say what the others show`(text: String?) throws {
        let site = try TestSite()
        try site.build()
        let whole = try site.contents()
        try FileManager.default.removeItem(atPath: site.folder / "site/\(Self.file)")
        if let text { try site.folder.write(text, to: "site/\(Self.file)") }
        let report = try site.build(only: ["voltline"])
        #expect(report.removed == (text == nil ? [] : [Self.file]))
        #expect(!Self.hasRecords(site))
        let listed = try site.listed()
        #expect(listed[Self.file] == nil && listed.count == 15)
        try site.build()
        #expect(try site.contents() == whole)
    }

    @Test func `go no further than the site: what is no plain file stays`() throws {
        let site = try TestSite()
        try site.build()
        try site.folder.write("mine", to: "elsewhere")
        try FileManager.default.removeItem(atPath: site.folder / "site/\(Self.file)")
        try FileManager.default.createSymbolicLink(
            atPath: site.folder / "site/\(Self.file)",
            withDestinationPath: site.folder / "elsewhere"
        )
        try site.build(only: ["fern"])
        try site.build()
        #expect(try site.folder.text("elsewhere") == "mine")
        #expect(try Self.ids(site) == ["acme", "fern", "voltline"])
    }

    @Test func `keep no line of what the site does not have`() throws {
        let site = try TestSite()
        try site.build()
        let text = try site.text(Self.file)
        let more = text.replacing("{\"id\":\"voltline\"", with: "{\"id\":\"invented\"}\n{\"id\":\"voltline\"")
        try site.folder.write(more, to: "site/\(Self.file)")
        try site.build(only: ["acme"])
        #expect(try site.text(Self.file) == text)
    }

    @Test func `are not written by docs, and written with the first run of one portal`() throws {
        let site = try TestSite()
        try site.buildDocs()
        #expect(!Self.hasRecords(site))
        try site.build(only: ["fern"])
        #expect(try Self.ids(site) == ["fern"])
        let text = try site.text(Self.file)
        try site.write("fern", more: "status: inactive\n")
        try site.buildDocs()
        #expect(try site.text(Self.file) == text)
    }

    @Test(arguments: [
        ("", 1, "does not begin with its version"), ("\n", 1, "does not begin with its version"),
        ("{}\n", 1, "does not begin with its version"), ("[1]\n", 1, "does not begin with its version"),
        ("{\"version\":\"1\"}\n", 1, "does not begin with its version"),
        ("{\"version\":1e400}\n", 1, "does not begin with its version"),
        (String(repeating: "[", count: 100_000) + "\n", 1, "does not begin with its version"),
        ("{\"version\":1}\n", 1, "is of version 1, and this Portico reads version 2"),
        ("{\"version\":2}", 1, "is cut off"), ("ok\n{\"id\":\"acme\"", 2, "is cut off"),
        ("ok\n\n", 2, "is no record"), ("ok\nnull\n", 2, "is no record"), ("ok\n{\"id\":\"\"}\n", 2, "is no record"),
        ("ok\n{\"id\":\"..\"}\n", 2, "is no record"), ("ok\n{\"id\":\"a/b\"}\n", 2, "is no record"),
        ("ok\n {\"id\":\"a\"}\n", 2, "is no record"), ("ok\n\0\n", 2, "is no record"),
        ("ok\n{\"id\":\"b\"}\n{\"id\":\"a\"}\n", 3, "has 'a' behind a later id"),
        ("ok\n{\"id\":\"a\"}\n{\"id\":\"a\"}\n", 3, "is a second record of 'a'"),
        ("ok\n" + String(repeating: "x", count: 300_000), 2, "has more than 256 KB"),
        ("ok\n" + String(repeating: "x", count: 300_000) + "\n", 2, "has more than 256 KB"),
    ])
    func `that are damaged or hostile are refused with their line`(text: String, line: Int, words: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(text.replacing("ok\n", with: "{\"version\":2}\n"), to: Self.file)
        do throws(PortalRecordsError) {
            let reader = try PortalRecordReader(site: folder.path)
            while try reader.next() != nil {}
            Issue.record("nothing was refused")
        } catch {
            #expect(error.line == line)
            #expect(error.words.hasPrefix(words), "\(error.words)")
        }
    }

    private static func line(hash: String = hash, screens: String = "{}", values: String = "{}") -> String {
        #"{"id":"a","page":{"hash":"\#(hash)","palette":"p","style":"s","x":1},"screens":\#(screens),"#
            + #""values":\#(values),"x":[]}"#
    }

    private static let hash = String(repeating: "a1", count: 32)

    @Test(arguments: [
        #"{"id":"a"}"#, #"{"id":"a","page":{},"screens":{},"values":{}}"#,
        line(hash: ""), line(hash: "a1"), line(hash: String(repeating: "A1", count: 32)),
        line(screens: #"{"order":["x","y"]}"#), line(screens: #"{"order":"x"}"#), line(screens: "[]"),
        line(screens: #"{"order":[1]}"#), line(screens: #"{"order":[-1,2]}"#), line(screens: #"{"order":[1,-2]}"#),
        line(screens: #"{"order":[1.5,2]}"#), line(screens: #"{"order":[9223372036854775807,1]}"#),
        line(screens: #"{"order":[1,"2"]}"#), line(screens: #"{"order":{}}"#), line(screens: #"{"order":null}"#),
        line(values: #"{"name":1}"#), line() + " x",
        #"{"id":"a""# + String(repeating: #","a":["#, count: 20_000),
    ])
    func `have no record in a line that only begins like one`(text: String) throws {
        #expect(try #require(PortalRecordLine(Array(text.utf8))).record == nil)
    }

    @Test func `may have more than this version knows`() throws {
        let text = Self.line(screens: #"{"new":["t","l","m","x"],"order":[3,4,"x"]}"#, values: #"{"name":"A","x":"y"}"#)
        #expect(PortalRecordLine(Array(text.utf8))?.record == nil)
        let known = Self.line(screens: #"{"new":["t","l","m","x"],"order":[3,4,5]}"#, values: #"{"name":"A","x":"y"}"#)
        let (hash, record) = try #require(PortalRecordLine(Array(known.utf8))?.record)
        #expect(hash.hexadecimal == Self.hash)
        #expect(record.values == [.name: "A"])
        #expect(record.screens["order"] == .place(3..<7))
        #expect(record.screens["new"] == .digests(ScreenDigests(text: "t", links: "l", markup: "m")))
    }
}
