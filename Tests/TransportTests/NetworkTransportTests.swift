import Foundation
import HTTPTypes
import Synchronization
import TestSupport
import Testing
import Transport

/// The adapter over real sockets.
@Suite struct NetworkTransportTests {
    private static func send(
        to server: ScriptedServer,
        _ change: (inout TransportRequest) -> Void = { _ in }
    ) async throws -> Result<TransportAnswer, TransportError> {
        let url = try BaseURL(server.address).appending(["x"])
        var request = TransportRequest(method: .get, url: url)
        change(&request)
        let sent = request
        let result = try await NetworkTransport.withTransport { transport in
            do throws(TransportError) {
                return Result<TransportAnswer, TransportError>.success(try await transport.send(sent))
            } catch {
                return .failure(error)
            }
        }
        try await server.stop()
        return result
    }

    private static func failure(
        of reply: ScriptedServer.Reply,
        _ change: (inout TransportRequest) -> Void = { _ in }
    ) async throws -> TransportError? {
        switch try await send(to: ScriptedServer(replies: [reply]), change) {
        case .success: nil
        case .failure(let error): error
        }
    }

    @Test func `a request arrives as it is, and so does the answer`() async throws {
        let server = try await ScriptedServer(replies: [.json(418, "{\"a\":1}", [("X-Request-Id", "r1")])])
        let answer = try await Self.send(to: server) { request in
            request.method = .put
            request.headers = [.userAgent: "portico/1", .named("REB-APIKEY"): "k"]
            request.body = Data("{}".utf8)
        }.get()
        #expect(answer.status == 418)
        #expect(answer.headers[.requestID] == "r1")
        #expect(String(decoding: answer.body, as: UTF8.self) == "{\"a\":1}")
        let request = try #require(server.requests.first)
        #expect(request.line == "PUT /x")
        #expect(request.header("reb-apikey") == "k")
        #expect(request.header("User-Agent") == "portico/1")
        #expect(request.header("Content-Length") == "2")
        #expect(request.text == "{}")
    }

    @Test func `redirections are not followed`() async throws {
        let server = try await ScriptedServer(replies: [.answer(302, headers: [("Location", "/y")])])
        #expect(try await Self.send(to: server).get().status == 302)
        #expect(server.requests.map(\.line) == ["GET /x"])
    }

