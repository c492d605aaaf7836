import Foundation
import HTTPTypes
import Synchronization
import TestSupport
import Testing
import Transport

/// A service that counts, as Rebilly does, in a rolling window by the clock of the test.
@Suite struct RateLimiterTests {
    /// A service that takes so many requests in a window and refuses the others.
    private actor CountingService: HTTPTransport {
        private let limit: Int
        private let window: Double
        private let time: TurnedTime
        private var taken: [Date] = []
        private(set) var refusals = 0

        init(limit: Int, window: Double, time: TurnedTime) {
            self.limit = limit
            self.window = window
            self.time = time
        }

        func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer {
            guard request.method != .get else { return TransportAnswer(status: 200) }
            let now = time.now
            taken.removeAll { now.timeIntervalSince($0) >= window }
            guard taken.count < limit else {
                refusals += 1
                let free = (taken.first ?? now).addingTimeInterval(window).timeIntervalSince1970.rounded(.up)
                return TransportAnswer(status: 429, headers: [.rateLimitRetryAfter: "\(Int(free))"])
            }
            taken.append(now)
            let headers: HTTPFields = [
                .rateLimitLimit: "\(limit)", .rateLimitRemaining: "\(limit - taken.count)",
            ]
            return TransportAnswer(status: 200, headers: headers)
        }
    }

    private static func courier(_ transport: any HTTPTransport, _ time: TurnedTime) throws -> (Courier, Call) {
        var settings = ClientSettings()
        settings.time = time.source
        let call = Call(.put, try BaseURL("https://a.example").url)
        return (Courier(transport: transport, settings: settings, secrets: []), call)
    }

    @Test func `with the documented limit the service never has to refuse`() async throws {
        let time = TurnedTime()
        let service = CountingService(limit: 3000, window: 600, time: time)
        let (courier, call) = try Self.courier(service, time)
        for _ in 0..<4000 {
            #expect(try await courier.send(call, options: .standard).answer.status == 200)
            time.advance(seconds: 0.01)
        }
        #expect(await service.refusals == 0)
    }

    @Test func `the first four fifths are not slowed`() async throws {
        let time = TurnedTime()
        let (courier, call) = try Self.courier(CountingService(limit: 1000, window: 600, time: time), time)
        for _ in 0..<800 { _ = try await courier.send(call, options: .standard) }
        #expect(time.waits.isEmpty)
        for _ in 0..<100 { _ = try await courier.send(call, options: .standard) }
        #expect(time.waits.count > 90)
        #expect(time.waits.allSatisfy { $0 <= 2 })
    }

    @Test func `a window that is shorter than documented is waited for`() async throws {
        let time = TurnedTime()
        let service = CountingService(limit: 60, window: 60, time: time)
        let (courier, call) = try Self.courier(service, time)
        for _ in 0..<300 { #expect(try await courier.send(call, options: .standard).answer.status == 200) }
        // Three hundred at sixty a minute take four minutes at the least.
        #expect(time.now.timeIntervalSince1970 >= 1_790_000_000 + 240)
        #expect(time.now.timeIntervalSince1970 <= 1_790_000_000 + 360)
    }

    @Test func `after a refusal nobody asks before the time is over`() async throws {
        let time = TurnedTime()
        let (courier, call) = try Self.courier(CountingService(limit: 0, window: 600, time: time), time)
        let first = try await courier.send(call, options: .standard)
        #expect(first.answer.status == 429)
        let until = Date(timeIntervalSince1970: 1_790_000_600)
        await #expect(throws: TransportError.paused(until: until)) { try await courier.send(call, options: .standard) }
        #expect(time.waits.isEmpty)
    }

    @Test func `reads go on while writes are refused`() async throws {
        let time = TurnedTime()
        let (courier, call) = try Self.courier(CountingService(limit: 0, window: 600, time: time), time)
        _ = try await courier.send(call, options: .standard)
        let read = try await courier.send(Call(.get, call.url), options: .standard)
        #expect(read.answer.status == 200)
    }

    /// A service that says that a tenth is left, whatever it is asked.
    private struct ScarceService: HTTPTransport {
        func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer {
            TransportAnswer(status: 200, headers: [.rateLimitLimit: "100", .rateLimitRemaining: "10"])
        }
    }

    @Test func `calls that do not wait for their turn hold no other back`() async throws {
        let time = TurnedTime()
        let (courier, call) = try Self.courier(ScarceService(), time)
        for _ in 0..<2 { _ = try await courier.send(call, options: .standard) }
        for _ in 0..<500 {
            await #expect(throws: TransportError.self) {
                try await courier.send(call, options: CallOptions(totalTime: .milliseconds(500)))
            }
        }
        let before = time.now
        _ = try await courier.send(call, options: .standard)
        #expect(time.now.timeIntervalSince(before) < 2.3)
    }

