import Foundation
import SiteBuilding
import Synchronization
import Testing

@testable import LivePreview

/// What pages are told of changes.
@Suite struct LiveEventsTests {
    private let events = LiveEvents(session: "s")

    @Test func `a client that just came has seen everything`() {
        events.publish(LiveChange(portals: ["a"]))
        let news = events.news(since: nil)
        #expect(news.id == "s-1")
        #expect(news.json == #"{"gallery":false,"portals":[],"problems":false,"revision":1,"shared":false}"#)
    }

    @Test func `a client that comes back is told all that it missed at once`() {
        events.publish(LiveChange(portals: ["a"]))
        events.publish(LiveChange(portals: ["b"], gallery: true))
        events.publish(LiveChange(portals: ["c", "b"]))
        #expect(
            events.news(since: "s-1").json
                == #"{"gallery":true,"portals":["b","c"],"problems":false,"revision":3,"shared":false}"#
        )
        #expect(
            events.news(since: "s-3").json
                == #"{"gallery":false,"portals":[],"problems":false,"revision":3,"shared":false}"#
        )
    }

    @Test(arguments: ["s-4", "s--1", "s-", "s-x", "t-1", "", "s--9223372036854775808", "s-9223372036854775807"])
    func `a client of another run is told that everything differs`(id: String) {
        events.publish(LiveChange(portals: ["a"]))
        #expect(
            events.news(since: id).json == #"{"gallery":true,"portals":[],"problems":true,"revision":1,"shared":true}"#
        )
    }

    @Test func `a client that can't keep up is told once that everything differs`() {
        for number in 0..<300 { events.publish(LiveChange(portals: ["p\(number % 3)"])) }
        let news = events.news(since: "s-1")
        #expect(news.json == #"{"gallery":true,"portals":[],"problems":true,"revision":300,"shared":true}"#)
        #expect(!events.news(since: news.id).json.contains(#""shared":true"#))
    }

    @Test func `too many portals to name are all`() {
        events.publish(LiveChange(portals: Set((0..<500).map { "p\($0)" })))
        let json = events.news(since: "s-0").json
        #expect(json == #"{"gallery":true,"portals":[],"problems":false,"revision":1,"shared":true}"#)
    }

    @Test func `trouble that is no portal's is told as well`() {
        events.publish(LiveChange(problems: true))
        let json = events.news(since: "s-0").json
        #expect(json == #"{"gallery":false,"portals":[],"problems":true,"revision":1,"shared":false}"#)
    }

    @Test func `whoever listens is woken until it goes or the end comes`() throws {
        let woken = Mutex(0)
        let client = try #require(events.connect { woken.withLock { $0 += 1 } })
        events.publish(LiveChange(portals: ["a"]))
        #expect(woken.withLock { $0 } == 1)
        events.disconnect(client)
        events.publish(LiveChange(portals: ["a"]))
        #expect(woken.withLock { $0 } == 1)
        _ = try #require(events.connect { woken.withLock { $0 += 1 } })
        events.end()
        #expect(woken.withLock { $0 } == 2)
        #expect(events.connect {} == nil)
    }

    @Test func `a hundred may listen`() {
        let clients = (0..<100).compactMap { _ in events.connect {} }
        #expect(clients.count == 100)
        #expect(events.isFull)
        #expect(events.connect {} == nil)
        events.disconnect(clients[0])
        #expect(!events.isFull)
    }
}
