import Foundation
import Portals
import Rendering
import TestSupport
import Testing
import Workspaces

@testable import SiteBuilding

@Suite struct `Shards that do not fit together` {
    /// A site of which all shards are there.
    private static func site() throws -> TestSite {
        let site = try TestSite()
        try site.buildShards()
        return site
    }

    /// The sentences of a joining that fails and writes nothing, without the folder of the test.
    private static func refusal(
        of site: TestSite,
        _ indices: [Int] = [0, 1, 2, 3],
        version: String = "0.0.0-test"
    ) throws -> [String] {
        let error = try #require(throws: JoinError.self) { try site.join(indices, version: version) }
        #expect(!site.folder.has("joined"))
        return error.sentences.map { $0.replacingOccurrences(of: "\(site.folder.path)/", with: "") }
    }

    @Test func `are missing by name`() throws {
        let site = try Self.site()
        #expect(
            try Self.refusal(of: site, [2, 0]) == ["shards 1/4, 3/4 are missing; name the folder of every shard"]
        )
        #expect(try Self.refusal(of: site, [3, 2, 0]) == ["shard 1/4 is missing; name the folder of every shard"])
        let many = try TestSite()
        try many.build(shard: 0, of: 10_000)
        let words = (1...10).map { "\($0)/10000" }.joined(separator: ", ")
        #expect(
            try Self.refusal(of: many, [0])
                == ["shards \(words) and 9989 more are missing; name the folder of every shard"]
        )
    }

    @Test func `are told when one is given twice`() throws {
        let site = try Self.site()
        try FileManager.default.copyItem(atPath: site.folder / "shards/2", toPath: site.folder / "shards/7")
        #expect(
            try Self.refusal(of: site, [0, 1, 2, 3, 7])
                == ["shards/2 and shards/7 both hold shard 2/4; name each shard once"]
        )
    }

    @Test func `are told when a folder is none`() throws {
        let site = try Self.site()
        let rest = "; name the folders that `portico render --shard` wrote"
        #expect(try Self.refusal(of: site, [0, 9]) == ["shards/9 does not exist\(rest)"])
        try FileManager.default.createDirectory(atPath: site.folder / "shards/9", withIntermediateDirectories: true)
        #expect(try Self.refusal(of: site, [0, 9]) == ["shards/9 has no portico-shard.jsonl\(rest)"])
        try site.folder.write("file", to: "shards/8")
        #expect(
            try Self.refusal(of: site, [0, 8]) == ["shards/8 is a file, and a folder is needed; move it away"]
        )
    }

    @Test func `are of one version of Portico, the one that joins`() throws {
        let site = try Self.site()
        try site.build(shard: 1, version: "0.0.1")
        #expect(
            try Self.refusal(of: site)
                == [
                    "shards/1 was rendered by Portico 0.0.1, and this is 0.0.0-test; "
                        + "render and join with the same version"
                ]
        )
        #expect(try Self.refusal(of: Self.site(), version: "0.0.2").count == 1)
    }

    @Test(arguments: [
        ("portico.yaml", "sample: {currency: EUR}\n"), ("sample/customer.yaml", "customer: {firstName: Ada}\n"),
        ("templates/board-links.mustache", "own\n"),
    ])
    func `are of one workspace in one state`(file: String, text: String) throws {
        let site = try Self.site()
        try site.folder.write(text, to: "workspace/\(file)")
        try site.build(shard: 2)
        #expect(
            try Self.refusal(of: site)
                == [
                    "shards/0 and shards/2 differ in settings, environment, sample customer or templates; "
                        + "render all shards of one workspace, and join them then"
                ]
        )
    }

    @Test func `are as many as each says`() throws {
        let site = try Self.site()
        try site.build(shard: 1, of: 2)
        #expect(
            try Self.refusal(of: site)
                == [
                    "shards/0 and shards/1 differ in the number of shards, 4 and 2; "
                        + "render all shards of one workspace, and join them then"
                ]
        )
    }

    @Test func `show the same logo`() throws {
        let site = try TestSite([])
        for id in ["acme", "fern"] { try site.write(id, more: "x-portico: {logo: logos/l.svg}\n") }
        let logo = { (side: Int) in "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 \(side)\"></svg>" }
        try site.folder.write(logo(9), to: "workspace/logos/l.svg")
        try site.buildShards()
        try site.folder.write(logo(8), to: "workspace/logos/l.svg")
        try site.build(shard: 2)
        #expect(
            try Self.refusal(of: site)
                == [
                    "shards/0 and shards/2 differ in the logo logos/l.svg; "
                        + "render all shards of one workspace, and join them then"
                ]
        )
    }
}

