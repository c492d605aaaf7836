import Foundation
import Portals
import Rendering
import TestSupport
import Testing
import Workspaces

@testable import SiteBuilding

@Suite struct `A shard that is not as Portico wrote it` {
    private static func site() throws -> TestSite {
        let site = try TestSite()
        let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>"
        try site.folder.write(logo, to: "workspace/logos/l.svg")
        try site.write("acme", more: "x-portico: {logo: logos/l.svg}\n")
        try site.buildShards()
        return site
    }

    private static func refusal(of site: TestSite) throws -> String {
        let error = try #require(throws: JoinError.self) { try site.join() }
        return error.sentences.joined(separator: "\n").replacingOccurrences(of: "\(site.folder.path)/", with: "")
    }

    private static let rest = "is not as this Portico writes it; render this shard again, with --shard 0/4"

    @Test(arguments: ["index.html", "preview.html", "docs.html", "portal.md"])
    func `is told by the page that was edited or deleted, and has no manifest then`(page: String) throws {
        let words =
            "shards/0/acme/\(page) is not the page that portico-manifest.json lists; render this shard again, "
            + "with --shard 0/4"
        let site = try Self.site()
        let text = try site.folder.text("shards/0/acme/\(page)")
        let edits = [text + " ", "", String(text.dropLast()) + "~", nil]
        for edit in edits {
            if let edit {
                try site.folder.write(edit, to: "shards/0/acme/\(page)")
            } else {
                try FileManager.default.removeItem(atPath: site.folder / "shards/0/acme/\(page)")
            }
            #expect(try Self.refusal(of: site) == words)
            #expect(!site.folder.has("joined/portico-manifest.json"))
        }
        try site.build(shard: 0)
        try site.join()
        #expect(try site.joined() == TestSite.fresh(like: site))
    }

    @Test func `is not followed through links`() throws {
        let site = try Self.site()
        try FileManager.default.moveItem(atPath: site.folder / "shards/0/acme", toPath: site.folder / "elsewhere")
        try FileManager.default.createSymbolicLink(
            atPath: site.folder / "shards/0/acme",
            withDestinationPath: site.folder / "elsewhere"
        )
        #expect(try Self.refusal(of: site).hasPrefix("shards/0/acme/docs.html is not the page"))
    }

    @Test(arguments: [ShardFile.name, PortalRecords.fileName, Manifest.fileName])
    func `is told by the file that was edited or deleted, and nothing is written`(file: String) throws {
        let site = try Self.site()
        let text = try site.folder.text("shards/0/\(file)")
        var random = SeededGenerator(seed: 7)
        for _ in 0..<60 {
            var bytes = Array(text.utf8)
            let place = Int.random(in: 0..<bytes.count, using: &random)
            if Bool.random(using: &random) { bytes.removeSubrange(place...) } else { bytes[place] ^= 1 }
            try site.folder.write(Data(bytes), to: "shards/0/\(file)")
            if file == Manifest.fileName {
                // Nothing else tells the hash of a source, for one.
                do { try site.join() } catch is JoinError {}
            } else {
                #expect(throws: JoinError.self, "\(place)") { try site.join() }
                #expect(!site.folder.has("joined"))
            }
        }
        try FileManager.default.removeItem(atPath: site.folder / "shards/0/\(file)")
        #expect(throws: JoinError.self) { try site.join() }
    }

