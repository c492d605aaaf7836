import AdvancedBillingAPI
import CustomerAccess
import Foundation
import HTTPTypes
import TestSupport
import Testing
import Transport

@Suite struct `A customer's link` {
    @Test func `is asked for once and then comes from the ledger, also in another program`() async throws {
        try await Counter.with { counter in
            let first = try await counter.desk().link(for: customer(1004))
            #expect(first.origin == .service && first.requestCount == 1 && first.ledgerFailure == nil)
            #expect(first.url.exposed.hasPrefix("\(counter.origin)/manage/1004/"))
            for _ in 1...20 {
                let again = try await counter.desk().link(for: customer(1004))
                #expect(again.origin == .ledger && again.url == first.url && again.expires == first.expires)
            }
            #expect(counter.wire.linkRequests.count == 1)
        }
    }

    @Test func `is renewed through 100 days only when it is over or a fresh one is wanted`() async throws {
        try await Counter.with { counter in
            let desk = try counter.desk()
            var urls: [Int: Secret] = [:]
            for day in 0..<100 {
                urls[day] = try await desk.link(for: customer(1004)).url
                counter.time.advance(seconds: Counter.day)
            }
            // 65 days of the first one, 35 of the second.
            #expect(Set(urls.values).count == 2 && urls[64] == urls[0] && urls[65] != urls[0])
            #expect(counter.wire.linkRequests.map(\.status) == [200, 200])
            // The second one is 35 days old, so that there can be a third.
            let fresh = try await desk.link(for: customer(1004), refreshing: true)
            #expect(fresh.origin == .service && fresh.url != urls[99] && fresh.requestCount == 1)
            let tooEarly = try await desk.link(for: customer(1004), refreshing: true)
            #expect(tooEarly.origin == .ledger && tooEarly.url == fresh.url)
            #expect(counter.wire.linkRequests.count == 3)
        }
    }