    @Test func `nobody at the port means that nothing was sent`() async throws {
        // A port that a server had may be given to the server of another test; no test is given the first.
        let url = try BaseURL("http://127.0.0.1:1").url
        let error = await #expect(throws: TransportError.self) {
            try await NetworkTransport.withTransport { try await $0.send(TransportRequest(method: .get, url: url)) }
        }
        #expect(error == .unreachable)
        #expect(error?.provesNothingArrived == true)
    }

    @Test func `who cannot prove who they are is sent nothing`() async throws {
        let server = try await ScriptedServer(replies: [.json(200, "{}")])
        let url = try BaseURL("https://127.0.0.1:\(server.port)").url
        let error = await #expect(throws: TransportError.self) {
            try await NetworkTransport.withTransport { try await $0.send(TransportRequest(method: .get, url: url)) }
        }
        try await server.stop()
        #expect(error == .untrusted)
        #expect(error?.provesNothingArrived == true)
        #expect(server.requests.isEmpty)
    }

    @Test func `a dropped connection leaves it open whether the request arrived`() async throws {
        let error = try await Self.failure(of: .dropped)
        #expect(error == .interrupted)
        #expect(error?.provesNothingArrived == false)
    }

    @Test func `a truncated body is no answer`() async throws {
        let error = try await Self.failure(of: .truncated(200, body: Data("{\"a\":".utf8), missing: 3))
        #expect(error == .interrupted)
    }

    @Test func `an answer that takes too long is given up`() async throws {
        let error = try await Self.failure(of: .silence) { $0.timeout = .milliseconds(50) }
        #expect(error == .timedOut(.milliseconds(50)))
    }

    @Test func `a body that is too large is given up, whether or not it says so`() async throws {
        let body = Data(repeating: 0x20, count: 1001)
        let error = try await Self.failure(of: .answer(200, body: body)) { $0.byteLimit = 1000 }
        #expect(error == .tooLarge(limit: 1000))
        let exact = try await Self.failure(of: .answer(200, body: body)) { $0.byteLimit = 1001 }
        #expect(exact == nil)
    }

    @Test func `a body of more than 32 MB is given up unless it is said otherwise`() async throws {
        let body = Data(repeating: 0x20, count: 32 << 20 | 1)
        // A busy machine takes its time for so many bytes.
        let error = try await Self.failure(of: .answer(200, body: body)) { $0.timeout = .seconds(600) }
        #expect(error == .tooLarge(limit: 32 << 20))
    }

    @Test func `a header that would end its line is not sent`() async throws {
        let server = try await ScriptedServer(replies: [.json(200, "{}")])
        _ = try await Self.send(to: server) { $0.headers = [.named("REB-APIKEY"): "a\r\nX: y"] }
        #expect(server.requests.first?.header("X") == nil)
    }

    @Test func `a cancelled task cancels its request`() async throws {
        let server = try await ScriptedServer(replies: [.silence])
        let url = try BaseURL(server.address).url
        let task = Task {
            try await NetworkTransport.withTransport { transport in
                do throws(TransportError) {
                    _ = try await transport.send(TransportRequest(method: .get, url: url))
                    return TransportError?.none
                } catch {
                    return error
                }
            }
        }
        var events = server.events.makeAsyncIterator()
        guard case .arrived? = await events.next() else { throw TransportError.interrupted }
        task.cancel()
        #expect(try await task.value == .cancelled)
        guard case .closed? = await events.next() else { throw TransportError.interrupted }
        try await server.stop()
    }

    @Test func `a sink takes a good body piece by piece, and no other`() async throws {
        let taken = Mutex(Data())
        let begun = Mutex(0)
        let sink = BodySink(
            begin: { begun.withLock { $0 += 1 } },
            write: { piece in taken.withLock { $0 += piece } }
        )
        let body = Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0) })
        let good = try await ScriptedServer(replies: [.answer(200, body: body)])
        #expect(try await Self.send(to: good) { $0.sink = sink }.get().body.isEmpty)
        #expect(taken.withLock { $0 } == body)
        let bad = try await ScriptedServer(replies: [.json(404, "{}")])
        #expect(try await Self.send(to: bad) { $0.sink = sink }.get().body == Data("{}".utf8))
        #expect(begun.withLock { $0 } == 1)
    }

    @Test func `a sink that fails ends the request`() async throws {
        struct Full: Error {}
        let sink = BodySink(begin: {}, write: { _ in throw Full() })
        let error = try await Self.failure(of: .answer(200, body: Data("x".utf8))) { $0.sink = sink }
        guard case .unwritable? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a request prints neither its headers nor its query`() throws {
        let url = try BaseURL("https://a.example").appending(["x"], query: [("q", "ada@x.example")])
        let request = TransportRequest(method: .get, url: url, headers: [.authorization: "Basic c2VjcmV0"])
        var dumped = ""
        dump(request, to: &dumped)
        for text in ["\(request)", String(reflecting: request), dumped] {
            #expect(!text.contains("c2VjcmV0"))
            #expect(!text.contains("ada"))
        }
        #expect("\(request)" == "GET /x")
    }

    @Test(arguments: ["000", "001", "099"])
    func `a status that does not exist is no answer`(status: String) async throws {
        let server = try await RawServer("HTTP/1.1 \(status) X\r\nContent-Length: 2\r\n\r\n{}")
        let request = TransportRequest(method: .get, url: try BaseURL(server.address).url)
        _ = try await NetworkTransport.withTransport { transport in
            await #expect(throws: TransportError.interrupted) { try await transport.send(request) }
        }
        try await server.stop()
    }
}