    @Test func `who waits until the time that was named has a turn`() async throws {
        let time = TurnedTime()
        let (courier, call) = try Self.courier(ScarceService(), time)
        for _ in 0..<2 { _ = try await courier.send(call, options: .standard) }
        for _ in 0..<30 {
            do throws(TransportError) {
                _ = try await courier.send(call, options: CallOptions(totalTime: .milliseconds(500)))
            } catch {
                guard case .paused(let date) = error else { throw error }
                time.advance(seconds: date.timeIntervalSince(time.now))
                _ = try await courier.send(call, options: CallOptions(totalTime: .milliseconds(500)))
            }
        }
    }

    @Test(arguments: [true, false])
    func `a turn that was not used is given back`(isCancelled: Bool) async throws {
        let time = TurnedTime()
        let isBroken = Mutex(false)
        let transport = Switch(isBroken: { !isCancelled && isBroken.withLock { $0 } })
        var settings = ClientSettings()
        settings.tries = 1
        let mayWait = Mutex(true)
        settings.time = TimeSource(
            now: { time.now },
            sleep: { duration in
                guard mayWait.withLock({ $0 }) else { throw CancellationError() }
                time.advance(seconds: duration.inSeconds)
            }
        )
        let courier = Courier(transport: transport, settings: settings, secrets: [])
        let call = Call(.put, try BaseURL("https://a.example").url)
        for _ in 0..<2 { _ = try await courier.send(call, options: .standard) }
        mayWait.withLock { $0 = !isCancelled }
        isBroken.withLock { $0 = true }
        for _ in 0..<200 {
            await #expect(throws: isCancelled ? TransportError.cancelled : .unreachable) {
                try await courier.send(call, options: .standard)
            }
        }
        mayWait.withLock { $0 = true }
        isBroken.withLock { $0 = false }
        let before = time.now
        _ = try await courier.send(call, options: .standard)
        #expect(time.now.timeIntervalSince(before) < 2.3)
    }

    /// A service that says that a tenth is left, as long as it can be reached.
    private struct Switch: HTTPTransport {
        let isBroken: @Sendable () -> Bool

        func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer {
            guard !isBroken() else { throw .unreachable }
            return try await ScarceService().send(request)
        }
    }

    @Test(arguments: [RetryRule.unsent, .never])
    func `a refusal that means one call alone holds no other back`(rule: RetryRule) async throws {
        let time = TurnedTime()
        let (courier, call) = try Self.courier(CountingService(limit: 0, window: 600, time: time), time)
        for _ in 0..<2 {
            let own = try await courier.send(Call(.put, call.url, retry: rule), options: .standard)
            #expect(own.answer.status == 429)
        }
        #expect(try await courier.send(call, options: .standard).answer.status == 429)
    }

    @Test func `a refusal for years is asked about after an hour, by one request`() async throws {
        let time = TurnedTime()
        let status = Mutex(429)
        let service = LongRefusal(status: { status.withLock { $0 } })
        let (courier, call) = try Self.courier(service, time)
        #expect(try await courier.send(call, options: .standard).answer.status == 429)
        let hour = time.now.addingTimeInterval(3600)
        await #expect(throws: TransportError.paused(until: hour)) { try await courier.send(call, options: .standard) }
        time.advance(seconds: 3600)
        #expect(try await courier.send(call, options: .standard).answer.status == 429)
        let next = time.now.addingTimeInterval(3600)
        await #expect(throws: TransportError.paused(until: next)) { try await courier.send(call, options: .standard) }
        time.advance(seconds: 3600)
        status.withLock { $0 = 0 }
        // The one that asks gets no answer; the others wait for it, and then one of them asks.
        var short = CallOptions(totalTime: .seconds(20), tries: 1)
        await #expect(throws: TransportError.interrupted) { try await courier.send(call, options: short) }
        let trial = time.now.addingTimeInterval(30)
        await #expect(throws: TransportError.paused(until: trial)) { try await courier.send(call, options: short) }
        status.withLock { $0 = 200 }
        short.totalTime = .seconds(60)
        for _ in 0..<3 { #expect(try await courier.send(call, options: short).answer.status == 200) }
        #expect(time.waits == [30])
    }

    /// A service that refuses for thirty thousand years, or breaks off when it has no status.
    private struct LongRefusal: HTTPTransport {
        let status: @Sendable () -> Int

        func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer {
            let status = status()
            guard status > 0 else { throw .interrupted }
            return TransportAnswer(
                status: status,
                headers: status == 429 ? [.rateLimitRetryAfter: "999999999999"] : [:]
            )
        }
    }
}
