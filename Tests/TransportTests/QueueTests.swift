import Foundation
import HTTPTypes
import Synchronization
import TestSupport
import Testing
import Transport

/// What happens to calls that wait for a place.
@Suite struct QueueTests {
    /// Answers when it is told to, and says when a request is there.
    private final class HeldService: HTTPTransport {
        let arrivals: AsyncStream<Void>
        private let arrived: AsyncStream<Void>.Continuation
        private let answers: AsyncStream<TransportAnswer>
        private let answer: AsyncStream<TransportAnswer>.Continuation
        private let counted = Mutex(0)

        var count: Int { counted.withLock { $0 } }

        init() {
            (arrivals, arrived) = AsyncStream.makeStream()
            (answers, answer) = AsyncStream.makeStream()
        }

        func give(_ answer: TransportAnswer) { self.answer.yield(answer) }

        func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer {
            counted.withLock { $0 += 1 }
            arrived.yield()
            for await answer in answers { return answer }
            throw .cancelled
        }
    }

    private static func courier(_ service: HeldService, _ time: TimeSource = .system) -> Courier {
        var settings = ClientSettings()
        settings.concurrency = 1
        settings.time = time
        return Courier(transport: service, settings: settings, secrets: [])
    }

    @Test func `calls in the queue do not go out after the service said to wait`() async throws {
        let service = HeldService()
        let clock = Date(timeIntervalSince1970: 1_790_000_000)
        // The clock stands, so that nothing but the queue is waited for.
        let time = TimeSource(now: { clock }, sleep: { _ in try await Task.sleep(for: .seconds(3600)) })
        let courier = Self.courier(service, time)
        let call = Call(.get, try BaseURL("https://a.example").url)
        var arrivals = service.arrivals.makeAsyncIterator()
        let first = Task { try await courier.send(call, options: .standard).answer.status }
        await arrivals.next()
        let others = (0..<5).map { _ in Task { try await courier.send(call, options: .standard).answer.status } }
        // They have nothing to do but to queue.
        for _ in 0..<1000 { await Task.yield() }
        for _ in 0..<6 { service.give(TransportAnswer(status: 429, headers: [.retryAfter: "600"])) }
        #expect(try await first.value == 429)
        for other in others {
            await #expect(throws: TransportError.paused(until: clock.addingTimeInterval(600))) { try await other.value }
        }
        #expect(service.count == 1)
    }

    @Test func `a call whose time is over in the queue leaves it, and the others go on`() async throws {
        let service = HeldService()
        let courier = Self.courier(service)
        let call = Call(.get, try BaseURL("https://a.example").url)
        var arrivals = service.arrivals.makeAsyncIterator()
        let first = Task { try await courier.send(call, options: .standard).answer.status }
        await arrivals.next()
        await #expect(throws: TransportError.expired) {
            try await courier.send(call, options: CallOptions(totalTime: .milliseconds(20)))
        }
        service.give(TransportAnswer(status: 200))
        #expect(try await first.value == 200)
        service.give(TransportAnswer(status: 201))
        #expect(try await courier.send(call, options: .standard).answer.status == 201)
        #expect(service.count == 2)
    }
}
