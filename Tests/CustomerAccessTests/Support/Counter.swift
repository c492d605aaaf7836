import AdvancedBillingAPI
import CustomerAccess
import Foundation
import HTTPTypes
import Portals
import Sandbox
import TestSupport
import Testing
import Transport

/// Where tests let customers in: a sandbox of their own, a ledger of their own, and one clock for both that only moves
/// when a test turns it.
struct Counter: Sendable {
    static let start = Date(timeIntervalSince1970: 1_769_850_900)
    static let day = 86_400.0
    /// A key in Base64.
    static let key = Data(repeating: 7, count: 32).base64EncodedString()

    let origin: String
    let time: TurnedTime
    let wire: CountedTransport
    let client: AdvancedBillingClient
    let folder: TemporaryFolder

    /// Runs a test with a sandbox of its own, whose clock begins at a time.
    static func with(
        start: Date = start,
        _ body: @Sendable @escaping (Counter) async throws -> Void
    ) async throws {
        let time = TurnedTime(start)
        let folder = try TemporaryFolder()
        try await withSandbox(time) { origin in
            try await NetworkTransport.withTransport { transport in
                let wire = CountedTransport(transport)
                var settings = ClientSettings()
                settings.time = time.source
                settings.random = { 0.5 }
                settings.concurrency = 64
                // Whoever waits for a place would turn the clock.
                settings.totalTime = .seconds(86_400 * 365)
                let client = AdvancedBillingClient(
                    account: try AdvancedBillingAccount(baseURL: origin),
                    apiKey: Secret("sandbox-key"),
                    transport: wire,
                    settings: settings
                )
                try await body(Counter(origin: origin, time: time, wire: wire, client: client, folder: folder))
            }
        }
    }

    private static func withSandbox(
        _ time: TurnedTime,
        _ body: @Sendable @escaping (String) async throws -> Void
    ) async throws {
        let store = try SandboxStore(path: nil, realTime: { time.now }, random: SeededGenerator(seed: 1))
        defer { store.close() }
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let server = SandboxServer(
            store: store,
            start: SandboxStart(),
            port: 0,
            report: { Issue.record("the sandbox says: \($0)") },
            onReady: { continuation.yield($0) }
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            let port = try #require(await ports.first { _ in true })
            defer { group.cancelAll() }
            try await body("http://127.0.0.1:\(port)")
        }
    }

    var ledgerPath: String { folder / "state/access.sqlite" }

    func ledger(key: String? = nil) throws -> AccessLedger {
        try AccessLedger(path: ledgerPath, key: try key.map { try LedgerKey(base64: Secret($0)) })
    }

    func desk(_ ledger: AccessLedger) -> AccessDesk {
        AccessDesk(client: client, site: "sandbox", ledger: ledger, time: time.source)
    }

    /// A desk with a ledger that was opened anew, as another program has it.
    func desk(key: String? = nil) throws -> AccessDesk { desk(try ledger(key: key)) }

    /// A desk whose waiting does not turn the clock: it moves only where the test turns it, however the machine's
    /// other work puts requests in order.
    func deskWithStillClock() throws -> AccessDesk {
        let still = TimeSource(now: { time.now }, sleep: { _ in try await Task.sleep(for: .milliseconds(5)) })
        return AccessDesk(client: client, site: "sandbox", ledger: try ledger(), time: still)
    }

    /// Asks the sandbox's control.
    @discardableResult
    func control(_ method: HTTPRequest.Method, _ path: String, _ body: String? = nil) async throws -> Value? {
        try await NetworkTransport.withTransport { transport in
            let request = TransportRequest(
                method: method,
                url: try #require(URL(string: "\(origin)/_sandbox\(path)")),
                headers: [.contentType: "application/json"],
                body: body.map { Data($0.utf8) }
            )
            let answer = try await transport.send(request)
            #expect((200..<300).contains(answer.status))
            return try? Value(json: answer.body)
        }
    }
}

/// A customer by a number that a test has chosen.
func customer(_ number: Int) -> CustomerID {
    guard let id = CustomerID(number) else { preconditionFailure("\(number) is no customer") }
    return id
}

/// The error of a call; `nil` if it throws none.
func failure<Result>(_ body: () async throws(AccessError) -> Result) async -> AccessError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error
    }
}

/// The name of an error's case: `linkOver`.
func caseName(_ error: (any Error)?) -> String {
    guard let error else { return "nothing thrown" }
    return Mirror(reflecting: error).children.first?.label ?? "\(error)"
}
