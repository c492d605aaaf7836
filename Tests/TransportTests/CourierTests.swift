import Foundation
import HTTPTypes
import Synchronization
import TestSupport
import Testing
import Transport

/// Tries, waits and limits, over real sockets and with a clock that is turned.
@Suite struct CourierTests {
    private struct Outcome {
        let delivery: Result<Delivery, TransportError>
        let requests: Int
        let waits: [Double]
    }

    private static func outcome(
        _ replies: [ScriptedServer.Reply],
        method: HTTPRequest.Method = .get,
        retry: RetryRule = .repeatable,
        options: CallOptions = .standard
    ) async throws -> Outcome {
        let time = TurnedTime()
        var settings = ClientSettings()
        settings.time = time.source
        settings.random = { 0.5 }
        let server = try await ScriptedServer(replies: replies)
        let url = try BaseURL(server.address).url
        let sent = settings
        let delivery = try await NetworkTransport.withTransport { transport in
            let courier = Courier(transport: transport, settings: sent, secrets: [])
            do throws(TransportError) {
                let call = Call(method, url, retry: retry)
                return Result<Delivery, TransportError>.success(try await courier.send(call, options: options))
            } catch {
                return .failure(error)
            }
        }
        try await server.stop()
        return Outcome(delivery: delivery, requests: server.requests.count, waits: time.waits)
    }

    @Test(arguments: [408, 429, 500, 502, 503, 504], [HTTPRequest.Method.get, .put, .delete])
    func `what may be repeated is tried four times`(status: Int, method: HTTPRequest.Method) async throws {
        let outcome = try await Self.outcome([.answer(status)], method: method)
        #expect(outcome.requests == 4)
        #expect(try outcome.delivery.get().answer.status == status)
        #expect(outcome.waits == [0.25, 0.5, 1])
    }

    @Test(arguments: [200, 201, 204, 301, 400, 401, 403, 404, 405, 409, 413, 415, 422, 501, 505])
    func `other statuses are final`(status: Int) async throws {
        let outcome = try await Self.outcome([.answer(status)])
        #expect(outcome.requests == 1)
        #expect(outcome.waits.isEmpty)
    }

    @Test(arguments: [
        ScriptedServer.Reply.dropped, .truncated(200, body: Data("{".utf8), missing: 1), .answer(503),
    ])
    func `a try that failed is followed by one that works`(fault: ScriptedServer.Reply) async throws {
        let outcome = try await Self.outcome([fault, fault, .answer(200)])
        let delivery = try outcome.delivery.get()
        #expect(delivery.answer.status == 200)
        #expect(delivery.tries == 3)
        #expect(delivery.followsLostTry)
        #expect(outcome.requests == 3)
    }

    @Test func `a refusal proves that nothing was done`() async throws {
        let outcome = try await Self.outcome([.answer(429), .answer(200)])
        #expect(try outcome.delivery.get().followsLostTry == false)
    }

    @Test(arguments: [
        ScriptedServer.Reply.dropped, .truncated(201, body: Data("{".utf8), missing: 1), .answer(500), .answer(502),
        .answer(503), .answer(504), .answer(408),
    ])
    func `what would happen twice is sent once`(fault: ScriptedServer.Reply) async throws {
        let outcome = try await Self.outcome([fault, .answer(201)], method: .post, retry: .refusedOrUnsent)
        #expect(outcome.requests == 1)
    }

    @Test func `what would happen twice is sent again after it was refused`() async throws {
        let outcome = try await Self.outcome([.answer(429), .answer(201)], method: .post, retry: .refusedOrUnsent)
        #expect(outcome.requests == 2)
        #expect(try outcome.delivery.get().answer.status == 201)
    }

    @Test(arguments: [RetryRule.unsent, .never], [ScriptedServer.Reply.dropped, .answer(429), .answer(503)])
    func `what costs something is not sent again`(rule: RetryRule, fault: ScriptedServer.Reply) async throws {
        #expect(try await Self.outcome([fault, .answer(200)], retry: rule).requests == 1)
    }

