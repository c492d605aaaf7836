import Foundation
import TestSupport
import Testing

@Suite struct GalleryCommandTests {
    /// A workspace of two portals; of two shards, `acme` falls to the first and `harbor` to the second.
    private static func workspace() throws -> TemporaryFolder {
        let folder = try TestWorkspace.plain()
        try folder.write("name: Harbor\nslug: harbor\nwebsiteId: w\n", to: "portals/harbor.yaml")
        return folder
    }

    private static func render(_ shard: String, _ more: [String] = [], in folder: TemporaryFolder) throws -> MeasuredRun
    {
        let index = shard.prefix { $0 != "/" }
        return try MeasuredRun(["render", "--shard", shard, "--output", "shards/\(index)"] + more, in: folder.path)
    }

    private static func joined() throws -> TemporaryFolder {
        let folder = try workspace()
        for shard in ["0/2", "1/2"] { #expect(try render(shard, in: folder).status == 0) }
        return folder
    }

    @Test func `a shard says which it is, and where it was written`() throws {
        let folder = try Self.workspace()
        let runs = try ["0/2", "1/2"].map { try Self.render($0, in: folder) }
        #expect(runs.map(\.status) == [0, 0] && runs.allSatisfy(\.errors.isEmpty))
        #expect(
            runs.map(\.output)
                == ["0", "1"].map {
                    "shard \($0)/2: 1 portal: 6 files written, 0 unchanged\nshards/\($0)\n"
                }
        )
        let again = try MeasuredRun(
            ["render", "--shard", "01/2", "--output", "shards/1", "--format", "json"],
            in: folder.path
        )
        #expect(
            again.output == """
                {
                  "files" : 6,
                  "output" : "shards/1",
                  "portals" : 1,
                  "problems" : [

                  ],
                  "removed" : [

                  ],
                  "shard" : "1/2",
                  "version" : 1,
                  "written" : 0
                }

                """
        )
        let whole = try MeasuredRun(["render", "--output", "site", "--format", "json"], in: folder.path)
        #expect(!whole.output.contains("shard"))
    }

    @Test func `shards are joined into the site of a single run`() throws {
        let folder = try Self.joined()
        #expect(try MeasuredRun(["render", "--output", "single"], in: folder.path).status == 0)
        let run = try MeasuredRun(["gallery", "shards/1", "shards/0", "--output", "site"], in: folder.path)
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.output == "2 shards, 2 portals: 12 files written, 0 unchanged\nsite/index.html\n")
        var single = try folder.contents(of: "single")
        single[".portico.cache"] = nil
        #expect(try folder.contents(of: "site") == single)
        let arguments = ["gallery", "shards/0/", folder / "shards/1", "--output", "site", "--format", "json"]
        let again = try MeasuredRun(arguments, in: folder.path)
        #expect(
            again.output == """
                {
                  "files" : 12,
                  "output" : "site",
                  "portals" : 2,
                  "removed" : [

                  ],
                  "shards" : 2,
                  "version" : 1,
                  "written" : 0
                }

                """
        )
    }

    @Test(arguments: [
        (["--shard", "2/2", "--output", "x"], "shards count from 0; of 2 shards the last is 1/2."),
        (["--shard", "1", "--output", "x"], "write which shard and how many there are, such as 0/4."),
        (["--shard", "0/0", "--output", "x"], "there may be 1 to 10000 shards."),
        (["--shard", "0/2"], "--shard needs a folder of its own for each shard; name it with --output."),
        (
            ["--shard", "0/2", "--output", "x", "--portal", "acme"],
            "--shard chooses the portals by their ids; leave --portal out."
        ),
        (
            ["--shard", "0/2", "--portal", "acme", "--single", "x.html"],
            "--shard writes a part of a site; leave --single out."
        ),
        (
            ["--shard", "0/2", "--output", "x", "--from", "-"],
            "--shard renders a part of a workspace; leave --from out."
        ),
    ])
    func `a shard that makes no sense is wrong usage`(arguments: [String], words: String) throws {
        let folder = try Self.workspace()
        let run = try MeasuredRun(["render"] + arguments, in: folder.path)
        #expect(run.status == 64 && run.output.isEmpty)
        let error = try #require(run.errors.split(separator: "\n").first)
        #expect(error.hasPrefix("Error: ") && error.hasSuffix(words), "\(run.errors)")
        #expect(!folder.has("x"))
    }

    @Test(arguments: [[], ["shards/0"], ["--output", "site"]])
    func `joining needs shards and a folder`(arguments: [String]) throws {
        let run = try MeasuredRun(["gallery"] + arguments, in: "/")
        #expect(run.status == 64 && run.errors.hasPrefix("Error: Missing expected argument"))
    }

    @Test(arguments: [
        (["shards/0"], "site", "shard 1/2 is missing; name the folder of every shard"),
        (
            ["shards/0", "shards/1", "shards/1"], "site",
            "shards/1 and shards/1 both hold shard 1/2; name each shard once"
        ),
        (
            ["portals"], "site",
            "portals has no portico-shard.jsonl; name the folders that `portico render --shard` wrote"
        ),
        (["none"], "site", "none does not exist; name the folders that `portico render --shard` wrote"),
        (
            ["shards/0", "shards/1"], "shards",
            "'shards' and the shard in 'shards/0' are not apart; choose another folder to write"
        ),
        (
            ["shards/0", "shards/1"], "shards/../shards/1",
            "'shards/../shards/1' and the shard in 'shards/1' are not apart; choose another folder to write"
        ),
        (
            ["shards/0", "shards/1"], "shards/0/acme/x",
            "'shards/0/acme/x' and the shard in 'shards/0' are not apart; choose another folder to write"
        ),
    ])
    func `what cannot be joined costs 1 and writes nothing`(folders: [String], output: String, words: String) throws {
        let folder = try Self.joined()
        let before = try folder.files()
        let run = try MeasuredRun(["gallery"] + folders + ["--output", output], in: folder.path)
        #expect(run.status == 1 && run.output.isEmpty)
        #expect(run.errors == "error: \(words)\n")
        #expect(try folder.files() == before)
    }

    @Test func `every clash of shards is told in a line`() throws {
        let folder = try Self.joined()
        for name in ["acme", "harbor"] { try FileManager.default.removeItem(atPath: folder / "portals/\(name).yaml") }
        // The slugs of the portals of either shard, with ids of the other.
        try folder.write("name: N\nid: acme\nslug: harbor\nwebsiteId: w\n", to: "portals/x.yaml")
        try folder.write("name: N\nid: harbor\nslug: acme-billing\nwebsiteId: w\n", to: "portals/y.yaml")
        #expect(try Self.render("1/2", in: folder).status == 0)
        let run = try MeasuredRun(["gallery", "shards/0", "shards/1", "--output", "site"], in: folder.path)
        #expect(run.status == 1)
        #expect(
            run.errors == """
                error: portals/y.yaml in shards/1 clashes with portals/acme.yaml in shards/0: 'acme-billing' is the slug of \
                portals/acme.yaml too; choose another, because the service takes it only once; render both shards again, \
                from the same workspace

                """
        )
        #expect(!folder.has("site"))
    }

    @Test func `a hostile file of a shard writes no control characters to the terminal`() throws {
        let folder = try Self.joined()
        let file = "shards/0/portico-shard.jsonl"
        let head = try folder.text(file).replacingOccurrences(of: "\"0.1.0\"", with: "\"9\\u001b[2J\\n9\"")
        try folder.write(head, to: file)
        let run = try MeasuredRun(["gallery", "shards/0", "shards/1", "--output", "site"], in: folder.path)
        #expect(run.status == 1 && run.errors.contains("was rendered by Portico 9"))
        #expect(!run.errors.utf8.dropLast().contains { $0 < 0x20 })
    }

    @Test func `the rule of the reference finds the shard of a portal`() throws {
        let reference = try String(contentsOfFile: Repository.path("docs/reference.md"), encoding: .utf8)
        #expect(reference.contains("hashlib.sha256(sys.argv[1].encode()).digest()[:8], \"big\") % 4"))
    }
}
