import Foundation
import TestSupport
import Testing

/// `portico access … --customers` as a process, against a sandbox as a process.
@Suite struct AccessListTests {
    private static let isLong = ProcessInfo.processInfo.environment["PORTICO_LONG"] != nil

    /// Makes customers who have access, from 5000 on.
    private func makeCustomers(_ count: Int, _ bench: AccessBench) async throws {
        let members = (0..<count).map { number in
            #"{"id": \#(5000 + number), "first_name": "A", "last_name": "B", "email": "c\#(number)@b.example", "#
                + #""reference": "r\#(number)", "access": "invited"}"#
        }
        try await bench.control("PATCH", "/settings", #"{"customers": [\#(members.joined(separator: ","))]}"#)
    }

    /// The paths of the mails that the sandbox was told to send.
    private func mails(_ bench: AccessBench) async throws -> [String] {
        let answer = try await bench.control("GET", "/requests?limit=500")
        let requests = try #require(answer["requests"] as? [[String: Any]])
        return requests.compactMap { $0["path"] as? String }.filter { $0.hasSuffix("/invite.json") }
    }

    @Test func `has a row for each in its order, and names what it leaves out`() async throws {
        let bench = try await AccessBench.make()
        try await makeCustomers(3, bench)
        try bench.folder.write(
            "\u{FEFF}Name,Reference,ID\r\n\"a,\r\nb\",r2,\r\nx,,5000\r\ny,,-1\r\nz,,9999\r\n=1,r0,\r\n,,\"5001\"\r\n",
            to: "in.csv"
        )
        try bench.folder.write("others may read this", to: "out.csv")
        let run = try bench.run(["link", "--customers", "in.csv", "--output", "out.csv"])
        #expect(run.status == 1 && run.output.isEmpty)
        #expect(run.errors.contains("in.csv:5: left out: its id is no positive whole number\n"))
        #expect(run.errors.contains("3 done, 1 duplicate, 1 failed, 1 left out\n"))
        let rows = try bench.folder.text("out.csv").components(separatedBy: "\r\n")
        #expect(rows[0] == "customer,id,result,url,origin,fetched,expires,newLinkAvailable,requests,error")
        #expect(rows[1].hasPrefix("ref:r2,5002,done,\(bench.origin)/manage/5002/"))
        #expect(rows[2].hasPrefix("5000,5000,done,"))
        #expect(rows[3].hasPrefix("9999,9999,failed,,,,,,,127.0.0.1"))
        #expect(rows[4] == "ref:r0,5000,duplicate,,,,,,,line 4 names the same customer")
        #expect(rows[5].hasPrefix("5001,5001,done,") && rows[6].isEmpty && rows.count == 7)
        let attributes = try FileManager.default.attributesOfItem(atPath: bench.folder / "out.csv")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(
            try bench.run(["link", "--customers", "in.csv", "--output", "./in.csv"]).errors.contains("the list itself")
        )
    }

    @Test func `leaves what is no file of its own as it is`() async throws {
        let bench = try await AccessBench.make()
        let before = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.posixPermissions] as? Int
        try bench.folder.write("id\n1004\n", to: "in.csv")
        #expect(try bench.run(["link", "--customers", "in.csv", "--output", "/dev/null"]).status == 0)
        #expect(try FileManager.default.attributesOfItem(atPath: "/dev/null")[.posixPermissions] as? Int == before)
        try FileManager.default.linkItem(atPath: bench.folder / "in.csv", toPath: bench.folder / "same.csv")
        let same = try bench.run(["link", "--customers", "in.csv", "--output", "same.csv"])
        #expect(same.status == 1 && same.errors.contains("the list itself"))
        #expect(try bench.folder.text("in.csv") == "id\n1004\n")
    }

