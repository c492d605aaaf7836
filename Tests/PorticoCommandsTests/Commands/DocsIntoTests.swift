import Foundation
import TestSupport
import Testing

/// `portico docs --into`.
@Suite struct DocsIntoTests {
    private static let readme = """
        # Shop

        Before.

        ## Billing

        <!-- portico:docs portal=acme -->
        <!-- /portico:docs -->

        ```
        <!-- portico:docs portal=nobody -->
        ```

        ## All

        <!-- portico:matrix -->
        old
        <!-- /portico:matrix -->

        After.
        """

    private static func folder(_ readme: String = readme) throws -> TemporaryFolder {
        let folder = try TestWorkspace.plain()
        try folder.write(readme, to: "README.md")
        return folder
    }

    @Test func `places are filled and everything else stays`() throws {
        let folder = try Self.folder()
        let run = try MeasuredRun(["docs", "--into", "README.md"], in: folder.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output == "README.md: 2 places, written\n")
        let text = try folder.text("README.md")
        let start =
            "# Shop\n\nBefore.\n\n## Billing\n\n<!-- portico:docs portal=acme -->\n\n### Acme billing\n\n#### Address\n"
        #expect(text.hasPrefix(start))
        #expect(text.contains("```\n<!-- portico:docs portal=nobody -->\n```\n"))
        #expect(text.contains("<!-- portico:matrix -->\n\n1 portal.\n\n| Portal |"))
        #expect(text.contains("\n### What customers can do\n"))
        #expect(text.contains("\n| Acme billing | Yes |"))
        #expect(text.hasSuffix("\n\n<!-- /portico:matrix -->\n\nAfter."))
        #expect(!text.contains("Made by Portico") && !text.contains("\nold\n"))
        #expect(try folder.files() == ["README.md", "portals/acme.yaml", "portico.yaml"])

        let again = try MeasuredRun(["docs", "--into", "README.md"], in: folder.path)
        #expect(again.output == "README.md: 2 places, unchanged\n")
        #expect(try folder.text("README.md") == text)
    }

    @Test(arguments: [
        ("README.md", "docs/portals", "docs/portals/"), ("docs/a/README.md", "docs/portals", "../portals/"),
        ("docs/README.md", "docs", ""), ("README.md", "a b/%é", "a%20b/%25%C3%A9/"),
    ])
    func `with a folder the names lead into it`(file: String, output: String, link: String) throws {
        let folder = try Self.folder()
        try folder.write(Self.readme, to: file)
        let run = try MeasuredRun(["docs", "--into", file, "--output", output], in: folder.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try folder.text(file).contains("| [Acme billing](<\(link)acme/portal.md>) |"))
        #expect(folder.has("\(output)/docs.md"))
        #expect(try folder.text("\(output)/docs.md").contains("(<acme/portal.md>)"))
    }

    @Test func `a check shows what differs and writes nothing`() throws {
        let folder = try Self.folder()
        let run = try MeasuredRun(["docs", "--into", "README.md", "--check"], in: folder.path)
        #expect(run.status == 1)
        #expect(run.output.hasPrefix("--- a/README.md\n+++ b/README.md\n@@ -5,6 +5,"))
        let command = "run `portico docs --into README.md`"
        #expect(run.errors == "error: 1 docs file differs from the portals: 1 stale; \(command)\n")
        #expect(try folder.text("README.md") == Self.readme)
        _ = try MeasuredRun(["docs", "--into", "README.md"], in: folder.path)
        let after = try MeasuredRun(["docs", "--into", "README.md", "--check"], in: folder.path)
        #expect(after.status == 0)
        #expect(after.output == "1 portal: README.md up to date\n")
    }

    @Test func `a file that is named twice is filled once`() throws {
        let folder = try Self.folder()
        let run = try MeasuredRun(["docs", "--into", "README.md", "--into", "./README.md"], in: folder.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output == "README.md: 2 places, written\n")
    }

