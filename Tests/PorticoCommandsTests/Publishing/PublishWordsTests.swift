import Foundation
import TestSupport
import Testing

/// What the commands that publish say to people: which flags are missing, which files and sides are meant.
@Suite struct PublishWordsTests {
    @Test func `all flags that are missing are named at once`() async throws {
        let bench = try await PublishingBench.make()
        #expect(try bench.run(["publish", "--yes"]).status == 0)
        try bench.write("beta", lines: "status: inactive\n")
        let refused = try bench.run(["publish"])
        #expect(refused.status == 1)
        #expect(refused.errors.contains("not allowed: deactivate: beta\n"))
        let words = "add --yes if the answer is yes, and --allow deactivate, after reading 'portico plan'\n"
        #expect(refused.errors.hasSuffix(words), "\(refused.errors)")
        #expect(
            try bench.run(["publish", "--allow", "deactivate"]).errors.hasSuffix("add --yes if the answer is yes\n")
        )
    }

    @Test func `an id in the place of a saved plan is answered with what to type`() async throws {
        let bench = try await PublishingBench.make()
        let words = "'portico plan acme --format json --output plan.json', then 'portico publish plan.json'"
        let id = try bench.run(["publish", "acme", "--yes"])
        #expect(id.status == 1 && id.errors.contains(words), "\(id.errors)")
        let other = try bench.run(["publish", "none.json", "--yes"])
        #expect(other.errors == "error: none.json does not exist; name a plan that was saved, or none\n")
    }

    @Test(arguments: [
        "portals/acme.yaml", "portals/../portals/new.yaml", "logos/acme.gif", "portico.yaml", "./portico.lock.json",
        "Templates/page.html", "sample/customer.yaml",
    ])
    func `no plan takes the place of what Portico reads`(path: String) async throws {
        let bench = try await PublishingBench.make()
        let before = try bench.folder.files()
        let refused = try bench.run(["plan", "--output", path])
        #expect(refused.status == 1 && refused.output.isEmpty)
        #expect(
            refused.errors.hasSuffix(
                "'\(path)' is a place for the workspace's own files, which Portico reads; choose another, as in --output plan.txt\n"
            )
        )
        #expect(try bench.folder.files() == before)
        #expect(try bench.folder.text("portals/acme.yaml").hasPrefix("name: "))
        #expect(try await bench.arrived() == 0)
        #expect(try bench.run(["plan", "--output", "plans-of-\((path as NSString).lastPathComponent)"]).status == 0)
    }

    @Test func `problems are told of the portals that were asked for, and warnings only as long as it may be spoken`()
        async throws
    {
        let bench = try await PublishingBench.make()
        for id in ["acme", "beta"] {
            try bench.write(id, lines: "customization: {colors: {primary: \"eeeeee\"}}\n")
        }
        let all = try bench.run(["plan"]).errors
        #expect(all.contains("portals/acme.yaml") && all.contains("portals/beta.yaml"))
        let one = try bench.run(["plan", "beta"]).errors
        #expect(!one.contains("portals/acme.yaml") && one.contains("portals/beta.yaml"))
        #expect(try bench.run(["plan", "--quiet"]).errors.isEmpty)
        let strict = try bench.run(["plan", "--quiet", "--strict"])
        #expect(strict.status == 1 && strict.errors.contains("colors.contrast"), "what it fails by is said")
        try bench.write("acme")
        #expect(try bench.run(["plan", "acme", "--strict"]).status == 0)
        try bench.write("acme", lines: "oops: [\n")
        #expect(try bench.run(["plan", "beta", "--quiet"]).errors.contains("portals/acme.yaml"))
    }

    @Test func `a logo that was changed on both sides is told by its path`() async throws {
        let bench = try await PublishingBench.make()
        #expect(try bench.run(["publish", "--yes"]).status == 0)
        var gif = try Data(contentsOf: URL(fileURLWithPath: bench.folder / "logos/acme.gif"))
        gif[13] = 7
        try bench.folder.write(gif, to: "logos/acme.gif")
        let portal = #"{"name": "Portal acme", "slug": "slug-acme", "websiteId": "web_sandbox"}"#
        #expect(try await bench.ask("PUT", "/billing-portals/acme", portal).status == 200)
        let conflict = try bench.run(["pull"])
        #expect(conflict.status == 1)
        #expect(conflict.output.contains(", here logos/acme.gif, at the service "), "\(conflict.output)")
        #expect(!conflict.output.contains("upload:"))
        let (_, json) = try bench.json(["pull"])
        let local = (json["conflicts"] as? [[String: Any]])?.first?["local"] as? String
        #expect(local == "logos/acme.gif")
    }

    @Test func `what a side settled is told, also to scripts`() async throws {
        let bench = try await PublishingBench.make()
        #expect(try bench.run(["publish", "--yes"]).status == 0)
        let theirs = #"{"name": "Theirs", "slug": "slug-beta", "websiteId": "web_sandbox"}"#
        #expect(try await bench.ask("PUT", "/billing-portals/beta", theirs).status == 200)
        let text = try bench.folder.text("portals/beta.yaml").replacing("Portal beta", with: "Mine")
        try bench.folder.write(text, to: "portals/beta.yaml")
        let lock = try bench.folder.text("portico.lock.json")
        let (_, json) = try bench.json(["pull", "--take", "local"])
        let settled = try #require((json["settled"] as? [[String: Any]])?.first)
        #expect(json["taken"] as? String == "local" && settled["id"] as? String == "beta")
        #expect(settled["local"] as? String == "Mine" && settled["remote"] as? String == "Theirs")
        try bench.folder.write(lock, to: "portico.lock.json")
        let taken = try bench.run(["pull", "--take", "remote"])
        #expect(taken.status == 0)
        #expect(taken.output.contains("beta: name: taken from the service: Theirs, in the place of Mine\n"))
        #expect(try bench.folder.text("portals/beta.yaml").contains("name: Theirs"))
    }
}
