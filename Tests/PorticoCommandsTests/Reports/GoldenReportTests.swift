import Foundation
import TestSupport
import Testing

/// What `portico lint` prints of a workspace with faults of all kinds, in every form.
@Suite struct GoldenReportTests {
    private static let workspace = "Tests/Fixtures/workspaces/reports"

    @Test(arguments: [
        ("text.txt", []), ("color.txt", ["--color", "always"]), ("report.json", ["--format", "json"]),
        ("junit.xml", ["--format", "junit"]), ("junit-strict.xml", ["--format", "junit", "--strict"]),
        ("report.sarif", ["--format", "sarif"]), ("github.txt", ["--format", "github"]),
    ])
    func `a report is as recorded`(file: String, flags: [String]) throws {
        let run = try MeasuredRun(["lint", "--workspace", Self.workspace] + flags, in: Repository.path("."))
        #expect(run.status == 1)
        try RecordedOutput.check(run.output, "golden/reports/\(file)")
    }

    @Test(arguments: [["--format", "json"], ["--format", "junit"], ["--format", "sarif"]])
    func `nothing but a report goes to standard output, and nothing anywhere else`(flags: [String]) throws {
        let folder = try TestWorkspace.plain()
        let run = try MeasuredRun(["lint"] + flags, in: folder.path)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(run.output.hasSuffix("\n"))
    }

    @Test func `files outside of the current folder are named by their own address`() throws {
        let folder = try TestWorkspace.plain(settings: "")
        let here = try TemporaryFolder()
        let run = try MeasuredRun(["lint", "--workspace", folder.path, "--format", "sarif"], in: here.path)
        #expect(run.output.contains("\"uri\" : \"file://\(folder.path)/portals/acme.yaml\""))
    }

    @Test func `in a step of GitHub problems are annotated beside the text, the rest in the summary`() throws {
        let folder = try TemporaryFolder()
        let variables = [
            "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": Repository.path("."),
            "GITHUB_STEP_SUMMARY": folder / "summary.md",
        ]
        let run = try MeasuredRun(
            ["lint", "--workspace", Self.workspace],
            in: Repository.path("."),
            environment: variables
        )
        #expect(run.status == 1)
        try RecordedOutput.check(run.output, "golden/reports/step-output.txt")
        try RecordedOutput.check(
            String(contentsOfFile: folder / "summary.md", encoding: .utf8),
            "golden/reports/step-summary.md"
        )
    }

    @Test func `files are named from the repository's root in a step that runs below it`() throws {
        let run = try MeasuredRun(
            ["lint", "--format", "sarif"],
            in: Repository.path(Self.workspace),
            environment: ["GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": Repository.path(".")]
        )
        #expect(run.output.contains("\"uri\" : \"\(Self.workspace)/portals/faulty.yaml\""))
    }
}
