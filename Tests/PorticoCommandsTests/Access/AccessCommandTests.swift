import Foundation
import TestSupport
import Testing

/// `portico access` as a process, against a sandbox as a process.
@Suite struct AccessCommandTests {
    @Test func `a link stands alone on standard output, and is asked for once`() async throws {
        let bench = try await AccessBench.make()
        let first = try bench.run(["link", "1004"])
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.hasPrefix("\(bench.origin)/manage/1004/") && first.output.hasSuffix("\n"))
        #expect(first.output.split(separator: "\n").count == 1)
        #expect(first.errors.contains("1004: fetched now; works until "))
        #expect(first.errors.contains("1 of 15 requests used"))
        let second = try bench.run(["link", "1004", "--refresh"])
        #expect(second.output == first.output && second.errors.contains("from the ledger"))
        #expect(second.errors.contains("by its dates there is no newer one yet"))
        #expect(try bench.run(["link", "1004", "--quiet"]).errors.isEmpty)
        // A site in capitals is the same one.
        #expect(try bench.run(["link", "1004", "--site", "SANDBOX"]).output == first.output)
        #expect(try await bench.linkRequests() == 1)
        let attributes = try FileManager.default.attributesOfItem(atPath: bench.folder / "portico/access.sqlite")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `several customers have a line each, and a failure costs the exit status`() async throws {
        let bench = try await AccessBench.make()
        let run = try bench.run(["link", "1004", "1001", "9999", "1003"])
        #expect(run.status == 1)
        let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 5 && lines[0].contains("/manage/1004/") && lines[3].contains("/manage/1003/"))
        #expect(lines[1].isEmpty && lines[2].isEmpty)
        #expect(run.errors.contains("error: 1001: 127.0.0.1 refuses it (422): Billing Portal access is not enabled"))
        #expect(run.errors.contains("error: 9999: 127.0.0.1 knows no such customer (404)"))
    }

    @Test func `a customer who is named twice gets one mail`() async throws {
        let bench = try await AccessBench.make()
        let run = try bench.run(["resend", "1004", "01004", "1004", "--yes", "--format", "json"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.components(separatedBy: #""result": "duplicate""#).count == 3)
        #expect(run.errors.contains("1004: '1004' names the same customer"))
        #expect(try await bench.requests(to: "/invite.json") == 1)
    }

    @Test func `fifty programs that want one customer's link make one request`() async throws {
        let bench = try await AccessBench.make(#"{"latency": 200}"#)
        // Begun by a shell: Foundation crashes now and then when many threads begin programs at once.
        let script = "seq 50 | xargs -P 50 -I{} sh -c '\"$0\" access link 1004 > out.{}' \"$0\""
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", script, Command().path]
        shell.currentDirectoryURL = URL(fileURLWithPath: bench.folder.path)
        shell.environment = ProcessInfo.processInfo.environment.merging(bench.variables) { _, new in new }
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        shell.waitUntilExit()
        let outputs = try (1...50).map { try bench.folder.text("out.\($0)") }
        #expect(outputs.count == 50 && Set(outputs).count == 1)
        #expect(outputs.first?.contains("/manage/1004/") == true)
        #expect(try await bench.linkRequests() == 1)
    }

    @Test func `a mail needs an answer, and four go out in 30 minutes`() async throws {
        let bench = try await AccessBench.make()
        let hint = "'portico access resend' sends it again"
        let unasked = try bench.run(["enable", "1001", "--invite"])
        #expect(unasked.status == 1)
        #expect(unasked.errors.contains("'Send the invitation to customer 1001?'"))
        #expect(unasked.errors.contains("add --yes if the answer is yes"))
        #expect(try bench.run(["resend", "1003"]).status == 1)
        let enabled = try bench.run(["enable", "1001", "--invite", "--yes"])
        #expect(enabled.status == 0 && enabled.output.hasPrefix("1001: access enabled, invitation sent 20"))
        let again = try bench.run(["enable", "1001", "--invite", "--yes"])
        #expect(again.output.hasPrefix("1001: access enabled, invited 20"))
        #expect(again.errors == "1001: no mail was sent, because there was one before; \(hint)\n")
        for _ in 1...4 { #expect(try bench.run(["resend", "1003", "--yes"]).status == 0) }
        let fifth = try bench.run(["resend", "1003", "--yes"])
        #expect(fifth.status == 1 && fifth.output.isEmpty)
        #expect(fifth.errors.contains("nothing was sent; the next one can go from"))
        #expect(fifth.errors.contains("add --force to ask all the same"))
        #expect(try bench.run(["resend", "1003", "--yes", "--force"]).output.hasPrefix("1003: invitation sent 20"))
    }

    @Test func `a mail without an answer is unknown, and is not sent again`() async throws {
        let bench = try await AccessBench.make()
        try await bench.control("POST", "/faults", #"{"path": "*", "method": "POST", "answer": "truncate"}"#)
        let run = try bench.run(["resend", "1003", "--yes", "--format", "json"])
        #expect(run.status == 1)
        #expect(run.output.contains(#""result": "unknown""#))
        #expect(run.errors.contains("is not known, and it is not sent again by itself"))
        // The service tells of it, and that settles it.
        let status = try bench.run(["status", "1003"])
        #expect(status.status == 0 && status.errors.isEmpty)
    }

    @Test func `access is taken away, and the status tells of it in every form`() async throws {
        let bench = try await AccessBench.make()
        _ = try bench.run(["link", "1004"])
        let before = try bench.run(["status", "1001", "1004"])
        #expect(before.status == 0, "\(before.errors)")
        let lines = before.output.split(separator: "\n")
        #expect(lines.count == 3 && lines[0].hasPrefix("CUSTOMER  NAME"))
        #expect(lines.last?.contains("accepted") == true && lines.last?.contains("1 of 15") == true)
        #expect(!before.output.contains("/manage/"))
        #expect(try bench.run(["revoke", "1004"]).output == "1004: access revoked\n")
        #expect(try bench.run(["revoke", "1004"]).status == 1)
        let json = try bench.run(["status", "1004", "--format", "json"])
        let root = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(root["version"] as? Int == 1 && root["target"] as? String == bench.origin)
        let row = try #require((root["customers"] as? [[String: Any]])?.first)
        #expect(
            Set(row.keys) == [
                "customer", "id", "result", "error", "name", "reference", "email", "access", "invited", "accepted",
                "hasLink", "linkExpires", "requests", "newLinkAvailable", "blockedUntil", "nextResend", "unknownMails",
            ]
        )
        #expect(row["access"] as? String == "none" && row["requests"] as? Int == 1 && row["hasLink"] as? Bool == false)
    }

    @Test func `hostile names are harmless in tables and spreadsheets`() async throws {
        let bench = try await AccessBench.make()
        let body =
            #"{"customers": [{"id": 1001, "first_name": "=cmd()|\"x\"", "last_name": "\u001b[31mred\nline", "reference": "-1+1"}]}"#
        try await bench.control("PATCH", "/settings", body)
        let csv = try bench.run(["status", "1001", "--format", "csv"])
        #expect(csv.output.hasPrefix("customer,id,result,name,reference,"))
        #expect(csv.output.contains(",\"'=cmd()|\"\"x\"\" "))
        #expect(csv.output.contains(",'-1+1,"))
        let text = try bench.run(["status", "1001"])
        #expect(!text.output.contains("\u{1B}") && text.output.split(separator: "\n").count == 2)
    }

    @Test func `customers are found by reference and address, and of several none is chosen`() async throws {
        let bench = try await AccessBench.make()
        let twins =
            #"{"customers": [{"first_name": "Ada", "last_name": "One", "email": "a@b.example", "reference": "r/1 é"}, "#
            + #"{"first_name": "Ada", "last_name": "Two", "email": "A@b.example", "reference": "r2"}]}"#
        try await bench.control("PATCH", "/settings", twins)
        #expect(try bench.run(["enable", "ref:r/1 é"]).status == 0)
        let several = try bench.run(["revoke", "email:a@B.example"])
        #expect(several.status == 1)
        #expect(several.errors.contains("2 customers have this address: "))
        #expect(several.errors.contains("Ada One, reference r/1 é; ") && several.errors.contains("nothing was done"))
        #expect(try bench.run(["enable", "email:nobody@b.example"]).errors.contains("has exactly this address"))
        #expect(try bench.run(["enable", "ref:none"]).errors.contains("knows no such customer"))
        for (wrong, hint) in [
            ("ada@example.com", "did you mean email:ada@example.com?"), ("app-7", "did you mean ref:app-7?"),
            ("0", "email:ADDRESS."), ("ref:", "email:ADDRESS."),
        ] {
            let run = try bench.run(["enable", "--", wrong])
            #expect(run.status == 64 && run.errors.contains(hint), "\(run.errors)")
        }
        #expect(try bench.run(["enable"]).status == 64)
    }

    @Test func `what is missing or wrong is said with what to do`() async throws {
        let bench = try await AccessBench.make()
        let cases: [([String: String], String)] = [
            (["PORTICO_ADVANCED_BILLING_API_KEY": ""], "no API key; set PORTICO_ADVANCED_BILLING_API_KEY"),
            (["PORTICO_ADVANCED_BILLING_API_KEY": "expired"], "does not take the API key (401)"),
            (
                ["PORTICO_ADVANCED_BILLING_BASE_URL": "", "PORTICO_ADVANCED_BILLING_SITE": ""],
                "nothing says whose customers they are; set PORTICO_ADVANCED_BILLING_SITE"
            ),
            (
                ["PORTICO_ADVANCED_BILLING_BASE_URL": "", "PORTICO_ADVANCED_BILLING_SITE": "a.b/@evil"],
                "'a.b/@evil' is no site"
            ),
            (["PORTICO_ADVANCED_BILLING_BASE_URL": "http://example.com"], "has to begin with https"),
            (
                ["PORTICO_ADVANCED_BILLING_BASE_URL": "https://acme.chargify.com"],
                "the base URL is that of the site 'acme', and 'sandbox' is named beside it"
            ),
            (["PORTICO_ADVANCED_BILLING_BASE_URL": "http://127.0.0.1:1"], "can't be reached"),
            (["PORTICO_LEDGER_KEY": "short"], "PORTICO_LEDGER_KEY holds no key: a ledger key is 32 bytes in Base64"),
        ]
        for (variables, words) in cases {
            let run = try bench.run(["revoke", "1002"], variables)
            #expect(run.status == 1 && run.errors.contains(words), "\(run.errors)")
        }
        #expect(try bench.run(["status", "1002"]).output.contains("enabled"), "nothing was revoked")
    }

    @Test func `a ledger that cannot be used is left as it is, and nothing is asked`() async throws {
        let bench = try await AccessBench.make()
        let key = Data(repeating: 7, count: 32).base64EncodedString()
        let link = try bench.run(["link", "1004"], ["PORTICO_LEDGER_KEY": key]).output
        #expect(!link.isEmpty)
        for file in try bench.folder.files() where file.hasPrefix("portico/") {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: bench.folder / file))
            #expect(bytes.range(of: Data(link.utf8.dropLast())) == nil)
        }
        let unsealed = try bench.run(["link", "1004"])
        #expect(unsealed.status == 1 && unsealed.errors.contains("none was given; set PORTICO_LEDGER_KEY"))
        try bench.folder.write("damaged", to: "portico/access.sqlite")
        let damaged = try bench.run(["link", "1004"])
        #expect(damaged.status == 1 && damaged.errors.contains("is damaged, and was left as it is"))
        #expect(try bench.folder.text("portico/access.sqlite") == "damaged")
        #expect(try bench.run(["link", "1004", "--ledger", bench.folder / "other/l.sqlite"]).output == link)
        #expect(try await bench.linkRequests() == 2)
    }

    @Test func `what the docs of a portal tell support to type does what they say`() async throws {
        let bench = try await AccessBench.make()
        let page = try String(
            contentsOfFile: Repository.path("Tests/Fixtures/golden/storefronts/kestrel/portal.md"),
            encoding: .utf8
        )
        let commands = page.matches(of: /`portico access ([^`]*)`/).map(\.output.1)
        #expect(commands.count == 5)
        for command in commands {
            let words = command.replacing("CUSTOMER", with: "1004").split(separator: " ").map(String.init)
            let mails = words[0] == "resend" || words.contains("--invite")
            let workspace = ["--workspace", Repository.path("examples/storefronts")]
            let run = try bench.run(words + workspace + (mails ? ["--yes"] : []))
            #expect(run.status == 0, "\(command): \(run.errors)")
        }
    }

    @Test func `the site comes from portico.yaml, and its variables from the environment`() async throws {
        let bench = try await AccessBench.make()
        let settings = """
            environment: test
            environments:
              test: {advancedBilling: {server: eu, site: "${PORTICO_TEST_SITE}"}}
              bare: {}
            """
        try bench.folder.write(settings, to: "portico.yaml")
        let none = ["PORTICO_ADVANCED_BILLING_BASE_URL": "", "PORTICO_ADVANCED_BILLING_SITE": ""]
        let unset = try bench.run(["link", "1004"], none)
        #expect(unset.errors.contains("portico.yaml names the variable PORTICO_TEST_SITE, which is not set"))
        let refused = try bench.run(["link", "1004"], none.merging(["PORTICO_TEST_SITE": "a b"]) { $1 })
        #expect(refused.errors.contains("'a b' is no site"))
        let wrong = settings.replacing("server: eu", with: "server: au")
        try bench.folder.write(wrong, to: "other/portico.yaml")
        let unknown = try bench.run(["link", "1004", "--workspace", "other"], none)
        #expect(unknown.status == 1 && unknown.errors.contains("portico.yaml:3"), "\(unknown.errors)")
        #expect(unknown.errors.contains("portico.yaml has errors, so nothing was asked"))
        let bare = try bench.run(["link", "1004", "--environment", "bare"], none)
        #expect(bare.errors.contains("environment 'bare' of portico.yaml names no advancedBilling.site"))
        #expect(try bench.run(["link", "1004"], ["PORTICO_TEST_SITE": "acme"]).status == 0)
    }
}
