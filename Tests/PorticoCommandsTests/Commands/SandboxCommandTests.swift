import Foundation
import TestSupport
import Testing

/// `portico sandbox` as programs and people meet it.
@Suite(.serialized) struct SandboxCommandTests {
    @Test func `it announces itself on one line of JSON once it answers`() async throws {
        let sandbox = try SandboxProcess([])
        #expect(sandbox.announcement["version"] as? Int == 1)
        #expect(Set(sandbox.announcement.keys) == ["version", "rebilly", "advancedBilling", "control"])
        #expect(sandbox.text("rebilly", "baseURL").hasSuffix("/organizations/sandbox"))
        #expect(sandbox.text("rebilly", "organizationId") == "sandbox")
        #expect(sandbox.text("rebilly", "apiKey") == "sandbox-key")
        #expect(sandbox.text("advancedBilling", "site") == "sandbox")
        #expect(sandbox.text("advancedBilling", "apiKey") == "sandbox-key")
        let control = try #require(sandbox.announcement["control"] as? String)
        #expect(control.hasSuffix("/_sandbox"))
        #expect(control.hasPrefix(sandbox.text("advancedBilling", "baseURL")))
        #expect(try await sandbox.rebilly("GET", "/websites/web_sandbox").status == 200)
        #expect(try await SandboxProcess.send("GET", control + "/clock").status == 200)
        #expect(sandbox.errorText.isEmpty)
    }

    @Test func `for people it prints addresses, keys and lines for a shell`() throws {
        let sandbox = try SandboxProcess([], format: "text")
        let text = try #require(sandbox.announcement["text"] as? String)
        let port = try #require(text.firstMatch(of: /127\.0\.0\.1:(\d+)/)).1
        let expected = """
            Rebilly           http://127.0.0.1:4010/organizations/sandbox
              organization    sandbox
              API key         sandbox-key
            Advanced Billing  http://127.0.0.1:4010
              site            sandbox
              API key         sandbox-key
            Control           http://127.0.0.1:4010/_sandbox

            export PORTICO_REBILLY_BASE_URL=http://127.0.0.1:4010
            export PORTICO_REBILLY_ORGANIZATION_ID=sandbox
            export PORTICO_REBILLY_API_KEY=sandbox-key
            export PORTICO_ADVANCED_BILLING_BASE_URL=http://127.0.0.1:4010
            export PORTICO_ADVANCED_BILLING_SITE=sandbox
            export PORTICO_ADVANCED_BILLING_API_KEY=sandbox-key

            """
        #expect(text == expected.replacing("4010", with: port))
    }