    @Test func `that another run is going through leaves that run's results alone`() async throws {
        let bench = try await AccessBench.make(#"{"latency": 2000}"#)
        try await makeCustomers(40, bench)
        try bench.folder.write("id\n" + (0..<40).map { "\(5000 + $0)\n" }.joined(), to: "in.csv")
        let arguments = ["resend", "--customers", "in.csv", "--yes", "--output", "out.csv", "--concurrency", "1"]
        let first = Process()
        first.executableURL = URL(fileURLWithPath: Command().path)
        first.arguments = ["access"] + arguments
        first.currentDirectoryURL = URL(fileURLWithPath: bench.folder.path)
        first.environment = ProcessInfo.processInfo.environment.merging(bench.variables) { _, new in new }
        first.standardError = FileHandle.nullDevice
        try first.run()
        while first.isRunning, try await mails(bench).isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        let second = try bench.run(arguments)
        #expect(second.status == 1 && second.errors.contains("another run"))
        try await bench.control("PATCH", "/settings", #"{"latency": 0}"#)
        first.waitUntilExit()
        #expect(first.terminationStatus == 0)
        let rows = try bench.folder.text("out.csv").components(separatedBy: "\r\n")
        #expect(rows.count == 42 && rows[0].hasPrefix("customer,") && !rows.joined().contains("\0"))
    }

    @Test func `comes from standard input, and mails need --yes`() async throws {
        let bench = try await AccessBench.make()
        try await makeCustomers(2, bench)
        let list = Data("id\n5000\n5001\n".utf8)
        let unasked = try bench.run(["resend", "--customers", "-"], input: list)
        #expect(unasked.status == 1 && unasked.errors.contains("'Send the invitation again to 2 customers?'"))
        #expect(try await mails(bench).isEmpty)
        let sent = try bench.run(["resend", "--customers", "-", "--yes", "--output", "-"], input: list)
        #expect(sent.status == 0 && sent.errors == "2 done\n")
        let status = try bench.run(["status", "--customers", "-"], input: Data(sent.output.utf8))
        #expect(status.status == 0 && status.output.contains("\r\n5001,5001,done,A B,r1,c1@b.example,invited,"))
    }

    @Test func `that was killed at any moment goes on, and sends nobody two mails`() async throws {
        let bench = try await AccessBench.make(#"{"latency": 10}"#)
        let count = 80
        try await makeCustomers(count, bench)
        try bench.folder.write("id\n" + (0..<count).map { "\(5000 + $0)\n" }.joined(), to: "in.csv")
        var (kills, round) = (0, 0)
        while kills < (Self.isLong ? 100 : 6) {
            round += 1
            // Each time with a ledger of its own, and in another half an hour.
            try await bench.control("DELETE", "/requests")
            try await bench.control("PUT", "/clock", #"{"advance": 1860}"#)
            let state = ["XDG_STATE_HOME": bench.folder / "state-\(round)"]
            var run: MeasuredRun
            repeat {
                run = try MeasuredRun(
                    ["access", "resend", "--customers", "in.csv", "--yes", "--concurrency", "4"],
                    in: bench.folder.path,
                    environment: bench.variables.merging(state) { _, new in new },
                    kill: (SIGKILL, .microseconds(.random(in: 1_000...500_000)))
                )
                if run.status < 0 { kills += 1 }
            } while run.status < 0
            let rows = run.output.components(separatedBy: "\r\n").dropFirst().dropLast()
            let results = rows.map { String($0.components(separatedBy: ",")[2]) }
            #expect(
                results.count == count && Set(results).isSubset(of: ["done", "earlier", "unknown"]),
                "\(run.errors)"
            )
            let mails = try await mails(bench)
            #expect(mails.count == Set(mails).count)
            // Who is not reported as unknown has a mail.
            #expect(mails.count >= results.count { $0 != "unknown" })
        }
    }

    @Test func `that meets a key that is not taken says so once, and begins with nobody else`() async throws {
        let bench = try await AccessBench.make()
        try bench.folder.write("id\n" + (0..<100).map { "\(5000 + $0)\n" }.joined(), to: "in.csv")
        let run = try bench.run(["status", "--customers", "in.csv"], ["PORTICO_ADVANCED_BILLING_API_KEY": "expired"])
        #expect(run.status == 1)
        #expect(run.errors.contains("error: the list was stopped: 127.0.0.1 does not take the API key (401)"))
        #expect(run.errors.contains("16 failed, 84 not begun\n"))
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func `that is asked to end finishes what is in hand, and says so`(_ number: Int32) async throws {
        let bench = try await AccessBench.make(#"{"latency": 1000}"#)
        try await makeCustomers(60, bench)
        try bench.folder.write("id\n" + (0..<60).map { "\(5000 + $0)\n" }.joined(), to: "in.csv")
        let errors = Pipe()
        let run = Process()
        run.executableURL = URL(fileURLWithPath: Command().path)
        let options = ["--yes", "--output", "out.csv", "--concurrency", "2"]
        run.arguments = ["access", "resend", "--customers", "in.csv"] + options
        run.currentDirectoryURL = URL(fileURLWithPath: bench.folder.path)
        run.environment = ProcessInfo.processInfo.environment.merging(bench.variables) { _, new in new }
        run.standardError = errors
        try run.run()
        while run.isRunning, try await mails(bench).isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        kill(run.processIdentifier, number)
        let said = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        run.waitUntilExit()
        #expect(run.terminationStatus == 128 + number)
        #expect(said.contains("ending with what is in hand; once more ends at once\n"))
        #expect(said.contains("not begun\n"))
        let done = try bench.folder.text("out.csv").components(separatedBy: ",done,").count - 1
        let mails = try await mails(bench)
        #expect(done > 0 && mails.count == done)
    }

    @Test func `is refused with what to do where it cannot be read`() async throws {
        let bench = try await AccessBench.make()
        try bench.folder.write("name\n1\n", to: "in.csv")
        let columns = try bench.run(["status", "--customers", "in.csv"])
        #expect(columns.status == 1 && columns.errors.contains("in.csv: its first line has to name one of the columns"))
        #expect(columns.errors.contains("it holds 'name'"))
        #expect(try bench.run(["status", "--customers", "none.csv"]).errors.contains("none.csv does not exist"))
        for wrong in [
            ["1001", "--customers", "in.csv"], ["1001", "--output", "out.csv"], ["1001", "--anew"],
            ["--customers", "in.csv", "--concurrency", "65"], ["--customers", "in.csv", "--output", ""],
            ["--customers", ""], ["--customers", "in.csv", "--format", "json"],
        ] {
            #expect(try bench.run(["status"] + wrong).status == 64)
        }
    }
}
