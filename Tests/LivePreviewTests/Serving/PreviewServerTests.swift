import Foundation
import NIOCore
import SiteBuilding
import TestSupport
import Testing

@testable import LivePreview

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The server over real sockets: what clients may take up, and what they get.
@Suite struct PreviewServerTests {
    private static let token = String(repeating: "t", count: 43)

    /// Serves a workspace of one portal for as long as a body takes.
    private func serving(_ limits: LiveLimits, _ body: (Int) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "portico.yaml")
        try folder.write("name: Acme\nslug: acme\nwebsiteId: acme\n", to: "portals/acme.yaml")
        let (ports, ready) = AsyncStream<Int>.makeStream()
        let server = PreviewServer(
            site: try LiveSite(workspace: folder.path, environment: nil, usesOverrides: true),
            workspace: folder.path,
            address: PreviewServer.Address(host: nil, port: 0),
            token: try #require(LiveToken(Self.token)),
            published: { _ in .unknown("nothing is published here") },
            limits: limits,
            report: { _ in },
            onReady: { _, port in
                ready.yield(port)
                ready.finish()
            }
        )
        let running = Task { try await server.run() }
        defer { running.cancel() }
        var iterator = ports.makeAsyncIterator()
        try await body(try #require(await iterator.next()))
    }

    private func head(_ line: String, port: Int, _ fields: String...) -> String {
        let cookie = "Cookie: portico-\(port)=\(Self.token)"
        return ([line, "Host: 127.0.0.1:\(port)", cookie] + fields).map { $0 + "\r\n" }.joined() + "\r\n"
    }

    @Test func `a client that sends its head or body too slowly is ended`() async throws {
        try await serving(LiveLimits(idle: .milliseconds(300), time: .milliseconds(300))) { port in
            for text in [
                "", "GET / HTTP/1.1\r\nHost: 127",
                head("POST /acme/ HTTP/1.1", port: port, "Content-Length: 10") + "abc",
                head("POST /acme/ HTTP/1.1", port: port, "Transfer-Encoding: chunked") + "5\r\nab",
            ] {
                let client = try await RawClient(port: port, sending: text)
                let answer = try await client.rest()
                #expect(!answer.contains("200 OK"), "\(text)")
            }
        }
    }

    @Test func `more connections than are allowed wait until others end`() async throws {
        try await serving(LiveLimits(connections: 2, idle: .milliseconds(500))) { port in
            let idle = [try await RawClient(port: port, sending: "GET"), try await RawClient(port: port, sending: "")]
            let client = try await RawClient(
                port: port,
                sending: head("GET / HTTP/1.1", port: port, "Connection: close")
            )
            #expect(try await client.rest().hasPrefix("HTTP/1.1 200 OK"))
            withExtendedLifetime(idle) {}
        }
    }

    @Test func `a stream begins with the revision and says that it is alive`() async throws {
        try await serving(LiveLimits(idle: .milliseconds(200), heartbeat: .milliseconds(100))) { port in
            let client = try await RawClient(port: port, sending: head("GET /_live/events HTTP/1.1", port: port))
            let start = try await client.read(until: ":\n\n")
            #expect(start.hasPrefix("HTTP/1.1 200 OK"))
            #expect(start.lowercased().contains("content-type: text/event-stream"))
            #expect(
                start.contains(#"data: {"gallery":false,"portals":[],"problems":false,"revision":0,"shared":false}"#)
            )
        }
    }

    @Test func `no host, two hosts, another host and what is no path are refused`() async throws {
        try await serving(LiveLimits()) { port in
            let close = "Connection: close"
            for (text, status) in [
                (head("GET / HTTP/1.1", port: port, close, "Host: evil.example"), "400"),
                ("GET / HTTP/1.1\r\n\(close)\r\n\r\n", "400"),
                (head("OPTIONS * HTTP/1.1", port: port, close), "400"),
                ("GET /?token=\(Self.token) HTTP/1.1\r\nHost: evil.example\r\n\(close)\r\n\r\n", "421"),
                ("GET /?token=\(Self.token) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(close)\r\n\r\n", "200"),
                ("POST /?token=\(Self.token) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(close)\r\n\r\n", "403"),
                ("GET /?token=\(Self.token)x HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(close)\r\n\r\n", "403"),
            ] {
                let answer = try await RawClient(port: port, sending: text).rest()
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(text)\n\(answer.prefix(200))")
                #expect(answer.lowercased().contains("set-cookie") == (status == "200"))
            }
        }
    }
}

/// A connection whose bytes are the test's own.
private final class RawClient: Sendable {
    /// The other side sends nothing and does not end.
    struct Silent: Error {}

    private let descriptor: Int32

    init(port: Int, sending text: String) async throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let (size, descriptor) = (socklen_t(MemoryLayout<sockaddr_in>.size), descriptor)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        #expect(status == 0)
        let bytes = Array(text.utf8)
        #expect(send(descriptor, bytes, bytes.count, 0) == bytes.count)
    }

    deinit {
        close(descriptor)
    }

    /// Everything up to the end of the connection.
    func rest() async throws -> String { try await read(until: nil) }

    /// Everything until a text stands at the end.
    func read(until end: String?) async throws -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        for _ in 0..<2000 {
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 {
                bytes += buffer[..<count]
            } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
                return String(decoding: bytes, as: UTF8.self)
            } else {
                try await Task.sleep(for: .milliseconds(5))
            }
            let text = String(decoding: bytes, as: UTF8.self)
            if let end, text.contains(end) { return text }
        }
        throw Silent()
    }
}
