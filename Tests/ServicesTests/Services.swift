import AdvancedBillingAPI
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import Portals
import RebillyAPI
import Sandbox
import Synchronization
import TestSupport
import Testing
import Transport

/// The sandbox and a client of each of its services, all on one clock that only moves when somebody waits for it.
struct Services: Sendable {
    static let key = "sandbox-key"

    let origin: String
    let time: TurnedTime
    let rebilly: RebillyClient
    let billing: AdvancedBillingClient

    /// Runs a test with a sandbox of its own, and looks for secrets in all that was logged.
    ///
    /// - Parameters:
    ///   - start: What the sandbox starts with.
    ///   - rebillyKey: The key that Rebilly's client sends.
    ///   - organization: The organization that it asks for.
    ///   - billingKey: The key that Advanced Billing's client sends.
    ///   - body: The test.
    /// - Throws: What the test throws.
    static func with(
        start: SandboxStart = SandboxStart(),
        rebillyKey: String = key,
        organization: String = "sandbox",
        billingKey: String = key,
        _ body: @Sendable @escaping (Services) async throws -> Void
    ) async throws {
        let time = TurnedTime(Date(timeIntervalSince1970: 1_769_850_900))
        let log = RecordedLog()
        var settings = ClientSettings()
        settings.time = time.source
        settings.random = { 0.5 }
        settings.logger = log.logger
        try await withSandbox(start, time) { [settings] origin in
            try await NetworkTransport.withTransport(connectTimeout: settings.connectTimeout) { transport in
                let rebilly = RebillyClient(
                    account: try RebillyAccount(baseURL: "\(origin)/organizations/\(organization)"),
                    apiKey: Secret(rebillyKey),
                    transport: transport,
                    settings: settings
                )
                let billing = AdvancedBillingClient(
                    account: try AdvancedBillingAccount(baseURL: origin),
                    apiKey: Secret(billingKey),
                    transport: transport,
                    settings: settings
                )
                let services = Services(
                    origin: origin,
                    time: time,
                    rebilly: rebilly,
                    billing: billing
                )
                try await body(services)
            }
        }
        let secrets = [rebillyKey, billingKey, Data("\(billingKey):x".utf8).base64EncodedString(), "/manage/"]
        for line in log.lines {
            #expect(!secrets.contains { line.contains($0) })
        }
    }

    private static func withSandbox(
        _ start: SandboxStart,
        _ time: TurnedTime,
        _ body: @Sendable @escaping (String) async throws -> Void
    ) async throws {
        let store = try SandboxStore(path: nil, realTime: { time.now }, random: SeededGenerator(seed: 1))
        defer { store.close() }
        #expect(try await start.apply(to: store) == [])
        let reports = Mutex<[String]>([])
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let server = SandboxServer(
            store: store,
            start: start,
            port: 0,
            report: { report in reports.withLock { $0.append(report) } },
            onReady: { continuation.yield($0) }
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            let port = try #require(await ports.first { _ in true })
            defer { group.cancelAll() }
            try await body("http://127.0.0.1:\(port)")
        }
        #expect(reports.withLock { $0 } == [])
    }
}

extension Services {
    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton,
        configuration: HTTPClient.Configuration(redirectConfiguration: .disallow)
    )

    /// Asks the sandbox's control, or opens a page of its.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The path, or a whole address.
    ///   - body: The JSON to send.
    /// - Returns: The status, and what the body is as JSON.
    /// - Throws: If there is no answer.
    @discardableResult
    func control(_ method: HTTPMethod, _ path: String, _ body: String? = nil) async throws -> (Int, Value?) {
        var request = HTTPClientRequest(url: path.hasPrefix("http") ? path : "\(origin)/_sandbox\(path)")
        request.method = method
        if method != .GET { request.headers.add(name: "Content-Type", value: "application/json") }
        if let body { request.body = .bytes(Data(body.utf8)) }
        let response = try await Self.client.execute(request, timeout: .seconds(30))
        let bytes = try await response.body.collect(upTo: 1 << 20)
        return (Int(response.status.code), try? Value(json: Data(buffer: bytes)))
    }

    /// Orders a fault, and empties the log of requests.
    func order(_ fault: String, path: String = "*", times: Int = 1) async throws {
        let (status, _) = try await control(
            .POST,
            "/faults",
            #"{"path": "\#(path)", "times": \#(times), \#(fault)}"#
        )
        #expect(status == 201)
        try await control(.DELETE, "/requests")
    }

    /// How many requests arrived since the log was emptied.
    func arrived() async throws -> Int {
        let (_, answer) = try await control(.GET, "/requests?limit=500")
        return try #require(answer?.object?["requests"]?.array).count
    }

    /// Makes a portal with the members that it must have, and others.
    @discardableResult
    func makePortal(_ id: String, _ others: ValueObject = ValueObject()) async throws -> Answer<Upserted> {
        try await rebilly.upsert(try Self.portal(id, others))
    }

    /// A portal with the members that it must have, and others.
    static func portal(_ id: String, _ others: ValueObject = ValueObject()) throws -> Portal {
        var body = others
        body["name"] = .string("Portal \(id)")
        body["slug"] = others["slug"] ?? .string("slug-\(id)")
        body["websiteId"] = others["websiteId"] ?? .string("web_sandbox")
        return Portal(id: try PortalID(id), body: body)
    }
}

/// The error that a call throws; `nil` if it throws none.
func failure(_ body: () async throws -> Void) async -> (any Error)? {
    do {
        try await body()
        return nil
    } catch {
        return error
    }
}

/// The name of an error's case: `notFound`, `transport`.
func caseName(of error: (any Error)?) -> String {
    guard let error else { return "nothing thrown" }
    return Mirror(reflecting: error).children.first?.label ?? "\(error)"
}

/// Why there was no answer; `nil` if there was one.
func transportError(in error: (any Error)?) -> TransportError? {
    if case .transport(let error) = error as? RebillyError { return error }
    if case .transport(let error) = error as? AdvancedBillingError { return error }
    return nil
}