    @Test func `for people it says what is kept of a turned clock and of settings, and how to go back`() async throws {
        let folder = try TemporaryFolder()
        let path = folder / "state.sqlite"
        let first = try SandboxProcess(["--state", path, "--latency", "20ms", "--rate-limit", "60/min"])
        let control = try #require(first.announcement["control"] as? String)
        let json = [("Content-Type", "application/json")]
        for (method, call, body) in [
            ("PUT", "clock", #"{"now":"2027-01-01T00:00:00Z","isFrozen":true}"#),
            ("PATCH", "settings", #"{"advancedBilling":{"isPortalEnabled":false}}"#),
        ] {
            #expect(try await SandboxProcess.send(method, "\(control)/\(call)", json, body).status == 200)
        }
        _ = first.end(by: SIGTERM)
        let second = try SandboxProcess(["--state", path], format: "text")
        let text = try #require(second.announcement["text"] as? String)
        let port = try #require(text.firstMatch(of: /127\.0\.0\.1:(\d+)/)).1
        let expected = """
            Control           http://127.0.0.1:4010/_sandbox

            The clock is turned to 2027-01-01T00:00:00Z, where it stands still. To go back:
              curl -X PUT -H 'Content-Type: application/json' -d '{"isReal":true}' http://127.0.0.1:4010/_sandbox/clock
            Each answer of the services is delayed by 20 ms.
            Rebilly takes 60 requests other than GET in 60 s.
            To go back:
              curl -X PATCH -H 'Content-Type: application/json' -d \
            '{"latency":0,"rebilly":{"rateLimit":3000,"rateWindow":600}}' http://127.0.0.1:4010/_sandbox/settings
            Other settings that were changed: advancedBilling.isPortalEnabled.

            export PORTICO_REBILLY_BASE_URL
            """
        #expect(text.contains(expected.replacing("-d \\\n", with: "-d ").replacing("4010", with: port)))
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `it ends with 0 when asked to, though an answer is awaited for minutes`(signal: Int32) async throws {
        let sandbox = try SandboxProcess(["--latency", "600s"])
        let origin = sandbox.text("advancedBilling", "baseURL")
        let waiting = Task { try await SandboxProcess.send("GET", origin + "/customers.json") }
        // The control isn't delayed; the request is noted only when it ends, so a clock that answers is all there is.
        _ = try await SandboxProcess.send("GET", origin + "/_sandbox/clock")
        #expect(sandbox.end(by: signal) == 0)
        waiting.cancel()
    }

    @Test func `what was acknowledged survives a kill`() async throws {
        let folder = try TemporaryFolder()
        let path = folder / "state.sqlite"
        let first = try SandboxProcess(["--state", path])
        for number in 1...50 {
            let body = "{\"name\":\"n\",\"slug\":\"slug-\(number)\",\"websiteId\":\"web_sandbox\"}"
            #expect(try await first.rebilly("PUT", "/billing-portals/p\(number)", body).status == 201)
        }
        #expect(first.end(by: SIGKILL) == -SIGKILL)
        let second = try SandboxProcess(["--state", path])
        let list = try await second.rebilly("GET", "/billing-portals?limit=1000").body
        #expect((try JSONSerialization.jsonObject(with: list) as? [Any])?.count == 50)
        let taken = try Command().run(["sandbox", "--state", path, "--port", "0"])
        #expect(taken.status == 1)
        #expect(
            taken.errors.hasSuffix("state.sqlite is in use by another sandbox; end that one, or name another file\n")
        )
    }

    @Test func `a workspace's portals, websites, domains and logos are added`() async throws {
        let sandbox = try SandboxProcess(["--seed", Repository.path("examples/storefronts")])
        let list = try await sandbox.rebilly("GET", "/billing-portals?limit=1000").body
        let portals = try #require(try JSONSerialization.jsonObject(with: list) as? [[String: Any]])
        #expect(portals.count == 12)
        #expect(!sandbox.errorText.contains("not added"))
        let files = try await sandbox.rebilly("GET", "/files").body
        let logos = try #require(try JSONSerialization.jsonObject(with: files) as? [[String: Any]])
        #expect(!logos.isEmpty)
        #expect(portals.contains { ($0["customization"] as? [String: Any])?["logoId"] is String })
        let active = try #require(portals.first { $0["status"] as? String == "active" })
        let slug = try #require(active["slug"] as? String)
        let page = try await SandboxProcess.send(
            "GET",
            "\(sandbox.text("advancedBilling", "baseURL"))/billing-portal/\(slug)"
        )
        #expect(page.status == 200)
    }

    @Test(
        arguments: [
            (["--latency", "50"], 64), (["--latency", "11min"], 64), (["--rate-limit", "60"], 64),
            (["--rate-limit", "0/s"], 64),
            (["--port", "65536"], 64), (["--seed", "/none"], 1), (["--state", "/none/state"], 1),
        ] as [([String], Int32)]
    )
    func `an option that can't be is refused`(arguments: [String], status: Int32) throws {
        let run = try Command().run(["sandbox", "--port", "0"] + arguments)
        #expect(run.status == status)
        #expect(run.output.isEmpty)
        #expect(!run.errors.isEmpty)
    }

    @Test(
        arguments: [
            (
                ["--port", "70000"],
                "The value '70000' is invalid for '--port <n>': ports are numbers from 0 to 65535, 0 for any that is free."
            ),
            (
                ["--port", "-1"],
                "The value '-1' is invalid for '--port <n>': ports are numbers from 0 to 65535, 0 for any that is free."
            ),
            (
                ["--port", ""],
                "The value '' is invalid for '--port <n>': ports are numbers from 0 to 65535, 0 for any that is free."
            ),
            (["--latency", "-5ms"], "'-5ms' is no delay up to 10 minutes; write one as 50ms or 2s."),
            (["--rate-limit", "-1/s"], "'-1/s' is no limit; write one as 60/min, 5/s or 3000/10min."),
            (["--state", ""], "the name is empty; write it as in --state sandbox.sqlite."),
            (["--seed", ""], "the name is empty; name the folder that holds portico.yaml."),
        ]
    )
    func `a wrong value is refused in a line that says what would be right`(
        arguments: [String],
        message: String
    ) throws {
        let run = try Command().run(["sandbox"] + arguments)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.split(separator: "\n").first?.hasSuffix(message) == true, "\(run.errors)")
    }

    @Test(
        arguments: [
            (".", "error: . is a folder; name a file, as in --state ./sandbox.sqlite"),
            ("folder/", "error: folder/ is a folder; name a file, as in --state folder/sandbox.sqlite"),
            (
                "none/state.sqlite",
                "error: none/state.sqlite has no place: the folder HERE/none does not exist; make it, or name another file"
            ),
            ("file/state.sqlite", "error: file/state.sqlite has no place: HERE/file is no folder; name another file"),
            ("/dev/null", "error: /dev/null is no plain file; name another one with --state"),
            ("file", "error: file is no state of a sandbox; name another file"),
        ]
    )
    func `a place where no state can be is refused in one line`(path: String, message: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("no database at all, but long enough to look like one", to: "file")
        try folder.write("", to: "folder/other")
        let run = try Command().run(["sandbox", "--port", "0", "--state", path], in: folder.path)
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        let here = URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path
        #expect(run.errors == message.replacing("HERE", with: here) + "\n")
    }

    @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
    func `a file that may not be written is refused`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "state.sqlite")
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: folder / "state.sqlite")
        let run = try Command().run(["sandbox", "--port", "0", "--state", "state.sqlite"], in: folder.path)
        #expect(run.status == 1)
        #expect(
            run.errors
                == "error: state.sqlite may not be written; allow it with chmod u+rw, or name another file\n"
        )
    }

    @Test func `the limit and the delay are as asked`() async throws {
        let sandbox = try SandboxProcess(["--rate-limit", "1/10min", "--latency", "100ms"])
        let start = ContinuousClock.now
        let statuses = [
            try await sandbox.rebilly("POST", "/billing-portals", "{}").status,
            try await sandbox.rebilly("POST", "/billing-portals", "{}").status,
        ]
        #expect(statuses == [422, 429])
        #expect(ContinuousClock.now - start >= .milliseconds(200))
    }

    @Test func `a port that is taken is named`() throws {
        let sandbox = try SandboxProcess([])
        let port = sandbox.text("advancedBilling", "baseURL").split(separator: ":").last.map(String.init) ?? ""
        let run = try Command().run(["sandbox", "--port", port])
        #expect(run.status == 1)
        #expect(run.errors == "error: port \(port) is taken; name another with --port, or 0 for any\n")
    }
}