    @Test func `that is over and cannot be renewed yet is said with the date, and not asked for`() async throws {
        try await Counter.with { counter in
            try await counter.control(.patch, "/settings", #"{"advancedBilling": {"linkLife": 3600}}"#)
            let desk = try counter.desk()
            _ = try await desk.link(for: customer(1004))
            counter.time.advance(seconds: 3600)
            for refreshing in [false, true] {
                let error = await failure { () async throws(AccessError) in
                    try await desk.link(for: customer(1004), refreshing: refreshing)
                }
                guard case .linkOver(customer(1004), let expired, let next) = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(expired == Counter.start.addingTimeInterval(3600))
                #expect(next == Counter.start.addingTimeInterval(15 * Counter.day))
                #expect("\(try #require(error))".contains("2026-02-15T09:15:00Z"))
            }
            #expect(counter.wire.linkRequests.count == 1)
            counter.time.advance(seconds: 15 * Counter.day)
            #expect(try await desk.link(for: customer(1004)).origin == .service)
        }
    }

    @Test func `that is over when the service gives it is said to be over`() async throws {
        try await Counter.with { counter in
            try await counter.control(.patch, "/settings", #"{"advancedBilling": {"linkLife": 3600}}"#)
            _ = try await counter.client.managementLink(of: customer(1004))
            counter.time.advance(seconds: 7200)
            let desk = try counter.desk()
            for _ in 1...2 {
                let error = await failure { () async throws(AccessError) in try await desk.link(for: customer(1004)) }
                #expect(caseName(error) == "linkOver")
            }
            #expect(counter.wire.linkRequests.count == 2)
        }
    }

    @Test func `of which no answer ever comes is asked for once a day after fifteen times`() async throws {
        try await Counter.with { counter in
            try await counter.control(
                .post,
                "/faults",
                #"{"path": "*/management_link.json", "status": 500, "times": 100}"#
            )
            let desk = try counter.desk()
            for _ in 1...20 {
                _ = await failure { () async throws(AccessError) in try await desk.link(for: customer(1004)) }
            }
            #expect(counter.wire.linkRequests.count == 15)
            let status = try await desk.status(of: customer(1004))
            #expect(status.requestCount == 15 && status.newLinkAvailable == status.blockedUntil)
            #expect(status.blockedUntil == Counter.start.addingTimeInterval(Counter.day))
            for _ in 1...3 {
                counter.time.advance(seconds: Counter.day)
                for _ in 1...2 {
                    _ = await failure { () async throws(AccessError) in try await desk.link(for: customer(1004)) }
                }
            }
            #expect(counter.wire.linkRequests.count == 18)
        }
    }

    @Test func `is forgotten when the status says that access was taken away elsewhere`() async throws {
        try await Counter.with { counter in
            let desk = try counter.desk()
            _ = try await desk.link(for: customer(1004))
            _ = try await counter.client.revokeAccess(of: customer(1004))
            let status = try await desk.status(of: customer(1004))
            #expect(!status.hasLink && status.linkExpires == nil && status.requestCount == 1)
            let error = await failure { () async throws(AccessError) in try await desk.link(for: customer(1004)) }
            #expect(caseName(error) == "service")
        }
    }

    @Test func `counts no more requests than there can be, whatever the service says`() async throws {
        try await Counter.with { counter in
            let desk = try counter.desk()
            counter.wire.order(.overcounted)
            #expect(try await desk.link(for: customer(1004)).requestCount == CustomerLink.requestLimit)
            #expect(try await desk.status(of: customer(1004)).requestCount == CustomerLink.requestLimit)
            try await desk.revoke(customer(1004))
            try await desk.enable(customer(1004), inviting: false)
            let error = await failure { () async throws(AccessError) in try await desk.link(for: customer(1004)) }
            #expect(caseName(error) == "linkLimit")
        }
    }

    @Test func `is asked for no sixteenth time, whoever asked before`() async throws {
        try await Counter.with { counter in
            let desk = try counter.desk()
            // Another machine.
            for _ in 1...11 { _ = try await counter.client.managementLink(of: customer(1004)) }
            #expect(try await desk.link(for: customer(1004)).isNearlyUsedUp)
            for _ in 13...15 {
                try await desk.revoke(customer(1004))
                try await desk.enable(customer(1004), inviting: false)
                let link = try await desk.link(for: customer(1004))
                #expect(link.isNearlyUsedUp)
            }
            try await desk.revoke(customer(1004))
            try await desk.enable(customer(1004), inviting: false)
            let error = await failure { () async throws(AccessError) in try await desk.link(for: customer(1004)) }
            guard case .linkLimit(customer(1004), let next) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(next == Counter.start.addingTimeInterval(15 * Counter.day))
            #expect(counter.wire.linkRequests.count == 15)
            #expect(counter.wire.linkRequests.allSatisfy { $0.status == 200 })
            counter.time.advance(seconds: 15 * Counter.day)
            #expect(try await desk.link(for: customer(1004)).requestCount == 1)
        }
    }

    @Test func `that the service refuses is not asked for again before the service's date`() async throws {
        try await Counter.with { counter in
            let blocked = customer(1005)
            let desk = try counter.desk()
            let first = await failure { () async throws(AccessError) in try await desk.link(for: blocked) }
            guard case .linkLimit(blocked, let next) = first else {
                Issue.record("\(String(describing: first))")
                return
            }
            let second = await failure { () async throws(AccessError) in try await desk.link(for: blocked) }
            #expect(caseName(second) == "linkLimit")
            #expect(counter.wire.linkRequests.map(\.status) == [429])
            counter.time.advance(seconds: next.timeIntervalSince(counter.time.now))
            #expect(try await desk.link(for: blocked).origin == .service)
        }
    }

    @Test func `whose answer is lost has cost a request, and one that never left has not`() async throws {
        try await Counter.with { counter in
            let desk = try counter.desk()
            _ = try await desk.link(for: customer(1004))
            try await desk.revoke(customer(1004))
            try await desk.enable(customer(1004), inviting: false)
            counter.wire.order(.unreachable)
            let unsent = await failure { () async throws(AccessError) in try await desk.link(for: customer(1004)) }
            // A connection that does not come about is tried again.
            #expect(unsent == nil)
            #expect(try await desk.status(of: customer(1004)).requestCount == 2)
            try await desk.revoke(customer(1004))
            try await desk.enable(customer(1004), inviting: false)
            counter.wire.order(.lostAnswer)
            let lost = await failure { () async throws(AccessError) in try await desk.link(for: customer(1004)) }
            #expect(caseName(lost) == "service")
            #expect(try await desk.status(of: customer(1004)).requestCount == 3)
            let found = try await desk.link(for: customer(1004))
            #expect(found.requestCount == 4)
        }
    }

    @Test func `for a customer without access is refused and costs nothing`() async throws {
        try await Counter.with { counter in
            let desk = try counter.desk()
            for id in [customer(1001), customer(9999)] {
                for _ in 1...16 {
                    let error = await failure { () async throws(AccessError) in try await desk.link(for: id) }
                    #expect(caseName(error) == "service")
                }
            }
            try await desk.enable(customer(1001), inviting: false)
            #expect(try await desk.link(for: customer(1001)).requestCount == 1)
        }
    }

    @Test func `costs no further request when the clock is set back`() async throws {
        try await Counter.with { counter in
            let desk = try counter.desk()
            let link = try await desk.link(for: customer(1004))
            for seconds in [-3600, -400 * Counter.day, 10 * Counter.day] {
                counter.time.advance(seconds: seconds)
                #expect(try await desk.link(for: customer(1004)).url == link.url)
                #expect(try await desk.link(for: customer(1004), refreshing: true).url == link.url)
            }
            #expect(counter.wire.linkRequests.count == 1)
        }
    }

    @Test func `costs no more than one request a day when this clock is years ahead of the service's`() async throws {
        try await Counter.with { counter in
            let ahead = TurnedTime(Counter.start.addingTimeInterval(3 * 365 * Counter.day))
            let ledger = try counter.ledger()
            let desk = AccessDesk(client: counter.client, site: "sandbox", ledger: ledger, time: ahead.source)
            let first = try await desk.link(for: customer(1004))
            #expect(first.origin == .service)
            let error = await failure { () async throws(AccessError) in try await desk.link(for: customer(1004)) }
            #expect(caseName(error) == "clockAhead")
            for _ in 1...60 {
                ahead.advance(seconds: Counter.day / 4)
                counter.time.advance(seconds: Counter.day / 4)
                _ = await failure { () async throws(AccessError) in try await desk.link(for: customer(1004)) }
            }
            #expect(counter.wire.linkRequests.allSatisfy { $0.status == 200 })
            // The clock is put right.
            let mended = counter.desk(ledger)
            let count = counter.wire.linkRequests.count
            #expect(try await mended.link(for: customer(1004)).origin == .ledger)
            #expect(counter.wire.linkRequests.count == count)
        }
    }

    @Test func `is fetched once for 50 callers at the same time`() async throws {
        try await Counter.with { counter in
            try await counter.control(.patch, "/settings", #"{"latency": 30}"#)
            let (one, other) = (try counter.desk(), try counter.desk())
            let links = try await withThrowingTaskGroup(of: CustomerLink.self) { group in
                for number in 0..<50 {
                    group.addTask { try await (number % 2 == 0 ? one : other).link(for: customer(1004)) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(links.count == 50 && Set(links.map(\.url)).count == 1)
            #expect(links.filter { $0.origin == .service }.count == 1)
            #expect(counter.wire.linkRequests.count == 1)
        }
    }

    @Test func `belongs to its site and its service`() async throws {
        try await Counter.with { counter in
            let ledger = try counter.ledger()
            let desk = counter.desk(ledger)
            let link = try await desk.link(for: customer(1004))
            let elsewhere = AccessDesk(client: counter.client, site: "other", ledger: ledger, time: counter.time.source)
            #expect(try await elsewhere.link(for: customer(1004)).origin == .service)
            #expect(try await desk.link(for: customer(1004)).url == link.url)
        }
    }

    @Test func `is waited for until the task is cancelled`() async throws {
        try await Counter.with { counter in
            let desk = try counter.desk()
            counter.wire.order(.held)
            async let first = desk.link(for: customer(1004))
            while !counter.wire.isHolding { await Task.yield() }
            let waiting = Task { () async -> AccessError? in
                await failure { () async throws(AccessError) in try await desk.link(for: customer(1004)) }
            }
            waiting.cancel()
            guard case .cancelled = await waiting.value else {
                Issue.record("it went on")
                return
            }
            counter.wire.letGo()
            #expect(try await first.origin == .service)
            #expect(counter.wire.linkRequests.count == 1)
        }
    }
}