    @Test func `ends of lines and permissions are the file's own`() throws {
        let folder = try Self.folder(Self.readme.replacing("\n", with: "\r\n"))
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder / "README.md")
        #expect(try MeasuredRun(["docs", "--into", "README.md"], in: folder.path).status == 0)
        let text = try folder.text("README.md")
        #expect(text.utf8.count { $0 == 13 } == text.utf8.count { $0 == 10 })
        #expect(text.hasSuffix("\r\n\r\nAfter."))
        let mode = try FileManager.default.attributesOfItem(atPath: folder / "README.md")[.posixPermissions] as? Int
        #expect(mode == 0o640)
        #expect(try MeasuredRun(["docs", "--into", "README.md", "--check"], in: folder.path).status == 0)
        // A checkout with other ends of lines is the same.
        try folder.write(text.replacing("\r\n", with: "\n"), to: "README.md")
        #expect(try MeasuredRun(["docs", "--into", "README.md", "--check"], in: folder.path).status == 0)
    }

    @Test func `wrong markers are told with their lines, and nothing at all is written`() throws {
        let text = "# A\n<!-- portico:docs portal=acmee -->\n<!-- portico:matrix -->\n<!-- /portico:docs -->\n"
        let folder = try Self.folder(text)
        let run = try MeasuredRun(["docs", "--into", "README.md", "--output", "docs"], in: folder.path)
        #expect(run.status == 1)
        let errors = """
            README.md:2:1: error: there is no portal 'acmee'; did you mean 'acme'? [docs.marker]
            README.md:3:1: error: 'portico:matrix' begins inside the 'portico:docs' of line 2; put <!-- /portico:docs \
            --> above it [docs.marker]
            error: nothing was written; mend the markers first

            """
        #expect(run.errors == errors)
        #expect(try folder.text("README.md") == text)
        #expect(!folder.has("docs"))

        let check = try MeasuredRun(["docs", "--into", "README.md", "--check", "--format", "json"], in: folder.path)
        #expect(check.status == 1)
        #expect(check.output.contains("\"rule\" : \"docs.marker\""))
        let github = try MeasuredRun(["docs", "--into", "README.md", "--check", "--format", "github"], in: folder.path)
        let annotation = "::error file=README.md,line=2,title=Marker of docs::there is no portal 'acmee'; did you mean"
        #expect(github.output.hasPrefix(annotation))
    }

    @Test func `a portal that can't be read is told as such`() throws {
        let folder = try Self.folder("<!-- portico:docs portal=b -->\n<!-- /portico:docs -->\n")
        try folder.write("name: [\n", to: "portals/b.yaml")
        let run = try MeasuredRun(["docs", "--into", "README.md"], in: folder.path)
        #expect(
            run.errors.contains("README.md:1:1: error: the portal 'b' has no docs, because portals/b.yaml has errors")
        )
    }

    @Test(arguments: [
        ("link.md", "error: link.md is a symbolic link; name the file itself\n"),
        (
            "linked/README.md",
            "error: the way to linked/README.md leads through a symbolic link; name the file itself\n"
        ),
        ("$PWD/linked/README.md", "error: the way to "), ("missing.md", "error: missing.md does not exist\n"),
        ("no/where.md", "error: no/where.md does not exist\n"),
        ("real", "error: real is a folder; a plain file is needed\n"),
        ("latin.md", "error: latin.md is not valid UTF-8; save it as UTF-8\n"),
        ("real/", "error: 'real/' names no file\n"),
        ("pipe.md", "error: pipe.md is a named pipe; a plain file is needed\n"),
    ])
    func `what is no file of its own is refused and stays`(file: String, words: String) throws {
        let folder = try Self.folder()
        try folder.write(Self.readme, to: "real/README.md")
        try folder.write(Data([0xE9, 0x0A]), to: "latin.md")
        mkfifo(folder / "pipe.md", 0o600)
        for (link, target) in [("link.md", "README.md"), ("linked", "real")] {
            try FileManager.default.createSymbolicLink(atPath: folder / link, withDestinationPath: target)
        }
        let path = file.replacing("$PWD", with: folder.path)
        let run = try MeasuredRun(["docs", "--into", path], in: folder.path)
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix(words), "\(run.errors)")
        #expect(try folder.text("README.md") == Self.readme)
        #expect(try folder.text("real/README.md") == Self.readme)
    }

    @Test func `no name and no note can end the place or fill another one`() throws {
        let end = "<!-- /portico:docs -->"
        let start = "<!-- portico:docs portal=acme -->"
        let notes = [
            end, "a\n\n\(end)\n\nb", "```\n\(end)\n```", "~~~~ x\n\(end)", "    \(end)", "> \(end)", "- \(end)\n- b",
            "<pre>\n\(end)", "<!--\n\(end)", "# \(end)", "a \(end)", "`\(end)`", "[\(end)](https://x.example)",
            "\(end)\n\n\(start)", "```\n\(end)", "<div>\n\(end)\n</div>", "a\n\(end)\n===", "\\\n\(end)",
            "[a]: https://x.example '\n\(end)'", "<script>\n\(end)\n</script>", "* * *\n\(end)\r\n\(start)\r\(end)",
        ]
        let folder = try TestWorkspace.plain()
        for name in ["Acme", end, "`\(end)`", "```", "~~~", "<!--", "<pre>"] {
            for note in notes where name == "Acme" || note == end {
                let body: [String: Any] = [
                    "name": name, "slug": "acme-billing", "websiteId": name,
                    "x-portico": ["notes": note, "website": ["name": name]],
                ]
                try? FileManager.default.removeItem(atPath: folder / "portals/acme.yaml")
                try folder.write(try JSONSerialization.data(withJSONObject: body), to: "portals/acme.json")
                let (head, tail) = ("# A\n\n\(start)\n", "\(end)\n\n## B\n\n<!-- portico:matrix -->\n")
                try folder.write(head + tail + "<!-- /portico:matrix -->\nlast\n", to: "README.md")
                let run = try MeasuredRun(["docs", "--into", "README.md"], in: folder.path)
                #expect(run.output == "README.md: 2 places, written\n", "\(name) \(note) \(run.errors)")
                let once = try folder.text("README.md")
                let again = try MeasuredRun(["docs", "--into", "README.md"], in: folder.path)
                #expect(again.output == "README.md: 2 places, unchanged\n", "\(name) \(note) \(again.errors)")
                #expect(once.hasPrefix(head) && once.contains("\n\n\(tail)") && once.hasSuffix("-->\nlast\n"))
            }
        }
    }
}