    @Test(arguments: [(RetryRule.repeatable, 3), (.refusedOrUnsent, 3), (.unsent, 3), (.never, 0)])
    func `what was never sent is tried again unless that is forbidden`(rule: RetryRule, waits: Int) async throws {
        let time = TurnedTime()
        var settings = ClientSettings()
        settings.time = time.source
        let courier = Courier(transport: Unreachable(), settings: settings, secrets: [])
        let call = Call(.post, try BaseURL("https://a.example").url, retry: rule)
        await #expect(throws: TransportError.unreachable) { try await courier.send(call, options: .standard) }
        #expect(time.waits.count == waits)
    }

    @Test func `an error proves that nothing arrived only if no try did`() async throws {
        let transport = FailingTransport(failures: [.interrupted, .unreachable, .unreachable, .unreachable])
        var settings = ClientSettings()
        settings.time = TurnedTime().source
        let courier = Courier(transport: transport, settings: settings, secrets: [])
        let call = Call(.put, try BaseURL("https://a.example").url)
        await #expect(throws: TransportError.interrupted) { try await courier.send(call, options: .standard) }
    }

    /// Fails in one way after the other.
    private actor FailingTransport: HTTPTransport {
        private var failures: [TransportError]

        init(failures: [TransportError]) {
            self.failures = failures
        }

        func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer {
            throw failures.isEmpty ? .cancelled : failures.removeFirst()
        }
    }

    private struct Unreachable: HTTPTransport {
        func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer { throw .unreachable }
    }

    @Test func `what the service says about waiting is obeyed`() async throws {
        let refusal = ScriptedServer.Reply.answer(429, headers: [("X-RateLimit-Retry-After", "1790000030")])
        let outcome = try await Self.outcome([refusal, .answer(503, headers: [("Retry-After", "7")]), .answer(200)])
        #expect(outcome.waits == [30, 7])
        #expect(try outcome.delivery.get().tries == 3)
    }

    @Test func `a wait that is longer than the call may take is not begun`() async throws {
        let refusal = ScriptedServer.Reply.answer(429, headers: [("X-RateLimit-Retry-After", "1790000600")])
        let outcome = try await Self.outcome([refusal, .answer(200)])
        #expect(outcome.requests == 1)
        #expect(outcome.waits.isEmpty)
        #expect(try outcome.delivery.get().answer.status == 429)
    }

    @Test func `a call ends when its time is over`() async throws {
        let slow = ScriptedServer.Reply.answer(503, headers: [("Retry-After", "50")])
        let outcome = try await Self.outcome([slow])
        #expect(outcome.waits == [50, 50])
        #expect(outcome.requests == 3)
    }

    @Test func `a call can have less time and fewer tries than its client says`() async throws {
        #expect(try await Self.outcome([.answer(503)], options: CallOptions(tries: 2)).requests == 2)
        let short = CallOptions(totalTime: .milliseconds(400))
        #expect(try await Self.outcome([.answer(503)], options: short).requests == 2)
        let quick = try await Self.outcome([.silence], options: CallOptions(timeout: .milliseconds(40), tries: 1))
        #expect(throws: TransportError.timedOut(.milliseconds(40))) { try quick.delivery.get() }
    }

    @Test func `a call whose time is over before its turn is not sent`() async throws {
        let time = TurnedTime()
        let transport = CountingTransport()
        var settings = ClientSettings()
        settings.totalTime = .seconds(10)
        // Each look at the clock takes longer than the queue would.
        settings.time = TimeSource(
            now: {
                defer { time.advance(seconds: 6) }
                return time.now
            },
            sleep: { _ in }
        )
        let courier = Courier(transport: transport, settings: settings, secrets: [])
        let call = Call(.post, try BaseURL("https://a.example").url, retry: .refusedOrUnsent)
        await #expect(throws: TransportError.expired) { try await courier.send(call, options: .standard) }
        #expect(await transport.count == 0)
    }

    @Test func `no option makes a call be sent again that must not be`() async throws {
        let outcome = try await Self.outcome([.answer(503)], retry: .never, options: CallOptions(tries: 9))
        #expect(outcome.requests == 1)
    }