    /// What somebody wrote into the shard's file, with the manifest made to fit.
    @Test(arguments: [
        ("no portal", "{}"), ("no summary", #"{"file":"portals/a.yaml","summary":"AAAA"}"#),
        ("no Base64", #"{"file":"portals/acme.yaml","summary":"~"}"#), ("no JSON", "x"), ("a blank line", ""),
    ])
    func `is told by its line`(name: String, text: String) throws {
        let site = try Self.site()
        try site.forge(ShardFile.name, ofShard: 0) { $0[1] = text }
        #expect(try Self.refusal(of: site) == "shards/0/portico-shard.jsonl:2 \(Self.rest)", "\(name)")
        #expect(!site.folder.has("joined"))
    }

    @Test(arguments: [
        #"{"template":"../other","text":""}"#, #"{"template":"docs-index","text":"{{nothing}}"}"#,
        #"{"template":"portal-card","text":"{{>portal-card}}"}"#, "{}",
    ])
    func `has no template that a workspace may not have`(template: String) throws {
        let site = try Self.site()
        for index in 0..<4 {
            try site.forge(ShardFile.name, ofShard: index) { lines in
                lines[0] = lines[0].replacingOccurrences(of: "\"templates\":0", with: "\"templates\":1")
                lines.insert(template, at: 1)
            }
        }
        #expect(try Self.refusal(of: site).hasPrefix("shards/0/portico-shard.jsonl"))
        #expect(!site.folder.has("joined"))
    }

    @Test(arguments: ["{}", #"{"portico":"0.0.0-test"}"#, ""])
    func `has a first line`(line: String) throws {
        let site = try Self.site()
        try site.forge(ShardFile.name, ofShard: 0) { $0[0] = line }
        #expect(
            try Self.refusal(of: site)
                == "shards/0/portico-shard.jsonl:1 is not as this Portico writes it; render this shard again"
        )
    }

    @Test func `may say anything, and nothing is written elsewhere`() throws {
        let site = try Self.site()
        let whole = try site.folder.text("shards/0/portico-shard.jsonl")
        let workspace = try TestSite.contents(of: site.folder / "workspace")
        var random = SeededGenerator(seed: 3)
        for _ in 0..<40 {
            try site.folder.write(whole, to: "shards/0/portico-shard.jsonl")
            try site.forge(ShardFile.name, ofShard: 0) { lines in
                let line = Int.random(in: 0..<lines.count - 1, using: &random)
                var bytes = Array(lines[line].utf8)
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 32...126, using: &random)
                }
                lines[line] = String(decoding: bytes, as: UTF8.self)
            }
            do { try site.join() } catch is JoinError {}
        }
        #expect(
            try Set(FileManager.default.contentsOfDirectory(atPath: site.folder.path)).subtracting(["joined"])
                == ["shards", "workspace"]
        )
        #expect(try TestSite.contents(of: site.folder / "workspace") == workspace)
        let names = site.folder.has("joined") ? try FolderContents.files(below: site.folder / "joined") : []
        #expect(Set(names).isSubset(of: TestSite.files(of: "acme", "fern", "voltline")))
    }

    @Test func `claims no portal of another shard, none twice, and none out of order`() throws {
        for change in [
            { (lines: inout [String], other: String) in lines[1] = other },
            { lines, _ in lines.insert(lines[1], at: 1) },
            { lines, _ in lines.swapAt(1, 2) },
            { lines, _ in lines.remove(at: 1) },
        ] {
            let site = try Self.site()
            let other = try site.folder.text("shards/2/portico-shard.jsonl").split(separator: "\n")[1]
            try site.forge(ShardFile.name, ofShard: 0) { change(&$0, String(other)) }
            #expect(try Self.refusal(of: site).contains(Self.rest))
            #expect(!site.folder.has("joined"))
        }
    }

    /// A line of a portal with a summary that Portico would not write.
    private static func line(_ summary: PortalSummary, logo: ShardFile.Logo? = nil) -> String {
        let portal = ShardFile.Portal(
            file: summary.file,
            slug: "acme-billing",
            clashes: nil,
            summary: Data(summary.packed),
            logo: logo
        )
        return String(decoding: ShardFile.line(portal), as: UTF8.self)
    }

