import Foundation
import TestSupport
import Testing

/// `portico docs --check`.
@Suite struct DocsCheckTests {
    /// A workspace with docs as the portals say.
    private static func documented() throws -> TemporaryFolder {
        let folder = try TestWorkspace.plain()
        #expect(try MeasuredRun(["docs", "--output", "docs"], in: folder.path).status == 0)
        return folder
    }

    /// The same, with a stale, a missing and a left-over file.
    private static func outdated() throws -> TemporaryFolder {
        let folder = try documented()
        try folder.write(try folder.text("docs/acme/portal.md"), to: "docs/gone/portal.md")
        try folder.write(TestWorkspace.portal.replacing("Acme billing", with: "Acme payments"), to: "portals/acme.yaml")
        try FileManager.default.removeItem(atPath: folder / "docs/docs.md")
        return folder
    }

    private static let check = ["docs", "--output", "docs", "--check"]

    @Test func `docs that are up to date are, in a word`() throws {
        let folder = try Self.documented()
        let run = try MeasuredRun(Self.check, in: folder.path)
        #expect(run.status == 0)
        #expect(run.output == "1 portal: 2 files up to date\n")
        #expect(run.errors.isEmpty)
    }

    @Test func `what differs is shown with the command that mends it, and nothing is written`() throws {
        let folder = try Self.outdated()
        let before = try folder.contents(of: "docs")
        let run = try MeasuredRun(Self.check, in: folder.path)
        #expect(run.status == 1)
        #expect(
            run.output.hasPrefix(
                """
                --- a/docs/acme/portal.md
                +++ b/docs/acme/portal.md
                @@ -1,6 +1,6 @@
                 <!-- Made by Portico from portals/acme.yaml. Change that file, then run `portico docs`. -->
                \u{20}
                -# Acme billing
                +# Acme payments
                """
            )
        )
        #expect(run.output.contains("--- /dev/null\n+++ b/docs/docs.md\n@@ -0,0 +1,"))
        #expect(run.output.contains("--- a/docs/gone/portal.md\n+++ /dev/null\n@@ -1,"))
        #expect(
            run.errors == "error: 3 docs files differ from the portals: 1 stale, 1 missing, 1 left over; "
                + "run `portico docs --output docs`\n"
        )
        #expect(try folder.contents(of: "docs") == before)
    }

    @Test func `the command that is told mends everything, whatever the folders are called`() throws {
        let folder = try TestWorkspace.plain(settings: "environments: {live: {}}\n")
        try folder.write(TestWorkspace.portal, to: "work space/portals/acme.yaml")
        try folder.write("environments: {live: {}}\n", to: "work space/portico.yaml")
        try folder.write("<!-- portico:matrix -->\n<!-- /portico:matrix -->\n", to: "it's.md")
        let arguments = [
            "docs", "--workspace", "work space", "--environment", "live", "--no-overrides", "--output", "a $b/",
            "--into", "it's.md",
        ]
        let run = try MeasuredRun(arguments + ["--check"], in: folder.path)
        #expect(run.status == 1)
        let command = try #require(run.errors.split(separator: "`").dropFirst().first?.dropFirst("portico ".count))
        let script = "'\(Command().path)' \(command)"
        #expect(try MeasuredRun(["-c", script], in: folder.path, program: "/bin/bash").status == 0)
        #expect(try MeasuredRun(arguments + ["--check"], in: folder.path).status == 0)
    }

    @Test(arguments: ["docs", "a b/c", "."], ["\n", "\r\n"])
    func `what is shown can be applied`(output: String, lineBreak: String) throws {
        let folder = try TestWorkspace.plain()
        let arguments = ["docs", "--output", output]
        #expect(try MeasuredRun(arguments, in: folder.path).status == 0)
        let docs = try folder.text("\(output)/acme/portal.md")
        try folder.write(
            docs.replacing("billing", with: "x").replacing("\n", with: lineBreak),
            to: "\(output)/acme/portal.md"
        )
        try folder.write(docs, to: "\(output)/gone/portal.md")
        try FileManager.default.removeItem(atPath: folder / "\(output)/docs.md")
        try folder.write(try MeasuredRun(arguments + ["--check"], in: folder.path).output, to: "p.diff")
        let git = ["-c", "git apply --whitespace=nowarn p.diff"]
        let applied = try MeasuredRun(git, in: folder.path, program: "/bin/bash")
        #expect(applied.status == 0, "\(applied.errors)")
        #expect(try MeasuredRun(arguments + ["--check"], in: folder.path).status == 0)
        #expect(try folder.text("\(output)/acme/portal.md") == docs.replacing("\n", with: lineBreak))
        #expect(!folder.has("\(output)/gone/portal.md"))
    }

    @Test func `a folder into which no docs may go is not checked either`() throws {
        let folder = try TestWorkspace.plain()
        let run = try MeasuredRun(["docs", "--output", "portals", "--check"], in: folder.path)
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors == "error: 'portals' holds the workspace's own files; choose another folder\n")
    }

    @Test func `json has all of it`() throws {
        let folder = try Self.outdated()
        let run = try MeasuredRun(Self.check + ["--format", "json"], in: folder.path)
        #expect(run.status == 1)
        let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let report = try #require(value as? [String: Any])
        #expect(report["version"] as? Int == 1)
        #expect(report["current"] as? Bool == false)
        #expect(report["mend"] as? String == "portico docs --output docs")
        let differences = try #require(report["differences"] as? [[String: Any]])
        #expect(differences.map { $0["state"] as? String } == ["stale", "missing", "left-over"])
        #expect(differences.map { $0["file"] as? String }.first == "docs/acme/portal.md")
        #expect(differences.map { $0["line"] as? Int } == [3, nil, 1])
        #expect((differences[0]["diff"] as? String)?.hasPrefix("--- a/docs/acme/portal.md\n") == true)
        let documented = try Self.documented()
        let current = try MeasuredRun(Self.check + ["--format", "json"], in: documented.path)
        #expect(current.status == 0)
        #expect(current.output.contains("\"current\" : true"))
    }

    @Test func `a long diff is cut with a count`() throws {
        let folder = try Self.documented()
        let lines = (0..<300).map { "line \($0)\n" }.joined()
        try folder.write(try folder.text("docs/docs.md") + lines, to: "docs/docs.md")
        let run = try MeasuredRun(Self.check, in: folder.path)
        #expect(run.output.hasSuffix("… 104 more lines\n"), "\(run.output.suffix(80))")
        #expect(run.output.split(separator: "\n", omittingEmptySubsequences: false).count == 204)
    }

    @Test func `hostile docs reach the terminal without control characters`() throws {
        let folder = try Self.documented()
        try folder.write("\u{1B}[2J\u{202E}\u{7}\r\rx\n", to: "docs/acme/portal.md")
        let run = try MeasuredRun(Self.check, in: folder.path)
        #expect(run.output.contains("-␛[2J<U+202E>␇␍␍x\n"))
        #expect(!run.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    @Test func `an error of a portal fails the check as well`() throws {
        let folder = try Self.documented()
        try folder.write("name: [\n", to: "portals/broken.yaml")
        let run = try MeasuredRun(Self.check, in: folder.path)
        #expect(run.status == 1)
        #expect(run.errors.contains("portals/broken.yaml:"))
        #expect(run.output == "1 portal: 2 files up to date\n")
        let annotated = try MeasuredRun(
            Self.check + ["--format", "github", "--workspace", folder.path],
            in: folder / "docs",
            environment: ["GITHUB_WORKSPACE": folder.path]
        )
        let annotation = "::error file=portals/broken.yaml,line=2,endLine=2,col=1,title=Invalid YAML or JSON::"
        #expect(annotated.output.split(separator: "\n").contains { $0.hasPrefix(annotation) }, "\(annotated.output)")
    }

    @Test(arguments: [["--format", "github"], ["--format", "json"], []])
    func `annotations name each file, and the rest goes into the summary`(arguments: [String]) throws {
        let folder = try TestWorkspace.large(count: 14)
        let environment = [
            "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": folder / "summary.md", "GITHUB_WORKSPACE": folder.path,
        ]
        try folder.write("before\n", to: "summary.md")
        let workspace = ["--workspace", folder.path, "--output", folder / "docs"]
        let run = try MeasuredRun(
            ["docs", "--check"] + workspace + arguments,
            in: folder / "portals",
            environment: environment
        )
        #expect(run.status == 1)
        let stream = arguments.contains("json") ? run.errors : run.output
        let commands = stream.split(separator: "\n").filter { $0.hasPrefix("::error ") }
        #expect(commands.count == 10)
        let first =
            "::error file=docs/acme/portal.md,title=Missing docs::this file of the docs is missing; run `portico"
        #expect(commands.first?.hasPrefix(first) == true, "\(commands.first ?? "")")
        let summary = try folder.text("summary.md")
        #expect(summary.hasPrefix("before\n### Portico: docs that differ\n\n- error: `docs/portal-"))
        #expect(summary.split(separator: "\n").count == 2 + 6)
        if arguments.contains("github") { #expect(run.output.split(separator: "\n").count == 10) }
    }

    @Test func `in GitHub Actions no line of a diff is taken for a command`() throws {
        let folder = try Self.documented()
        try folder.write("::add-mask::x\n##[add-mask]portico-1\n", to: "docs/acme/portal.md")
        let run = try MeasuredRun(Self.check, in: folder.path, environment: ["GITHUB_ACTIONS": "true"])
        let lines = run.output.split(separator: "\n")
        #expect(lines.first == "::stop-commands::portico-2")
        let end = try #require(lines.firstIndex(of: "::portico-2::"))
        #expect(
            lines[(end + 1)...].first?.hasPrefix("::error file=docs/acme/portal.md,line=1,title=Stale docs::") == true
        )
    }

    @Test func `where there is no GitHub, nothing is annotated`() throws {
        let folder = try Self.outdated()
        let run = try MeasuredRun(Self.check, in: folder.path)
        #expect(run.status == 1)
        #expect(!(run.output + run.errors).contains("::"))
    }
}