    @Test func `a task that is cancelled while it waits sends nothing more`() async throws {
        let server = try await ScriptedServer(replies: [.answer(503)])
        var settings = ClientSettings()
        settings.random = { 1 }
        settings.time = TimeSource(
            now: { Date(timeIntervalSince1970: 0) },
            sleep: { _ in
                withUnsafeCurrentTask { $0?.cancel() }
                try Task.checkCancellation()
            }
        )
        let sent = settings
        let url = try BaseURL(server.address).url
        let task = Task {
            try await NetworkTransport.withTransport { transport in
                let courier = Courier(transport: transport, settings: sent, secrets: [])
                await #expect(throws: TransportError.cancelled) {
                    try await courier.send(Call(.get, url), options: .standard)
                }
            }
        }
        try await task.value
        try await server.stop()
        #expect(server.requests.count == 1)
    }

    @Test func `no more requests are under way than are allowed`() async throws {
        let transport = CountingTransport()
        var settings = ClientSettings()
        settings.concurrency = 3
        let courier = Courier(transport: transport, settings: settings, secrets: [])
        let url = try BaseURL("https://a.example").url
        try await withThrowingTaskGroup { group in
            for _ in 0..<30 { group.addTask { _ = try await courier.send(Call(.get, url), options: .standard) } }
            try await group.waitForAll()
        }
        #expect(await transport.count == 30)
        #expect(await transport.most == 3)
    }

    /// Counts the requests that are under way.
    private actor CountingTransport: HTTPTransport {
        private(set) var count = 0
        private(set) var most = 0
        private var underWay = 0

        func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer {
            count += 1
            underWay += 1
            most = max(most, underWay)
            for _ in 0..<50 { await Task.yield() }
            underWay -= 1
            return TransportAnswer(status: 200)
        }
    }

    @Test func `a task that is cancelled in the queue leaves it, and the others go on`() async throws {
        let server = try await ScriptedServer { request, _ in
            request.uri == "/held" ? .delayed(milliseconds: 100, .answer(200)) : .answer(200)
        }
        var settings = ClientSettings()
        settings.concurrency = 1
        let sent = settings
        let base = try BaseURL(server.address)
        try await NetworkTransport.withTransport { transport in
            let courier = Courier(transport: transport, settings: sent, secrets: [])
            let held = Task { try await courier.send(Call(.get, base.appending(["held"])), options: .standard) }
            var events = server.events.makeAsyncIterator()
            _ = await events.next()
            let waiting = Task { try await courier.send(Call(.get, base.appending(["gone"])), options: .standard) }
            waiting.cancel()
            await #expect(throws: TransportError.cancelled) { try await waiting.value }
            _ = try await held.value
            _ = try await courier.send(Call(.get, base.appending(["next"])), options: .standard)
        }
        try await server.stop()
        #expect(server.requests.map(\.uri) == ["/held", "/next"])
    }

    @Test func `the log has method, path, status and request id, and nothing of headers and query`() async throws {
        let log = RecordedLog()
        var settings = ClientSettings()
        settings.logger = log.logger
        settings.time = TurnedTime().source
        let server = try await ScriptedServer(replies: [.answer(503), .answer(200, headers: [("X-Request-Id", "r7")])])
        let url = try BaseURL(server.address).appending(["x"], query: [("q", "ada@x.example")])
        let sent = settings
        try await NetworkTransport.withTransport { transport in
            let courier = Courier(transport: transport, settings: sent, secrets: [Secret("sk_1")])
            _ = try await courier.send(
                Call(.get, url, credential: Credential(name: .authorization, value: Secret("sk_1"))),
                options: .standard
            )
        }
        try await server.stop()
        #expect(log.lines.count == 3)
        #expect(log.lines[0].contains("method=GET") && log.lines[0].contains("path=/x"))
        #expect(log.lines[2].contains("status=200") && log.lines[2].contains("request-id=r7"))
        for line in log.lines { #expect(!line.contains("ada") && !line.contains("sk_1")) }
    }

    @Test(arguments: [Duration.zero, .seconds(-5)])
    func `a call without time is not sent, and nobody says that the service refused it`(time: Duration) async throws {
        let outcome = try await Self.outcome([.answer(200)], options: CallOptions(totalTime: time))
        #expect(throws: TransportError.expired) { try outcome.delivery.get() }
        #expect(outcome.requests == 0)
    }

    @Test(arguments: ["0", "Mon, 21 Sep 2020 14:15:00 GMT"])
    func `advice to hurry does not shorten the back-off`(advice: String) async throws {
        let outcome = try await Self.outcome([.answer(429, headers: [("Retry-After", advice)])])
        #expect(outcome.waits == [0.25, 0.5, 1])
    }
}
