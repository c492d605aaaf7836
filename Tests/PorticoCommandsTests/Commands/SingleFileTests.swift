import Foundation
import TestSupport
import Testing

/// `portico render --single`: the board of one portal as one file.
@Suite struct SingleFileTests {
    @Test(arguments: [
        ["--single", "a.html"], ["--single", "a.html", "--portal", "acme", "--portal", "fern"],
        ["--single", "a.html", "--portal", "acme", "--output", "site"], ["--single"],
        ["--single", "a.html", "--portal", "acme", "--from", "x.json", "--workspace", "."],
    ])
    func `wants exactly one portal, and no output folder`(arguments: [String]) throws {
        let folder = try TestWorkspace.plain()
        let run = try MeasuredRun(["render"] + arguments, in: folder.path)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("Usage:"))
        #expect(try folder.files() == ["portals/acme.yaml", "portico.yaml"])
    }

    @Test(arguments: ["acme.html", "out/acme.HTML", "./a b.html"])
    func `writes one file, and nothing beside it`(file: String) throws {
        let folder = try TestWorkspace.plain()
        let run = try MeasuredRun(["render", "--single", file, "--portal", "acme"], in: folder.path)
        #expect(run.status == 0)
        #expect(run.output == "\(file)\n")
        #expect(run.errors.isEmpty)
        let name = file.replacing("./", with: "")
        #expect(try folder.files() == [name, "portals/acme.yaml", "portico.yaml"].sorted())
        let text = try folder.text(name)
        #expect(text.hasPrefix("<!doctype html>"))
        #expect(PageSafety.faults(inHTML: text) == [])
        let tags = HTMLTags(text).tags
        #expect(!tags.contains { $0.name == "script" })
        #expect(tags.filter { $0.name == "iframe" }.count == 16)
        #expect(tags.allSatisfy { $0.name != "iframe" || ($0["srcdoc"] != nil && $0["sandbox"] != nil) })
    }

    @Test func `takes an absolute path, and one outside the workspace`() throws {
        let folder = try TestWorkspace.plain()
        let other = try TemporaryFolder()
        let arguments = ["render", "--workspace", folder.path, "--portal", "acme", "--single", other / "new/acme.html"]
        #expect(try MeasuredRun(arguments, in: "/").status == 0)
        #expect(try other.files() == ["new/acme.html"])
    }

    @Test func `leaves a file alone that is as it should be, and replaces one that is not`() throws {
        let folder = try TestWorkspace.plain()
        let arguments = ["render", "--single", "acme.html", "--portal", "acme", "--format", "json"]
        func written() throws -> Int? {
            let run = try MeasuredRun(arguments, in: folder.path)
            let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
            #expect(report?["version"] as? Int == 1)
            #expect(report?["output"] as? String == "acme.html")
            #expect(report?["portals"] as? Int == 1)
            #expect(report?["files"] as? Int == 1)
            #expect((report?["removed"] as? [String])?.isEmpty == true)
            #expect((report?["problems"] as? [Any])?.isEmpty == true)
            return report?["written"] as? Int
        }
        #expect(try written() == 1)
        let whole = try folder.text("acme.html")
        let before = try stamp(folder / "acme.html")
        #expect(try written() == 0)
        #expect(try stamp(folder / "acme.html") == before)
        try folder.write("mine", to: "acme.html")
        #expect(try written() == 1)
        #expect(try folder.text("acme.html") == whole)
    }

    private func stamp(_ path: String) throws -> [String] {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return [FileAttributeKey.systemFileNumber, .modificationDate].map { "\(attributes[$0] ?? "")" }
    }

    @Test func `replaces a link in its place and not what it leads to`() throws {
        let folder = try TestWorkspace.plain()
        try folder.write("mine", to: "elsewhere.html")
        try FileManager.default.createSymbolicLink(atPath: folder / "acme.html", withDestinationPath: "elsewhere.html")
        let run = try MeasuredRun(["render", "--single", "acme.html", "--portal", "acme"], in: folder.path)
        #expect(run.status == 0)
        #expect(try folder.text("elsewhere.html") == "mine")
        #expect(try folder.text("acme.html").hasPrefix("<!doctype html>"))
    }

    @Test func `leaves the old file whole where the new one cannot be written`() throws {
        let folder = try TestWorkspace.plain()
        try folder.write("mine", to: "acme.html")
        let script = "ulimit -f 20; exec '\(Command().path)' render --single acme.html --portal acme"
        let run = try MeasuredRun(["-c", script], in: folder.path, program: "/bin/bash")
        #expect(run.status == 1)
        #expect(run.errors.contains("raise the limit with 'ulimit -f'"))
        #expect(try folder.contents(of: ".").filter { !$0.key.hasPrefix("port") } == ["acme.html": "mine"])
    }

    @Test(arguments: ["acme", "acme.htm", "acme.html.txt", "acme.md", "out/", ".", "-", "out/acme.html/"])
    func `wants a name that ends in html`(file: String) throws {
        let folder = try TestWorkspace.plain()
        let run = try MeasuredRun(["render", "--single=\(file)", "--portal", "acme"], in: folder.path)
        #expect(run.status == 64)
        #expect(run.errors.contains("--single needs the name of a file that ends in .html."))
        #expect(try folder.files() == ["portals/acme.yaml", "portico.yaml"])
    }

    @Test func `knows the portals that there are`() throws {
        let folder = try TestWorkspace.plain()
        let run = try MeasuredRun(["render", "--single", "a.html", "--portal", "acmee"], in: folder.path)
        #expect(run.status == 1)
        #expect(run.errors == "error: there is no portal 'acmee'; did you mean 'acme'?\n")
        #expect(!folder.has("a.html"))
    }

    @Test func `renders what the service answered`() throws {
        let folder = try TemporaryFolder()
        let one = #"{"id": "acme", "name": "Acme", "slug": "acme-billing", "websiteId": "web"}"#
        let two = #"{"id": "fern", "name": "Fern", "slug": "fern-billing", "websiteId": "web", "status": "inactive"}"#
        try folder.write("[\(one), \(two)]", to: "answer.json")
        let arguments = ["render", "--from", "answer.json", "--single", "fern.html", "--portal", "fern"]
        #expect(try MeasuredRun(arguments, in: folder.path).status == 0)
        #expect(try folder.files() == ["answer.json", "fern.html"])
        #expect(try folder.text("fern.html").contains("<h1><bdi>Fern</bdi></h1>"))
        #expect(try folder.text("fern.html").contains("id=\"not-found\" class=\"first\""))
        let piped = ["render", "--from", "-", "--single", "acme.html", "--portal", "acme"]
        #expect(try MeasuredRun(piped, in: folder.path, input: Data(one.utf8)).status == 0)
        #expect(try folder.text("acme.html").contains("<h1><bdi>Acme</bdi></h1>"))
    }

    @Test func `tells the problems of its portal, and of no other`() throws {
        let folder = try TestWorkspace.plain()
        try folder.write(TestWorkspace.portal + "loyalty: gold\n", to: "portals/acme.yaml")
        try folder.write("slug: x\n", to: "portals/other.yaml")
        let arguments = ["render", "--single", "acme.html", "--portal", "acme"]
        let run = try MeasuredRun(arguments, in: folder.path)
        #expect(run.status == 0)
        #expect(run.errors.contains("portals/acme.yaml:4:1: warning: ") && !run.errors.contains("other.yaml"))
        #expect(try MeasuredRun(arguments + ["--strict"], in: folder.path).status == 1)
    }

    @Test func `holds the problems of a file that cannot be read, and leads to no page beside it`() throws {
        let folder = try TestWorkspace.plain()
        try folder.write("name: [\n", to: "portals/broken.yaml")
        let run = try MeasuredRun(["render", "--single", "broken.html", "--portal", "broken"], in: folder.path)
        #expect(run.status == 1)
        #expect(run.output == "broken.html\n")
        let text = try folder.text("broken.html")
        #expect(text.contains("This file can’t be read as a portal."))
        let links = HTMLTags(text).tags.filter { $0.name == "a" }.compactMap { $0["href"] }
        #expect(links.allSatisfy { $0.hasPrefix("#") }, "\(links)")
    }
}
