import Foundation
import TestSupport
import Testing

/// Which workspace, environment and portals a command takes.
@Suite struct WorkspaceChoiceTests {
    @Test func `portico yaml is found from a folder below`() throws {
        let folder = try TestWorkspace.plain()
        try folder.write("", to: "portals/deep/er/.keep")
        #expect(try MeasuredRun(["lint"], in: folder / "portals/deep/er").status == 0)
    }

    @Test func `portico yaml is not looked for across a repository's root`() throws {
        let folder = try TestWorkspace.plain()
        try folder.write("", to: "inner/.git/HEAD")
        try folder.write("", to: "inner/sub/.keep")
        let run = try MeasuredRun(["lint"], in: folder / "inner/sub")
        #expect(run.status == 1)
        let words = "error: there is no portico.yaml here or above; run `portico init`, or name a --workspace\n"
        #expect(run.errors == words)
    }

    @Test(arguments: [
        ("nowhere", "error: nowhere does not exist; name the folder that holds portico.yaml\n"),
        (
            "portals",
            "error: portals has no portico.yaml, which marks a workspace; run `portico init portals`, or name another\n"
        ),
        ("portico.yaml", "error: portico.yaml is no folder; name the folder that holds portico.yaml\n"),
        ("a b", "error: a b has no portico.yaml, which marks a workspace; run `portico init 'a b'`, or name another\n"),
    ])
    func `a folder that is no workspace is explained`(name: String, words: String) throws {
        let folder = try TestWorkspace.plain()
        try folder.write("", to: "a b/.keep")
        let run = try MeasuredRun(["render", "--workspace", name], in: folder.path)
        #expect(run.status == 1)
        #expect(run.errors == words)
    }

    @Test func `an environment changes what is shown`() throws {
        let folder = try TestWorkspace.plain(settings: "environments: {test: {}, live: {}}\nenvironment: test\n")
        let overlay = "x-portico: {environments: {live: {customDomain: pay.acme.example}}}\n"
        try folder.write(TestWorkspace.portal + overlay, to: "portals/acme.yaml")
        #expect(try MeasuredRun(["render"], in: folder.path).status == 0)
        #expect(!(try folder.text("site/acme/portal.md").contains("pay.acme.example")))
        #expect(try MeasuredRun(["render", "--environment", "live"], in: folder.path).status == 0)
        #expect(try folder.text("site/acme/portal.md").contains("pay.acme.example"))
        let unknown = try MeasuredRun(["render", "--environment", "life"], in: folder.path)
        #expect(unknown.status == 1)
        #expect(unknown.errors == "error: portico.yaml has no environment 'life'; it has test, live\n")
    }

    @Test func `render works while a variable of the settings is unset`() throws {
        let organization = "rebilly: {server: live, organizationId: \"${PORTICO_TEST_UNSET_ORGANIZATION}\"}"
        let folder = try TestWorkspace.plain(
            settings: "environment: live\nenvironments: {live: {\(organization)}}\nlint: {links.missing: off}\n"
        )
        let run = try MeasuredRun(["render"], in: folder.path)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
    }

    @Test func `portals are rendered alone, also several`() throws {
        let folder = try TestWorkspace.large(count: 3)
        let run = try MeasuredRun(["render", "--portal", "acme", "--portal", "portal-1"], in: folder.path)
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("2 portals: "))
        #expect(folder.has("site/acme/preview.html"))
        #expect(folder.has("site/portal-1/preview.html"))
        #expect(!folder.has("site/portal-0"))
        #expect(try folder.text("site/index.html").contains("portal-0"))
    }

    @Test(arguments: [
        ("acmee", "error: there is no portal 'acmee'; did you mean 'acme'?\n"),
        ("zebra", "error: there is no portal 'zebra'; there are: acme\n"),
        ("../x", "error: there is no portal '../x'; there are: acme\n"),
    ])
    func `a portal that is not there is explained`(id: String, words: String) throws {
        let folder = try TestWorkspace.plain()
        let run = try MeasuredRun(["render", "--portal", id], in: folder.path)
        #expect(run.status == 1)
        #expect(run.errors == words)
        #expect(!folder.has("site"))
    }

    @Test func `a link to a folder is refused where a file names it and followed where the user does`() throws {
        let folder = try TestWorkspace.plain()
        try folder.write("", to: "elsewhere/.keep")
        try FileManager.default.createSymbolicLink(atPath: folder / "site", withDestinationPath: "elsewhere")
        let refused = try MeasuredRun(["render"], in: folder.path)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("site is a symbolic link"))
        #expect(try MeasuredRun(["render", "--output", "site"], in: folder.path).status == 0)
        #expect(folder.has("elsewhere/index.html"))
    }

    @Test(
        arguments: ["render", "docs"],
        ["portals", "./logos/..//logos", "templates/x", "PORTALS", "schemas", "portico.yaml"]
    )
    func `a folder that holds the workspace's own files takes no output`(command: String, output: String) throws {
        let folder = try TestWorkspace.plain()
        let before = try folder.contents(of: ".")
        let run = try MeasuredRun([command, "--output", output], in: folder.path)
        #expect(run.status == 1)
        #expect(run.errors == "error: '\(output)' holds the workspace's own files; choose another folder\n")
        #expect(try folder.contents(of: ".") == before)
    }

    @Test(arguments: ["no-file.json", "."])
    func `an answer that cannot be read is explained`(name: String) throws {
        let folder = try TestWorkspace.plain()
        let run = try MeasuredRun(["render", "--from", name, "--output", "site"], in: folder.path)
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("error: \(name) "))
        #expect(!folder.has("site"))
    }
}
