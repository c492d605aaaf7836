import Foundation
import TestSupport
import Testing

/// What `portico diff` prints of two workspaces that differ in all ways, in every form.
@Suite struct GoldenDiffTests {
    private static let sides = ["Tests/Fixtures/workspaces/diff/old", "Tests/Fixtures/workspaces/diff/new"]

    @Test(arguments: [
        ("text.txt", []), ("color.txt", ["--color", "always"]), ("report.json", ["--format", "json"]),
        ("review.md", ["--format", "markdown"]),
    ])
    func `differences are as recorded`(file: String, flags: [String]) throws {
        let run = try MeasuredRun(["diff"] + Self.sides + flags, in: Repository.path("."))
        #expect(run.status == 1)
        #expect(run.errors == "7 portals differ: 1 added, 1 removed, 5 changed; 1 is the same\n")
        try RecordedOutput.check(run.output, "golden/diff/\(file)")
    }

    @Test(arguments: [[], ["--format", "json"], ["--format", "markdown"]])
    func `two rendered sites differ as their workspaces do`(flags: [String]) throws {
        let folder = try TemporaryFolder()
        for (name, side) in zip(["old", "new"], Self.sides) {
            let arguments = ["render", "--workspace", Repository.path(side), "--output", folder / name]
            #expect(try MeasuredRun(arguments, in: "/").status == 0)
        }
        let sites = try MeasuredRun(["diff", "old", "new"] + flags, in: folder.path)
        let workspaces = try MeasuredRun(["diff"] + Self.sides + flags, in: Repository.path("."))
        #expect(sites.output == workspaces.output && sites.errors == workspaces.errors)
        let mixed = try MeasuredRun(["diff", folder / "old", Self.sides[1]] + flags, in: Repository.path("."))
        #expect(mixed.output == workspaces.output)
    }
}