@Suite struct `Portals of different workspaces` {
    private static let again = "render both shards again, from the same workspace"

    /// Joins shards of workspaces that differ, and returns what clashes; shard 2 is of the second.
    private static func clashes(_ change: (TestSite) throws -> Void) throws -> [String] {
        let site = try TestSite()
        try site.buildShards()
        try change(site)
        try site.build(shard: 2)
        let error = try #require(throws: JoinError.self) { try site.join() }
        #expect(!site.folder.has("joined"))
        return error.sentences.map { $0.replacingOccurrences(of: "\(site.folder.path)/", with: "") }
    }

    @Test func `clash where both claim a folder but for letter case`() throws {
        #expect(TestSite.shard(of: "acMe") == 1)
        let site = try TestSite()
        try site.buildShards()
        try site.remove("acme")
        try site.folder.write("id: acMe\nname: N\nslug: other\nwebsiteId: w\n", to: "workspace/portals/z.yaml")
        try site.build(shard: 1)
        let error = try #require(throws: JoinError.self) { try site.join() }
        let sentences = error.sentences.map { $0.replacingOccurrences(of: "\(site.folder.path)/", with: "") }
        #expect(
            sentences == [
                "portals/z.yaml in shards/1 clashes with portals/acme.yaml in shards/0: the id 'acMe' differs from "
                    + "'acme' of portals/acme.yaml in letter case alone; give one of them another; \(Self.again)"
            ]
        )
    }

    @Test func `clash where both have a slug`() throws {
        let sentences = try Self.clashes { site in
            try site.remove("acme")
            let text = "id: fern\nname: N\nslug: acme-billing\nwebsiteId: w\n"
            try site.folder.write(text, to: "workspace/portals/fern.yaml")
        }
        #expect(
            sentences == [
                "portals/fern.yaml in shards/2 clashes with portals/acme.yaml in shards/0: 'acme-billing' is the slug of "
                    + "portals/acme.yaml too; choose another, because the service takes it only once; \(Self.again)"
            ]
        )
    }

    @Test func `clash where both have a file`() throws {
        let sentences = try Self.clashes { site in
            let text = "id: fern\nname: N\nslug: other\nwebsiteId: w\n"
            try site.folder.write(text, to: "workspace/portals/acme.yaml")
            try site.remove("fern")
        }
        #expect(sentences == ["portals/acme.yaml in shards/2 is in shards/0 too; \(Self.again)"])
    }

    @Test func `are told where one was rendered beside a portal that is gone`() throws {
        let sentences = try Self.clashes { site in
            try site.folder.write("name: N\nslug: fern-billing\nwebsiteId: w\n", to: "workspace/portals/a1.yaml")
            #expect(TestSite.shard(of: "a1") != 2)
        }
        #expect(
            sentences == ["portals/fern.yaml in shards/2 was rendered beside a portal that no shard has; \(Self.again)"]
        )
    }

    @Test func `clash by the twenty at most`() throws {
        let site = try TestSite([])
        for number in 0..<60 { try site.write("p\(number)") }
        try site.buildShards(2)
        for number in 0..<60 {
            try site.remove("p\(number)")
            let text = "id: p\(number)\nname: N\nslug: p\(number + 1)-billing\nwebsiteId: w\n"
            try site.folder.write(text, to: "workspace/portals/p\(number).yaml")
        }
        try site.build(shard: 1, of: 2)
        let error = try #require(throws: JoinError.self) { try site.join([0, 1]) }
        #expect((10...20).contains(error.sentences.count))
    }
}
