import Foundation
import TestSupport
import Testing

@Suite struct DiffCommandTests {
    @Test func `equal input gives no output at all, whatever the two sides are`() throws {
        let folder = try TestWorkspace.plain()
        #expect(try MeasuredRun(["render", "--output", "site"], in: folder.path).status == 0)
        let before = try folder.files()
        for sides in [[".", "."], [".", "site"], ["site", "."], ["site", "site/"], ["./", folder.path]] {
            for flags in [[], ["--format", "json"], ["--format", "markdown"]] {
                let run = try MeasuredRun(["diff"] + sides + flags, in: folder.path)
                #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty, "\(sides) \(run.errors)")
            }
        }
        #expect(try folder.files() == before)
    }

    @Test func `a difference is told on standard output, its sum on the other, and costs 1`() throws {
        let folder = try TestWorkspace.plain()
        _ = try MeasuredRun(["render", "--output", "site"], in: folder.path)
        try folder.write(TestWorkspace.portal + "status: inactive\n", to: "portals/acme.yaml")
        let run = try MeasuredRun(["diff", "site", "."], in: folder.path)
        #expect(run.status == 1)
        #expect(
            run.output == """
                acme: 1 screen differs
                  feature  status: active → inactive
                           new: not-found

                """
        )
        #expect(run.errors == "1 portal differs: 1 changed; 0 are the same\n")
        let quiet = try MeasuredRun(["diff", "site", ".", "--quiet"], in: folder.path)
        #expect(quiet.output == run.output && quiet.errors.isEmpty && quiet.status == 1)
    }

    @Test func `errors of a workspace are told with its folder, and cost 1 though nothing differs`() throws {
        let folder = try TestWorkspace.plain()
        try folder.write("name: [\n", to: "portals/broken.yaml")
        _ = try MeasuredRun(["render", "--output", "site"], in: folder.path)
        let run = try MeasuredRun(["diff", "site", folder.path], in: "/")
        #expect(run.status == 1 && run.output.isEmpty)
        #expect(run.errors.contains("name a workspace or a rendered site"))
        let inside = try MeasuredRun(["diff", "site", "."], in: folder.path)
        #expect(inside.status == 1 && inside.output.isEmpty)
        #expect(inside.errors.hasPrefix("portals/broken.yaml:"))
        let outside = try MeasuredRun(["diff", folder / "site", folder.path], in: "/")
        #expect(outside.errors.hasPrefix("\(folder.path)/portals/broken.yaml:"))
    }

    @Test func `the environment and the templates of workspaces can be chosen`() throws {
        let folder = try TestWorkspace.plain(settings: "lint: {links.missing: off}\nenvironments: {live: {}}\n")
        try folder.write(
            TestWorkspace.portal + "x-portico: {environments: {live: {customDomain: pay.acme.example}}}\n",
            to: "portals/acme.yaml"
        )
        _ = try MeasuredRun(["render", "--output", "site"], in: folder.path)
        let live = try MeasuredRun(["diff", "site", ".", "--environment", "live"], in: folder.path)
        #expect(live.status == 1 && live.output.contains("https://pay.acme.example/billing-portal/acme-billing"))
        try folder.write("<p>Mine</p>", to: "templates/footer.mustache")
        #expect(try MeasuredRun(["diff", "site", "."], in: folder.path).status == 1)
        #expect(try MeasuredRun(["diff", "site", ".", "--no-overrides"], in: folder.path).status == 0)
        let unknown = try MeasuredRun(["diff", "site", ".", "--environment", "x"], in: folder.path)
        #expect(unknown.status == 1)
        #expect(unknown.errors == "error: portico.yaml has no environment 'x'; it has live\n")
    }

    @Test(arguments: [
        [], ["site"], ["site", "site", "site"], ["site", "site", "--format", "xml"],
        ["site", "site", "--environment", "live"], ["site", "site", "--no-overrides"],
    ])
    func `wrong usage costs 64`(arguments: [String]) throws {
        let folder = try TestWorkspace.plain()
        _ = try MeasuredRun(["render", "--output", "site"], in: folder.path)
        let run = try MeasuredRun(["diff"] + arguments, in: folder.path)
        #expect(run.status == 64 && run.output.isEmpty && !run.errors.isEmpty)
    }

    @Test(arguments: [
        ("nowhere", "nowhere does not exist; name a workspace or a rendered site"),
        ("portico.yaml", "portico.yaml is no folder; name a workspace or a rendered site"),
        (
            "portals",
            "portals is neither a workspace, which has portico.yaml, nor a rendered site, which has "
                + "portico-manifest.json"
        ),
        ("", " is no path; name a workspace or a rendered site"),
    ])
    func `what is neither workspace nor site is said so, on either side`(side: String, sentence: String) throws {
        let folder = try TestWorkspace.plain()
        for sides in [[side, "."], [".", side]] {
            let run = try MeasuredRun(["diff"] + sides, in: folder.path)
            #expect(run.status == 1 && run.output.isEmpty)
            #expect(run.errors == "error: \(sentence)\n")
        }
    }

    @Test func `records that are damaged are named with their line`() throws {
        let folder = try TestWorkspace.plain()
        _ = try MeasuredRun(["render", "--output", "site"], in: folder.path)
        try folder.write("{\"version\":2}\n{\"id\":\"acme\"}\n", to: "site/portico-portals.jsonl")
        let run = try MeasuredRun(["diff", "site", "."], in: folder.path)
        #expect(run.status == 1 && run.output.isEmpty)
        #expect(
            run.errors
                == "error: site/portico-portals.jsonl:2: is no record of a portal; render the site again\n"
        )
        try FileManager.default.removeItem(atPath: folder / "site/portico-portals.jsonl")
        let without = try MeasuredRun(["diff", ".", "site"], in: folder.path)
        #expect(without.status == 1)
        let words = "does not exist; render the site again, all of its portals"
        #expect(without.errors == "error: site/portico-portals.jsonl \(words)\n")
    }

    @Test func `values from a hostile site are shown without control characters, and cut`() throws {
        let folder = try TestWorkspace.plain()
        _ = try MeasuredRun(["render", "--output", "site"], in: folder.path)
        let text = try folder.text("site/portico-portals.jsonl")
        let long = String(repeating: "x", count: 5_000)
        let hostile = text.replacing("\"name\":\"Acme billing\"", with: "\"name\":\"\\u001b[31m\\u202e\(long)\"")
            .replacing("\"order\":[", with: "\"\\u001b]0;x\\u0007\":[0,0],\"order\":[")
        #expect(hostile != text)
        try folder.write(hostile, to: "site/portico-portals.jsonl")
        for flags in [[], ["--format", "markdown"], ["--format", "json"]] {
            let run = try MeasuredRun(["diff", "site", "."] + flags, in: folder.path)
            #expect(run.status == 1)
            #expect(
                !run.output.unicodeScalars.contains {
                    $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E && flags.isEmpty
                }
            )
            #expect(flags == ["--format", "json"] || run.output.utf8.count < 2_000)
        }
    }
}