    /// The summary of a shard's line with a text in the place of another, as long as that.
    private static func forged(_ line: String, _ old: String, _ new: String) throws -> String {
        var portal = try JSONDecoder().decode(ShardFile.Portal.self, from: Data(line.utf8))
        let range = try #require(portal.summary.range(of: Data(old.utf8)))
        #expect(old.utf8.count == new.utf8.count)
        portal.summary.replaceSubrange(range, with: Data(new.utf8))
        return String(decoding: ShardFile.line(portal), as: UTF8.self)
    }

    @Test(arguments: [
        ("portals/acme.yaml", "portals/acne.yaml"), ("portal.secure-payments.app", "portal.secure payments.app"),
        ("portal.secure-payments.app", "portal.secure\u{0}payments.app"),
        ("portal.secure-payments.app", "portal.secure)payments.app"),
    ])
    func `has no summary of another file, and no address that is none`(old: String, new: String) throws {
        let site = try Self.site()
        try site.forge(ShardFile.name, ofShard: 0) { $0[1] = try Self.forged($0[1], old, new) }
        #expect(try Self.refusal(of: site) == "shards/0/portico-shard.jsonl:2 \(Self.rest)")
    }

    @Test func `leads to no folder but that of a portal`() throws {
        // The first id below that is no name of a folder and falls to the shard.
        let ids = (0..<200).map { "../\($0)" }.filter { TestSite.shard(of: $0) == 0 }
        let site = try Self.site()
        try site.forge(ShardFile.name, ofShard: 0) { lines in
            lines[1] = Self.line(PortalSummary(UnreadableFile(id: ids[0], file: "portals/acme.yaml", problems: [])))
        }
        #expect(try Self.refusal(of: site) == "shards/0/portico-shard.jsonl:2 \(Self.rest)")
    }

    @Test func `shows no logo but the one of which it has the hash`() throws {
        let script = Data("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"></svg>".utf8)
        for change in [
            { (logo: inout ShardFile.Logo?) in logo = nil }, { $0?.bytes = script }, { $0?.type = "text/html" },
        ] {
            let site = try Self.site()
            try site.forge(ShardFile.name, ofShard: 0) { lines in
                var portal = try JSONDecoder().decode(ShardFile.Portal.self, from: Data(lines[1].utf8))
                #expect(portal.logo?.type == "image/svg+xml")
                change(&portal.logo)
                lines[1] = String(decoding: ShardFile.line(portal), as: UTF8.self)
            }
            #expect(try Self.refusal(of: site).contains(Self.rest))
        }
    }

    @Test func `has a record of every portal and of no other`() throws {
        for change in [
            { (lines: inout [String]) in lines.remove(at: 1) },
            { lines in lines[1] = lines[1].replacingOccurrences(of: "\"acme\"", with: "\"acne\"") },
            { lines in lines[0] = "{\"version\":1}" },
        ] {
            let site = try Self.site()
            try site.forge(PortalRecords.fileName, ofShard: 0) { _ = change(&$0) }
            #expect(try Self.refusal(of: site).hasPrefix("shards/0/portico-portals.jsonl"))
            #expect(!site.folder.has("joined"))
        }
    }

    @Test(arguments: [
        (#""id":"acme""#, #""id":"../x""#), (#""id":"acme""#, #""id":"fern""#),
        (#""source":"portals/acme.yaml""#, #""source":"portals/other.yaml""#), (#""portal.md":{"#, #""portal.txt":{"#),
        (#"{"id":"voltline""#, #"{"id":"voltlinx""#), (#""portico-shard.jsonl":{"#, #""index.html":{"#),
        (#""inputs":""#, #""inputs":"0"#), (#""version":2"#, #""version":1"#),
    ])
    func `lists the portals that it has`(old: String, new: String) throws {
        let site = try Self.site()
        let file = "shards/0/portico-manifest.json"
        let text = try site.folder.text(file)
        #expect(text.contains(old))
        try site.folder.write(text.replacingOccurrences(of: old, with: new), to: file)
        #expect(try Self.refusal(of: site) == "shards/0/portico-manifest.json \(Self.rest)")
        #expect(!site.folder.has("joined"))
    }
}
