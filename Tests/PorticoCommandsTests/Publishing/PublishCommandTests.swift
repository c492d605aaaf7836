import Foundation
import TestSupport
import Testing

/// `plan`, `publish`, `pull`, `status` and `delete` as processes, against a sandbox as a process.
@Suite struct PublishCommandTests {
    @Test func `a plan tells, a publication does, and then there is nothing left to do`() async throws {
        let bench = try await PublishingBench.make()
        let plan = try bench.run(["plan"])
        #expect(plan.status == 0)
        #expect(plan.output.contains("+ acme (Portal acme)"))
        #expect(plan.output.contains("logos/acme.gif, to be uploaded"))
        #expect(plan.output.hasSuffix("2 to create\n"))
        #expect(try bench.run(["plan", "--detailed-exitcode"]).status == 2)
        let published = try bench.run(["publish", "--yes"])
        #expect(published.status == 0, "\(published.errors)")
        #expect(published.output == "acme: created\nbeta: created\n2 created, 1 logo uploaded\n")
        let after = try bench.run(["plan", "--detailed-exitcode"])
        #expect(after.status == 0)
        #expect(after.output.hasSuffix("\n2 unchanged\n"))
        #expect(try bench.run(["publish"]).status == 0, "nothing to ask where nothing is to be done")
        let status = try bench.run(["status"])
        #expect(status.status == 0 && status.output.contains("in step"))
    }

