import Foundation
import HTTPTypes
import Portals
import RebillyAPI
import Sandbox
import Synchronization
import TestSupport
import Testing
import Transport

/// A sandbox that answers over real sockets, on a clock that only moves when somebody waits for it.
struct Service: Sendable {
    static let key = "sandbox-key"

    let origin: String
    let time: TurnedTime
    let network: NetworkTransport

    /// Runs a test with a sandbox of its own.
    static func with(_ body: @Sendable @escaping (Service) async throws -> Void) async throws {
        let time = TurnedTime(Date(timeIntervalSince1970: 1_769_850_900))
        let start = SandboxStart()
        let store = try SandboxStore(path: nil, realTime: { time.now }, random: SeededGenerator(seed: 1))
        defer { store.close() }
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
            try await NetworkTransport.withTransport { network in
                try await body(Service(origin: "http://127.0.0.1:\(port)", time: time, network: network))
            }
        }
        #expect(reports.withLock { $0 } == [])
    }

    /// A client whose waits cost no time, over the network unless it is said otherwise.
    func client(
        _ transport: (any HTTPTransport)? = nil,
        key: String = key,
        organization: String = "sandbox",
        timeout: Duration = .seconds(30)
    ) throws -> RebillyClient {
        var settings = ClientSettings()
        settings.time = time.source
        settings.random = { 0.5 }
        settings.timeout = timeout
        settings.concurrency = 10
        return RebillyClient(
            account: try RebillyAccount(baseURL: "\(origin)/organizations/\(organization)"),
            apiKey: Secret(key),
            transport: transport ?? network,
            settings: settings
        )
    }
}

extension Service {
    /// Asks the sandbox's control.
    @discardableResult
    func control(_ method: HTTPRequest.Method, _ path: String, _ body: String = "{}") async throws -> Value? {
        let url = try #require(URL(string: "\(origin)/_sandbox\(path)"))
        var request = TransportRequest(method: method, url: url)
        if method != .get {
            request.headers[.contentType] = "application/json"
            request.body = Data(body.utf8)
        }
        let answer = try await network.send(request)
        #expect(answer.isSuccess, "\(path): \(String(decoding: answer.body, as: UTF8.self))")
        return try? Value(json: answer.body)
    }

    /// Orders a fault: `"status": 500`, `"answer": "drop"`, `"delay": 1000`.
    func order(_ fault: String, method: String? = nil, path: String = "*", times: Int = 1) async throws {
        let method = method.map { "\"\($0)\"" } ?? "null"
        try await control(
            .post,
            "/faults",
            #"{"path": "\#(path)", "method": \#(method), "times": \#(times), \#(fault)}"#
        )
    }

    /// Takes back every fault that was not used up.
    func clearFaults() async throws {
        try await control(.delete, "/faults")
    }

    /// Back to the beginning.
    func reset() async throws {
        try await control(.post, "/reset")
    }

    /// The requests since the log was emptied, oldest first, as `PUT /billing-portals/acme`.
    func requests() async throws -> [String] {
        let answer = try await control(.get, "/requests?limit=500")
        let items = try #require(answer?.object?["requests"]?.array).reversed()
        return items.compactMap { item in
            guard let method = item.object?.text("method"), let path = item.object?.text("path") else { return nil }
            return "\(method) \(path.replacing("/organizations/sandbox", with: "").prefix { $0 != "?" })"
        }
    }

    func clearRequests() async throws {
        try await control(.delete, "/requests")
    }

    /// The requests that are no mere reading.
    func writes() async throws -> [String] {
        try await requests().filter { !$0.hasPrefix("GET ") }
    }

    /// Makes a website known.
    func addWebsite(_ id: String, name: String) async throws {
        let website =
            #"{"id": "\#(id)", "name": "\#(name)", "url": "https://\#(id).example", "servicePhone": "+1 555 0101", "serviceEmail": "help@\#(id).example"}"#
        try await control(.patch, "/settings", #"{"websites": [\#(website)]}"#)
    }

    /// Makes a domain known.
    func addDomain(_ domain: String, isVerified: Bool = true) async throws {
        try await control(
            .patch,
            "/settings",
            #"{"customDomains": [{"domain": "\#(domain)", "isVerified": \#(isVerified)}]}"#
        )
    }

    /// The portal as the service holds it; `nil` if it does not.
    func portal(_ id: String) async throws -> Portal? {
        let (client, id) = (try client(), try PortalID(id))
        do throws(RebillyError) { return try await client.portal(id).value } catch .notFound { return nil }
    }

    /// Changes members of a portal behind everybody's back; the rest stays.
    func edit(_ id: String, _ json: String) async throws {
        let portal = try #require(try await portal(id))
        let overlay = try #require(try Value(json: Data(json.utf8)).object)
        _ = try await client().upsert(Portal(id: portal.id, body: portal.body.merging(overlay)))
    }

    /// Makes a portal behind everybody's back.
    func make(_ id: String, _ json: String = "{}") async throws {
        let base = ValueObject([
            ("name", .string("Portal \(id)")), ("slug", .string("slug-\(id)")), ("websiteId", .string("web_sandbox")),
        ])
        let overlay = try #require(try Value(json: Data(json.utf8)).object)
        _ = try await client().upsert(Portal(id: try PortalID(id), body: base.merging(overlay)))
    }

    /// Uploads a picture behind everybody's back.
    func upload(_ picture: [UInt8], as kind: UploadKind = .gif) async throws -> String {
        try await client().upload(Data(picture), kind: kind).value.id.description
    }

    func files() async throws -> [StoredFile] {
        try await client().files().all()
    }

    func portals() async throws -> [Portal] {
        try await client().portals().all()
    }
}
