import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import Synchronization
import TestSupport
import Testing

@testable import Sandbox

/// A sandbox that answers on a port of its own, whose real time the test turns.
struct RunningSandbox: Sendable {
    let store: SandboxStore
    let port: Int
    let time: TestTime

    var origin: String { "http://127.0.0.1:\(port)" }

    /// Runs a test with a sandbox, and ends it.
    ///
    /// - Parameters:
    ///   - path: The file of its state; `nil` for memory.
    ///   - time: The real time.
    ///   - seed: What its randomness begins with.
    ///   - start: What it starts with.
    ///   - body: The test.
    /// - Returns: What the test returns.
    /// - Throws: What the test throws.
    static func with<Result: Sendable>(
        path: String? = nil,
        time: TestTime = TestTime(),
        seed: UInt64 = 1,
        start: SandboxStart = SandboxStart(),
        _ body: @Sendable @escaping (RunningSandbox) async throws -> Result
    ) async throws -> Result {
        let store = try SandboxStore(
            path: path,
            realTime: { time.date },
            random: SeededGenerator(seed: seed)
        )
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
        let result = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            let port = await ports.first { _ in true } ?? 0
            defer { group.cancelAll() }
            return try await body(RunningSandbox(store: store, port: port, time: time))
        }
        #expect(reports.withLock { $0 } == [])
        return result
    }
}

/// A real time that a test turns.
final class TestTime: Sendable {
    private let seconds: Mutex<Int>

    /// 2026-01-31T09:15:00Z.
    static let start = 1_769_850_900

    init(_ seconds: Int = TestTime.start) { self.seconds = Mutex(seconds) }

    var date: Date { Date(timeIntervalSince1970: Double(seconds.withLock { $0 })) }

    func advance(by seconds: Int) { self.seconds.withLock { $0 += seconds } }
}

/// What a request was answered with.
struct TestAnswer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: Data

    var json: JSON { (try? JSON(parsing: body)) ?? .null }
    var text: String { String(decoding: body, as: UTF8.self) }

    /// A member of the body, by its path: `customization.colors.primary`, `0.id`.
    subscript(path: String) -> JSON? { json[path] }

    func header(_ name: String) -> String? { headers.first(name: name) }

    /// The fields of a problem, in their order.
    var invalidFields: [String] { json["invalidFields"]?.array?.compactMap { $0["field"]?.string } ?? [] }
}

extension JSON {
    subscript(path: String) -> JSON? {
        path.split(separator: ".").reduce(self) { value, part in
            if let index = Int(part) {
                value?.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            } else {
                value?.object?[String(part)]
            }
        }
    }
}

extension RunningSandbox {
    /// A client that shows redirections instead of following them.
    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton,
        configuration: HTTPClient.Configuration(redirectConfiguration: .disallow)
    )

    /// Sends a request as it is.
    func send(
        _ method: String,
        _ path: String,
        headers: [(String, String)] = [],
        body: Data? = nil
    ) async throws -> TestAnswer {
        var request = HTTPClientRequest(url: origin + path)
        request.method = HTTPMethod(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(body) }
        let response = try await Self.client.execute(request, timeout: .seconds(30))
        let bytes = try await response.body.collect(upTo: 64 << 20)
        return TestAnswer(status: Int(response.status.code), headers: response.headers, body: Data(buffer: bytes))
    }

    /// Sends a request to Rebilly with the key; a body is JSON.
    func rebilly(_ method: String, _ path: String, _ body: JSON? = nil) async throws -> TestAnswer {
        var headers = [("REB-APIKEY", "sandbox-key")]
        if body != nil { headers.append(("Content-Type", "application/json")) }
        return try await send(method, "/organizations/sandbox" + path, headers: headers, body: body?.bytes)
    }

    /// Sends a request to Advanced Billing with the key; a body is JSON.
    func billing(_ method: String, _ path: String, _ body: JSON? = nil) async throws -> TestAnswer {
        var headers = [("Authorization", "Basic \(Data("sandbox-key:x".utf8).base64EncodedString())")]
        if body != nil { headers.append(("Content-Type", "application/json")) }
        return try await send(method, path, headers: headers, body: body?.bytes)
    }

    /// Sends JSON to the control.
    func control(_ method: String, _ path: String, _ body: JSON? = nil) async throws -> TestAnswer {
        let headers = method == "GET" ? [] : [("Content-Type", "application/json")]
        return try await send(method, "/_sandbox" + path, headers: headers, body: body?.bytes)
    }

    /// Makes a portal with the members that it must have, and others.
    @discardableResult
    func makePortal(_ id: String, _ others: [String: JSON] = [:]) async throws -> TestAnswer {
        let members: [String: JSON] = [
            "name": .string("Portal \(id)"), "slug": .string("slug-\(id)"), "websiteId": "web_sandbox",
        ]
        return try await rebilly("PUT", "/billing-portals/\(id)", .object(members.merging(others) { $1 }))
    }
}
