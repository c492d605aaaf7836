import Foundation
import TestSupport
import Testing

@Suite struct InitCommandTests {
    private static let files = [
        "portico.yaml", ".gitignore", "portals/acme.yaml", "portals/juniper.yaml", "portals/lumen.yaml",
        "logos/acme.svg", "logos/acme.png", "schemas/portal.schema.json", "schemas/workspace.schema.json",
    ]

    @Test func `a new workspace has no problem, and says what comes next`() throws {
        let folder = try TemporaryFolder()
        let run = try MeasuredRun(["init", "shop"], in: folder.path)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let lines = Self.files.map { "wrote shop/\($0)\n" }.joined()
        #expect(run.output == lines + "next: portico render --workspace shop\n")
        for command in ["lint", "render"] {
            let next = try MeasuredRun([command, "--strict", "--workspace", "shop"], in: folder.path)
            #expect(next.status == 0, "\(next.output)\(next.errors)")
            #expect(!next.errors.contains("warning"))
        }
        #expect(folder.has("shop/site/lumen/preview.html"))
    }

    @Test func `in the current folder paths are short`() throws {
        let folder = try TemporaryFolder()
        let run = try MeasuredRun(["init"], in: folder.path)
        #expect(run.output.hasPrefix("wrote portico.yaml\n"))
        #expect(run.output.hasSuffix("next: portico render\n"))
    }

    @Test func `the next command can be typed, whatever the folder is called`() throws {
        let folder = try TemporaryFolder()
        let run = try MeasuredRun(["init", "it's a $HOME"], in: folder.path)
        let command = try #require(run.output.split(separator: "\n").last?.dropFirst("next: portico ".count))
        let script = "'\(Command().path)' \(command)"
        #expect(try MeasuredRun(["-c", script], in: folder.path, program: "/bin/bash").status == 0)
    }

    @Test(arguments: files.filter { $0 != ".gitignore" })
    func `no file is overwritten, and then nothing is written`(file: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("mine\n", to: file)
        let run = try MeasuredRun(["init"], in: folder.path)
        #expect(run.status == 1)
        #expect(
            run.errors == "error: \(file) exists already and is left as it is; move it away to have it written anew\n"
        )
        #expect(try folder.contents(of: ".") == [file: "mine\n"])
    }

    @Test func `a folder's own .gitignore is kept and no obstacle`() throws {
        let folder = try TemporaryFolder()
        try folder.write("mine\n", to: ".gitignore")
        let run = try MeasuredRun(["init"], in: folder.path)
        #expect(run.status == 0)
        #expect(run.errors == "kept .gitignore as it is; add a line `site/` to it\n")
        #expect(try folder.text(".gitignore") == "mine\n")
        #expect(folder.has("portals/acme.yaml"))
    }

    @Test func `an init that was killed goes on`() throws {
        let folder = try TemporaryFolder()
        _ = try MeasuredRun(["init"], in: folder.path)
        let whole = try folder.contents(of: ".")
        for file in ["logos/acme.svg", "portals/lumen.yaml"] {
            try FileManager.default.removeItem(atPath: folder / file)
        }
        try folder.write("half", to: ".portico-99-0.tmp")
        try folder.write("half", to: "portals/.portico-99-1.tmp")
        let run = try MeasuredRun(["init"], in: folder.path)
        #expect(run.status == 0)
        #expect(run.output == "wrote portals/lumen.yaml\nwrote logos/acme.svg\nnext: portico render\n")
        #expect(try folder.contents(of: ".") == whole)
    }

    @Test func `a link in the way is not followed`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "elsewhere/.keep")
        try folder.write("", to: "new/.keep")
        try FileManager.default.createSymbolicLink(atPath: folder / "new/portals", withDestinationPath: "../elsewhere")
        let run = try MeasuredRun(["init", "new"], in: folder.path)
        #expect(run.status == 1)
        #expect(run.errors.contains("new/portals is a symbolic link"))
        #expect(try folder.files() == ["elsewhere/.keep", "new/.keep"])
    }
}
