import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The built program, killed while it publishes, and run again.
@Suite struct KilledCommandTests {
    /// `make test-long` kills it ten times.
    private static let rounds = ProcessInfo.processInfo.environment["PORTICO_LONG"] == nil ? 3 : 10

    /// Starts a publication, or another command.
    private func start(
        _ bench: PublishingBench,
        _ arguments: [String] = ["publish", "--yes", "--quiet", "--concurrency", "2"],
        errors: Any = FileHandle.nullDevice
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Command().path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: bench.folder.path)
        process.environment = ProcessInfo.processInfo.environment.merging(bench.variables) { _, new in new }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        return process
    }

    /// Starts a publication, and kills it as soon as so many requests arrived.
    private func publishAndKill(_ bench: PublishingBench, after count: Int) async throws {
        let process = try start(bench)
        while process.isRunning, try await bench.arrived() < count { try await Task.sleep(for: .milliseconds(5)) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    @Test func `killed again and again, it comes to the planned end, with nothing twice`() async throws {
        let bench = try await PublishingBench.make()
        for number in 0..<12 { try bench.write("p\(number)", number % 2 == 0 ? "  logo: logos/acme.gif\n" : "") }
        var generator = SeededGenerator(seed: 7)
        for round in 0..<Self.rounds {
            // Something is always left to do.
            try bench.write(
                "p\(round)",
                "  logo: logos/acme.gif\n  notes: round \(round)\n",
                lines: "features: {orderCancel: false}\n"
            )
            try await bench.control("DELETE", "/requests")
            try await publishAndKill(bench, after: Int.random(in: 1...24, using: &generator))
            if bench.folder.has("portico.lock.json") {
                let lock = Data(try bench.folder.text("portico.lock.json").utf8)
                #expect((try? JSONSerialization.jsonObject(with: lock)) != nil)
            }
        }
        let last = try bench.run(["publish", "--yes"])
        #expect(last.status == 0, "\(last.errors)")
        #expect(try bench.run(["plan", "--detailed-exitcode"]).status == 0)
        #expect(try await bench.list("/billing-portals").count == 14)
        #expect(try await bench.list("/files").count == 1)
    }

    @Test(arguments: [
        (["publish", "--yes"], "interrupted; nothing was published\n"), (["pull"], "interrupted; nothing was pulled\n"),
        (["delete", "acme", "--yes"], "interrupted; nothing was deleted\n"),
        (["plan"], "interrupted; nothing was changed at the service\n"),
        (["status"], "interrupted; nothing was changed at the service\n"),
    ])
    func `interrupted before anything is begun, a command says that nothing was done`(
        arguments: [String],
        farewell: String
    ) async throws {
        let bench = try await PublishingBench.make()
        #expect(try bench.run(["publish", "--yes"]).status == 0)
        let lock = try bench.folder.text("portico.lock.json")
        try await bench.control("POST", "/faults", #"{"path": "*", "method": "GET", "delay": 600000}"#)
        let errors = Pipe()
        let process = try start(bench, arguments, errors: errors)
        // What waits to be answered is in no log yet.
        while process.isRunning,
            String(decoding: try await bench.control("GET", "/faults"), as: UTF8.self).contains("GET")
        { try await Task.sleep(for: .milliseconds(5)) }
        kill(process.processIdentifier, SIGINT)
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        #expect(said == farewell)
        #expect(try bench.folder.text("portico.lock.json") == lock)
    }

    @Test func `while one publishes, another one of the same workspace is refused, until the first is gone`()
        async throws
    {
        let bench = try await PublishingBench.make()
        try await bench.control("POST", "/faults", #"{"path": "*/acme", "method": "PUT", "delay": 600000}"#)
        let process = try start(bench)
        while process.isRunning,
            String(decoding: try await bench.control("GET", "/faults"), as: UTF8.self).contains("PUT")
        { try await Task.sleep(for: .milliseconds(20)) }
        for arguments in [["publish", "--yes"], ["pull"], ["delete", "acme", "--yes"]] {
            let second = try bench.run(arguments)
            #expect(second.status == 1)
            let place = "another portico is publishing or pulling /"
            #expect(second.errors.contains(place) && second.errors.hasSuffix("; wait for it to end\n"))
        }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(try bench.run(["publish", "--yes"]).status == 0)
        #expect(try bench.run(["plan", "--detailed-exitcode"]).status == 0)
    }
}
