import Foundation
import TestSupport
import Testing

/// Exit codes and streams (cli.md).
@Suite struct CommandStreamTests {
    @Test(arguments: [
        ["render", "--no-such-flag"], ["nonsense"], ["render", "--format", "xml"], ["docs"], ["lint", "extra"],
        ["render", "--from", "-", "--workspace", "."], ["render", "--color", "sometimes"], ["init", "a", "b"],
        ["docs", "--check"], ["docs", "--output", "docs", "--format", "sarif"],
    ])
    func `wrong usage exits with 64`(arguments: [String]) throws {
        let folder = try TestWorkspace.plain()
        let run = try MeasuredRun(arguments, in: folder.path)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("Usage:"))
        #expect(!folder.has("site"))
    }

    @Test(arguments: [
        ["render"], ["docs", "--output", "docs"], ["docs", "--output", "docs", "--check"], ["lint"], ["init", "new"],
    ])
    func `json on standard output has a version and nothing beside it`(arguments: [String]) throws {
        let folder = try TestWorkspace.plain()
        try folder.write(TestWorkspace.portal + "colour: red\n", to: "portals/other.yaml")
        let run = try MeasuredRun(arguments + ["--format", "json"], in: folder.path)
        let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        #expect((value as? [String: Any])?["version"] as? Int == 1)
    }

    @Test func `problems of render go to standard error and exit with 1`() throws {
        let folder = try TestWorkspace.plain()
        try folder.write("slug: x\n", to: "portals/broken.yaml")
        let run = try MeasuredRun(["render"], in: folder.path)
        #expect(run.status == 1)
        #expect(run.errors.contains("portals/broken.yaml:1:1: error: 'name' is missing"))
        #expect(!run.output.contains("broken.yaml"))
        #expect(folder.has("site/acme/preview.html"))
    }

    @Test(arguments: ["render", "lint", "docs"])
    func `a warning costs nothing unless strict`(command: String) throws {
        let folder = try TestWorkspace.plain()
        try folder.write(TestWorkspace.portal + "loyalty: gold\n", to: "portals/acme.yaml")
        let arguments = command == "docs" ? ["docs", "--output", "out"] : [command]
        #expect(try MeasuredRun(arguments, in: folder.path).status == 0)
        #expect(try MeasuredRun(arguments + ["--strict"], in: folder.path).status == 1)
    }

    @Test func `colour is used only where it is asked for`() throws {
        let folder = try TestWorkspace.plain(settings: "outptu: x\n")
        #expect(!(try MeasuredRun(["lint"], in: folder.path).output.contains("\u{1B}")))
        #expect(try MeasuredRun(["lint", "--color", "always"], in: folder.path).output.contains("\u{1B}[1;31merror:"))
        let plain = try MeasuredRun(["lint", "--color", "never"], in: folder.path)
        #expect(!plain.output.contains("\u{1B}"))
        let silenced = try MeasuredRun(["lint"], in: folder.path, environment: ["NO_COLOR": "1"])
        #expect(silenced.output == plain.output)
    }

    @Test(arguments: ["-q", "--quiet"])
    func `quiet leaves problems and the result`(flag: String) throws {
        let folder = try TestWorkspace.plain(settings: "outptu: x\n")
        let run = try MeasuredRun(["lint", flag], in: folder.path)
        #expect(run.output.contains("[fields.unknown]"))
        #expect(run.errors.isEmpty)
        #expect(run.status == 1)
    }

    @Test func `the version is told`() throws {
        #expect(try MeasuredRun(["--version"], in: "/").output == "0.1.0\n")
    }

    @Test func `a reader that goes away is no failure`() throws {
        let folder = try TestWorkspace.plain()
        for index in 0..<300 { try folder.write("a\(index): 1\nb: 2\nc: 3\nd: 4\n", to: "portals/p\(index).yaml") }
        let program = Command().path
        let script = "set -o pipefail; '\(program)' lint | head -1; echo ${PIPESTATUS[0]}"
        let run = try MeasuredRun(["-c", script], in: folder.path, program: "/bin/bash")
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.last == "1")
    }

    @Test func `a result that cannot be written is a failure`() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let folder = try TestWorkspace.plain(settings: "lint: {links.missing: off}\n")
        let script = "'\(Command().path)' lint --format json > /dev/full"
        let run = try MeasuredRun(["-c", script], in: folder.path, program: "/bin/bash")
        #expect(run.status == 1)
        #expect(run.errors == "error: the result cannot be written to standard output: the disk is full\n")
    }
}