    @Test func `forms for scripts parse and hold what is documented`() async throws {
        let bench = try await PublishingBench.make()
        let (_, plan) = try bench.json(["plan"])
        #expect(
            Set(plan.keys)
                == [
                    "version", "portico", "target", "isPartial", "counts", "portals", "onlyRemote", "warnings",
                ]
        )
        let portal = try #require((plan["portals"] as? [[String: Any]])?.first)
        #expect(portal["id"] as? String == "acme" && portal["action"] as? String == "create")
        #expect(portal["upload"] as? String == "logos/acme.gif")
        let (status, published) = try bench.json(["publish", "--yes"])
        #expect(status == 0 && published["isDone"] as? Bool == true && published["uploads"] as? Int == 1)
        #expect(Set(published.keys) == ["version", "target", "isDryRun", "isDone", "uploads", "stop", "portals"])
        let (_, who) = try bench.json(["status"])
        let row = try #require((who["portals"] as? [[String: Any]])?.first)
        #expect(Set(row.keys) == ["id", "path", "file", "isSeen", "remote", "verdict"])
        #expect(row["verdict"] as? String == "in-step")
        let (_, pulled) = try bench.json(["pull"])
        #expect(pulled["isDone"] as? Bool == true)
        #expect((pulled["portals"] as? [[String: Any]])?.map { $0["result"] as? String } == ["unchanged", "unchanged"])
    }

    // MARK: Asking and allowing

    @Test func `without a terminal the flags that are missing are named, and nothing is done`() async throws {
        let bench = try await PublishingBench.make()
        let unasked = try bench.run(["publish"])
        #expect(unasked.status == 1)
        #expect(unasked.errors.contains("add --yes if the answer is yes"))
        #expect(try await bench.list("/billing-portals").isEmpty)
        #expect(try bench.run(["publish", "--yes"]).status == 0)
        try bench.write("acme", "  logo: logos/acme.gif\n", lines: "status: inactive\n")
        try bench.write("beta", lines: "features: {authenticateWithPassword: false}\n")
        let refused = try bench.run(["publish", "--yes"])
        #expect(refused.status == 1)
        #expect(refused.errors.contains("not allowed: deactivate: acme\nnot allowed: password-off: beta\n"))
        #expect(refused.errors.contains("allow it with --allow deactivate,password-off"))
        #expect(try bench.run(["publish", "--yes", "--allow", "deactivate"]).status == 1)
        #expect(try bench.run(["publish", "--yes", "--allow", "nonsense"]).status == 64)
        #expect(try bench.run(["publish", "--yes", "--concurrency", "0"]).status == 64)
        let allowed = try bench.run(["publish", "--yes", "--allow", "deactivate,password-off"])
        #expect(allowed.status == 0, "\(allowed.errors)")
        let unsure = try bench.run(["delete", "acme"])
        #expect(unsure.status == 1 && unsure.errors.contains("--yes"))
        #expect(try await bench.ask("GET", "/billing-portals/acme").status == 200)
        let deleted = try bench.run(["delete", "acme", "--yes"])
        #expect(deleted.status == 0 && deleted.output.hasPrefix("acme: deleted at 127.0.0.1:"))
        #expect(try await bench.ask("GET", "/billing-portals/acme").status == 404)
        #expect(bench.folder.has("portals/acme.yaml"))
        #expect(try !bench.folder.text("portico.lock.json").contains("\"acme\""))
    }

    @Test func `an active portal is not deleted without the advice to close it instead`() async throws {
        let bench = try await PublishingBench.make()
        #expect(try bench.run(["publish", "--yes"]).status == 0)
        #expect(try bench.run(["delete", "beta"]).errors.contains("'status: inactive' in its file would close it"))
        #expect(try bench.run(["delete", "no/id", "--yes"]).errors.contains("is no id of a portal"))
        #expect(try bench.run(["delete", "none", "--yes"]).errors.contains("there is no portal 'none'"))
    }

    // MARK: Saved plans

    @Test func `a saved plan is published while it is true, and refused with what moved`() async throws {
        let bench = try await PublishingBench.make(settings: "environments: {test: {}}\n")
        let plan = try bench.run(["plan", "--format", "json", "--output", "plan.json"])
        #expect(plan.status == 0 && plan.output.isEmpty)
        try bench.write("beta", lines: "status: inactive\n")
        let file = try bench.run(["publish", "plan.json", "--yes"])
        #expect(file.status == 1)
        #expect(file.errors.contains("not as planned: of 'beta' its file changed since it was planned"))
        try bench.write("beta")
        let other = try bench.run(["publish", "plan.json", "--yes", "--environment", "test"])
        #expect(other.status == 1 && other.errors.contains("the plan is for http://127.0.0.1"))
        let text = try bench.folder.text("plan.json")
        let version = try #require(text.firstMatch(of: /"portico": "([^"]+)"/)).1
        try bench.folder.write(
            text.replacing("\"portico\": \"\(version)\"", with: "\"portico\": \"0.0.0\""),
            to: "old.json"
        )
        #expect(try bench.run(["publish", "old.json", "--yes"]).errors.contains("made by Portico 0.0.0"))
        for (name, content) in [("foreign", "{}"), ("broken", "{"), ("later", #"{"version": 99}"#)] {
            try bench.folder.write(content, to: "\(name).json")
            let refused = try bench.run(["publish", "\(name).json", "--yes"])
            #expect(refused.status == 1 && refused.errors.contains("\(name).json"))
        }
        #expect(try bench.run(["publish", "none.json", "--yes"]).status == 1)
        #expect(try await bench.list("/billing-portals").isEmpty)
        #expect(try bench.run(["publish", "plan.json", "--yes"]).status == 0)
        #expect(try await bench.list("/billing-portals").count == 2)
        // Done already, it is not true any more.
        let again = try bench.run(["publish", "plan.json", "--yes"])
        #expect(again.status == 1 && again.errors.contains("what the service holds"))
    }

    @Test func `a part can be planned, and an id that is not there is named`() async throws {
        let bench = try await PublishingBench.make()
        let plan = try bench.run(["plan", "beta", "--format", "json", "--output", "part.json"])
        #expect(plan.status == 0)
        let part = try bench.run(["publish", "part.json", "--yes"])
        #expect(part.status == 0, "\(part.errors)")
        #expect(try await bench.list("/billing-portals").map { $0["id"] as? String } == ["beta"])
        for command in ["plan", "pull"] {
            let unknown = try bench.run([command, "bet"])
            #expect(unknown.status == 1 && unknown.errors.contains("bet"))
        }
    }

    @Test func `a dry run sends no write, and leaves no lock`() async throws {
        let bench = try await PublishingBench.make()
        let dry = try bench.run(["publish", "--dry-run"])
        #expect(dry.status == 0, "\(dry.errors)")
        #expect(dry.output.contains("acme: would be created"))
        #expect(!bench.folder.has("portico.lock.json"))
        let log = String(decoding: try await bench.control("GET", "/requests?limit=500"), as: UTF8.self)
        for method in ["PUT", "POST", "DELETE"] { #expect(!log.contains("\"method\":\"\(method)\"")) }
        #expect(log.contains("\"GET\""))
        let (_, json) = try bench.json(["publish", "--dry-run"])
        let portals = try #require(json["portals"] as? [[String: Any]])
        #expect(portals.map { $0["result"] as? String } == ["created", "created"])
        #expect(portals.map { $0["holds"] as? String } == ["before", "before"], "nothing was written")
        #expect(try bench.run(["publish", "--yes"]).status == 0)
        try bench.write("beta", lines: "features: {orderCancel: false}\n")
        let (_, next) = try bench.json(["publish", "--dry-run"])
        let held = try #require(next["portals"] as? [[String: Any]])
        #expect(held.map { $0["result"] as? String } == ["unchanged", "updated"])
        #expect(held.map { $0["holds"] as? String } == ["planned", "before"])
    }

    // MARK: Both ways

    @Test func `what is pulled into an empty workspace looks as what is rendered from the service`() async throws {
        let bench = try await PublishingBench.make()
        try bench.write("gamma", lines: "customization: {colors: {primary: \"114422\"}}\nstatus: inactive\n")
        #expect(try bench.run(["publish", "--yes"]).status == 0)
        let empty = try TemporaryFolder()
        try empty.write("", to: "portico.yaml")
        let remote = try Command().run(
            ["render", "--remote", "--output", "remote"],
            in: empty.path,
            environment: bench.variables
        )
        #expect(remote.status == 0, "\(remote.errors)")
        #expect(try empty.files().allSatisfy { $0.hasPrefix("remote/") || $0 == "portico.yaml" })
        let pull = try Command().run(["pull"], in: empty.path, environment: bench.variables)
        #expect(pull.status == 0, "\(pull.errors)")
        #expect(try Command().run(["render", "--output", "pulled"], in: empty.path).status == 0)
        var (one, two) = (try empty.contents(of: "remote"), try empty.contents(of: "pulled"))
        for name in ["portico-manifest.json", ".portico.cache"] { (one[name], two[name]) = (nil, nil) }
        #expect(Set(one.keys) == Set(two.keys))
        for (path, text) in one { #expect(two[path] == text, "\(path)") }
        let docs = try bench.run(["docs", "--remote", "--output", "remote-docs"])
        #expect(docs.status == 0, "\(docs.errors)")
        #expect(try Command().run(["docs", "--output", "docs"], in: empty.path).status == 0)
        let written = try empty.contents(of: "docs")
        #expect(written.keys.contains("gamma/portal.md"))
        #expect(try bench.folder.contents(of: "remote-docs") == written)
    }

    @Test func `a conflict is told with its three values, exits with 1, and one of the sides can be taken`()
        async throws
    {
        let bench = try await PublishingBench.make()
        #expect(try bench.run(["publish", "--yes"]).status == 0)
        try bench.write("beta", lines: "status: inactive\n")
        let theirs =
            #"{"name": "Portal beta", "slug": "slug-beta", "websiteId": "web_sandbox", "status": "active", "features": {"orderCancel": false}}"#
        #expect(try await bench.ask("PUT", "/billing-portals/beta", theirs).status == 200)
        // Different fields: both moved, and that is no conflict.
        #expect(try bench.run(["status"]).output.contains("both moved"))
        #expect(try bench.run(["pull"]).output.contains("beta: changed in portals/beta.yaml"))
        let name =
            #"{"name": "Theirs", "slug": "slug-beta", "websiteId": "web_sandbox", "features": {"orderCancel": false}}"#
        #expect(try await bench.ask("PUT", "/billing-portals/beta", name).status == 200)
        let text = try bench.folder.text("portals/beta.yaml").replacing("Portal beta", with: "Mine")
        try bench.folder.write(text, to: "portals/beta.yaml")
        let conflict = try bench.run(["pull"])
        #expect(conflict.status == 1)
        #expect(conflict.output == "beta: name: last seen Portal beta, here Mine, at the service Theirs\n")
        #expect(conflict.errors.contains("--take local or --take remote"))
        #expect(try bench.folder.text("portals/beta.yaml") == text)
        let (status, json) = try bench.json(["pull"])
        #expect(status == 1 && (json["conflicts"] as? [[String: Any]])?.count == 1)
        let kept = try bench.run(["pull", "--take", "local"])
        let words = "beta: name: kept as in the file: Mine; the service holds Theirs\n2 unchanged\n"
        #expect(kept.status == 0 && kept.output == words, "\(kept.errors)")
        #expect(try bench.folder.text("portals/beta.yaml") == text)
    }

    // MARK: What goes wrong

    @Test func `a workspace with errors is neither planned nor published`() async throws {
        let bench = try await PublishingBench.make()
        try bench.folder.write("name: x\nslug: a\nwebsiteId: w\n", to: "portals/broken.yaml")
        for arguments in [["plan"], ["publish", "--yes"]] {
            let run = try bench.run(arguments)
            #expect(run.status == 1)
            #expect(run.errors.contains("portals/broken.yaml:2:7: error:"))
            #expect(run.errors.contains("the workspace has 1 error, so nothing was"))
        }
        #expect(try await bench.arrived() == 0)
        #expect(try bench.run(["status"]).status == 1)
    }

    @Test func `a lock that can't be read is never taken for an empty one`() async throws {
        let bench = try await PublishingBench.make()
        try bench.folder.write("<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n", to: "portico.lock.json")
        for arguments in [["plan"], ["publish", "--yes"], ["pull"], ["status"], ["delete", "acme", "--yes"]] {
            let run = try bench.run(arguments)
            #expect(run.status == 1)
            #expect(run.errors.contains("error: portico.lock.json is no JSON"))
        }
        #expect(try await bench.arrived() == 0)
    }

    /// Runs every command that asks the service, which has to fail with one line that holds some words.
    private func expectOneLine(_ bench: PublishingBench, _ words: String, _ variables: [String: String]) throws {
        let commands = [
            ["plan"], ["publish", "--yes"], ["pull"], ["status"], ["delete", "acme", "--yes"], ["render", "--remote"],
        ]
        for arguments in commands {
            let run = try bench.run(arguments + ["--quiet"], variables)
            #expect(run.status == 1, "\(arguments)")
            #expect(run.output.isEmpty)
            #expect(run.errors.hasPrefix("error: ") && run.errors.contains(words), "\(arguments): \(run.errors)")
            #expect(run.errors.split(separator: "\n").count == 1, "\(arguments): \(run.errors)")
        }
    }

    @Test func `an expired key, a wrong organization and a closed network each give one clear line`() async throws {
        let bench = try await PublishingBench.make()
        let origin = bench.sandbox.text("advancedBilling", "baseURL")
        try expectOneLine(bench, "does not take the API key (401)", ["PORTICO_REBILLY_API_KEY": "expired"])
        try expectOneLine(
            bench,
            "may not use organization org_other",
            ["PORTICO_REBILLY_BASE_URL": origin, "PORTICO_REBILLY_ORGANIZATION_ID": "org_other"]
        )
        try expectOneLine(
            bench,
            "can't be reached; check the network",
            ["PORTICO_REBILLY_BASE_URL": "http://127.0.0.1:9/organizations/sandbox"]
        )
    }

    @Test func `what is missing is named with where it is set`() async throws {
        let bench = try await PublishingBench.make()
        try expectOneLine(bench, "no API key; set PORTICO_REBILLY_API_KEY", ["PORTICO_REBILLY_API_KEY": ""])
        try expectOneLine(bench, "nothing says where to publish", ["PORTICO_REBILLY_BASE_URL": ""])
        try expectOneLine(
            bench,
            "http is for this machine alone",
            ["PORTICO_REBILLY_BASE_URL": "http://any.example/organizations/sandbox"]
        )
        try expectOneLine(
            bench,
            "another organization than the one that is given",
            ["PORTICO_REBILLY_ORGANIZATION_ID": "org_other"]
        )
    }

    @Test func `the key can come from a file, and one that is none is not shown`() async throws {
        let bench = try await PublishingBench.make()
        let none = ["PORTICO_REBILLY_API_KEY": ""]
        try bench.folder.write("\(PublishingBench.key)\n", to: "key.txt")
        #expect(try bench.run(["plan", "--api-key-file", "key.txt"], none).status == 0)
        let variable = none.merging(["PORTICO_REBILLY_API_KEY_FILE": "key.txt"]) { _, new in new }
        #expect(try bench.run(["plan"], variable).status == 0)
        try bench.folder.write("\(PublishingBench.key)\nsecond line\n", to: "key.txt")
        let wrong = try bench.run(["plan", "--api-key-file", "key.txt"], none)
        #expect(wrong.status == 1 && wrong.errors.contains("key.txt holds no API key"))
        #expect(try bench.run(["plan", "--api-key-file", "none.txt"], none).status == 1)
    }

    @Test func `the key is in no output at any verbosity, also when the service throws it back`() async throws {
        let bench = try await PublishingBench.make()
        let address = try #require(URL(string: bench.sandbox.text("rebilly", "baseURL")))
        // `run` looks for the key in everything.
        for arguments in [["plan"], ["publish", "--yes"], ["pull"], ["status"]] {
            let run = try bench.run(arguments + ["--verbose"])
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.errors.contains("GET http://127.0.0.1:\(address.port ?? 0)/organizations/"), "\(run.errors)")
        }
        let hostile = #"{"name": "\#(PublishingBench.key)", "slug": "x", "websiteId": "\#(PublishingBench.key)"}"#
        _ = try await bench.ask("PUT", "/billing-portals/zeta", hostile)
        try await bench.control("POST", "/faults", #"{"path": "*/billing-portals", "answer": "malform"}"#)
        #expect(try bench.run(["plan", "--verbose"]).status == 1)
    }
}
