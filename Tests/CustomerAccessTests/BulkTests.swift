import AdvancedBillingAPI
import CustomerAccess
import Foundation
import HTTPTypes
import Synchronization
import TestSupport
import Testing
import Transport

@Suite struct `A job with many customers` {
    /// Makes customers who have access, and the list of them.
    private func customers(_ count: Int, in counter: Counter) async throws -> (ids: [CustomerID], list: CustomerList) {
        let members = (0..<count).map {
            #"{"first_name": "A", "last_name": "B\#($0)", "email": "c\#($0)@b.example", "#
                + #""reference": "r\#($0)", "access": "enabled", "id": \#(5000 + $0)}"#
        }
        try await counter.control(.patch, "/settings", #"{"customers": [\#(members.joined(separator: ","))]}"#)
        let ids = (0..<count).map { customer(5000 + $0) }
        let list = try CustomerList(csv: Data("id\n\(ids.map(\.description).joined(separator: "\n"))\n".utf8))
        return (ids, list)
    }

    private func resend(_ desk: AccessDesk) -> BulkJob<Void> {
        BulkJob("resend", resumption: .unlessMailed) { (id) async throws(AccessError) in
            try await desk.resendInvitation(to: id)
        }
    }

    /// Runs a job, and returns how it ended for each, in the order in which it was told.
    private func endings<Outcome>(
        _ desk: AccessDesk,
        _ job: BulkJob<Outcome>,
        _ list: CustomerList
    ) async throws -> [String] {
        var endings: [String] = []
        try await desk.run(job, over: list.rows) { result in
            endings.append("\(result.row.line) \(Mirror(reflecting: result.ending).children.first?.label ?? "")")
        }
        return endings
    }

    @Test func `tells of each in the order of the list`() async throws {
        try await Counter.with { counter in
            let (ids, list) = try await customers(200, in: counter)
            let desk = try counter.desk()
            let job = BulkJob("link", resumption: .unkept) { (id) async throws(AccessError) in
                try await desk.link(for: id)
            }
            let found = Mutex<[CustomerID?]>([])
            try await desk.run(job, over: list.rows) { result in
                found.withLock { $0.append(result.customer) }
            }
            #expect(found.withLock { $0 } == ids)
            #expect(counter.wire.linkRequests.count == 200)
            _ = try await endings(desk, job, list)
            #expect(counter.wire.linkRequests.count == 200)
        }
    }

    @Test func `goes on where it was stopped, and sends nobody two mails`() async throws {
        try await Counter.with { counter in
            let (ids, list) = try await customers(120, in: counter)
            var all = 0
            while all < list.rows.count {
                let desk = try counter.desk()
                var job = resend(desk)
                let budget = Mutex(all + 30)
                job.isStopped = { counter.wire.resends.count >= budget.withLock { $0 } }
                let endings = try await endings(desk, job, list)
                #expect(endings.count >= all)
                all = endings.count
            }
            #expect(counter.wire.resends.count == ids.count)
            #expect(Set(counter.wire.resends.map(\.path)).count == ids.count)
            // It is complete: who saw it end may not know, and an hour later the next run is another one.
            #expect(
                try await endings(counter.desk(), resend(counter.desk()), list).allSatisfy { $0.hasSuffix("earlier") }
            )
            counter.time.advance(seconds: 3000)
            #expect(
                try await endings(counter.desk(), resend(counter.desk()), list).allSatisfy { $0.hasSuffix("earlier") }
            )
            counter.time.advance(seconds: 601)
            #expect(try await endings(counter.desk(), resend(counter.desk()), list).allSatisfy { $0.hasSuffix("done") })
            #expect(counter.wire.resends.count == 2 * ids.count)
        }
    }

    @Test func `that was ended while a mail was ordered reports it as unknown and does not send it`() async throws {
        try await Counter.with { counter in
            let (_, list) = try await customers(3, in: counter)
            let desk = try counter.desk()
            counter.wire.order(.held)
            let (ledger, rows) = (try counter.ledger(), list.rows)
            let run = Task {
                let desk = counter.desk(ledger)
                var job = resend(desk)
                job.concurrency = 1
                try await desk.run(job, over: rows) { _ in }
            }
            while !counter.wire.isHolding { await Task.yield() }
            let other = await failure { () async throws(AccessError) in
                do { try await desk.run(resend(desk), over: rows) { _ in } } catch let error as AccessError {
                    throw error
                } catch {
                    Issue.record("\(error)")
                }
            }
            guard case .jobTaken = other else {
                Issue.record("two runs of one job")
                return
            }
            run.cancel()
            counter.wire.letGo()
            _ = await run.result
            let sent = counter.wire.resends.count
            let again = try await endings(desk, resend(desk), list)
            #expect(again == ["2 unknown", "3 done", "4 done"])
            #expect(counter.wire.resends.count == sent + 2)
            #expect(try await endings(desk, resend(desk), list) == ["2 unknown", "3 earlier", "4 earlier"])
            try await desk.forget("resend")
            #expect(try await endings(desk, resend(desk), list) == ["2 done", "3 done", "4 done"])
        }
    }

    @Test func `keeps a failure for the next run, and what an answer that was lost has done`() async throws {
        try await Counter.with { counter in
            let (ids, _) = try await customers(3, in: counter)
            let desk = try counter.desk()
            let csv = "id,reference\n\(ids[0])\n,r1\n,r0\n9999\n"
            let list = try CustomerList(csv: Data(csv.utf8))
            var job = BulkJob("revoke", resumption: .againUnlessRefused) { (id) async throws(AccessError) in
                try await desk.revoke(id)
            }
            job.concurrency = 1
            #expect(try await endings(desk, job, list) == ["2 done", "3 done", "4 duplicate", "5 failed"])
            #expect(try await endings(desk, job, list) == ["2 earlier", "3 earlier", "4 duplicate", "5 failed"])
            #expect(counter.wire.exchanges.filter { $0.method == "DELETE" }.map(\.status) == [200, 200, 404, 404])
        }
    }

    @Test func `that was killed behind a first invitation orders no other`() async throws {
        try await Counter.with { counter in
            let (ids, _) = try await customers(2, in: counter)
            let desk = try counter.desk()
            try await counter.control(.patch, "/settings", #"{"customers": [{"id": \#(ids[0]), "access": "none"}]}"#)
            let list = try CustomerList(csv: Data("id\n\(ids[0])\n".utf8))
            let dying = BulkJob<Void>("enable", resumption: .again) { (id) async throws(AccessError) in
                _ = try await desk.enable(id, inviting: true)
                // As if the program had ended here.
                throw .service(.transport(.interrupted))
            }
            #expect(try await endings(desk, dying, list) == ["2 failed"])
            let job = BulkJob("enable", resumption: .again) { (id) async throws(AccessError) in
                try await desk.enable(id, inviting: true)
            }
            #expect(try await endings(desk, job, list) == ["2 done"])
            #expect(counter.wire.exchanges.count { $0.method == "POST" } == 1)
        }
    }

    @Test(arguments: [(BulkJob<Void>.Resumption.unlessMailed, 30), (.again, 1)])
    func `is gone on with for days, and not for ever`(_ resumption: BulkJob<Void>.Resumption, days: Double) async throws
    {
        try await Counter.with { counter in
            let (ids, _) = try await customers(1, in: counter)
            let desk = try counter.desk()
            let list = try CustomerList(csv: Data("id\n\(ids[0])\n9999\n".utf8))
            let job = BulkJob<Void>("job", resumption: resumption) { (id) async throws(AccessError) in
                _ = try await desk.status(of: id)
            }
            #expect(try await endings(desk, job, list) == ["2 done", "3 failed"])
            counter.time.advance(seconds: days * Counter.day - 1)
            #expect(try await endings(desk, job, list) == ["2 earlier", "3 failed"])
            counter.time.advance(seconds: 2)
            #expect(try await endings(desk, job, list) == ["2 done", "3 failed"])
        }
    }

    @Test func `begins with nobody else once the service takes no key`() async throws {
        try await Counter.with { counter in
            let (_, list) = try await customers(40, in: counter)
            try await counter.control(.patch, "/settings", #"{"advancedBilling": {"apiKey": "another"}}"#)
            let endings = try await endings(counter.desk(), resend(counter.desk()), list)
            #expect(endings.count == 16 && endings.allSatisfy { $0.hasSuffix("failed") })
        }
    }

    @Test func `finds out what became of mails whose answers were lost, and sends what surely did not go`() async throws
    {
        try await Counter.with { counter in
            let (_, list) = try await customers(3, in: counter)
            let desk = try counter.desk()
            var job = resend(desk)
            job.concurrency = 1
            counter.wire.order(.lostAnswer)
            #expect(try await endings(desk, job, list) == ["2 unknown", "3 done", "4 done"])
            #expect(try await endings(desk, job, list) == ["2 earlier", "3 earlier", "4 earlier"])
            counter.time.advance(seconds: 3601)
            counter.wire.order(.lostRequest)
            #expect(try await endings(desk, job, list) == ["2 unknown", "3 done", "4 done"])
            #expect(try await endings(desk, job, list) == ["2 unknown", "3 earlier", "4 earlier"])
            // As if the program had ended before it ordered the mail.
            try await desk.forget("resend")
            let dying = BulkJob<Void>("resend", resumption: .unlessMailed) { (_) async throws(AccessError) in
                throw .service(.transport(.interrupted))
            }
            counter.time.advance(seconds: 5)
            #expect(try await endings(desk, dying, list) == ["2 failed", "3 failed", "4 failed"])
            #expect(try await endings(desk, job, list) == ["2 done", "3 done", "4 done"])
            #expect(counter.wire.resends.count == 8)
        }
    }

    @Test func `begins with nobody else once nobody answers`() async throws {
        try await Counter.with { counter in
            let (ids, list) = try await customers(60, in: counter)
            let desk = try counter.desk()
            var job = BulkJob("status", resumption: .unkept) { (id) async throws(AccessError) in
                if id == ids[4] { counter.wire.cut() }
                return try await desk.status(of: id)
            }
            // One after the other: a late answer to another one would begin the count anew.
            job.concurrency = 1
            var told = 0
            let obstacle = try await desk.run(job, over: list.rows) { _ in told += 1 }
            #expect(told == 24)
            guard case .service(.transport(.unreachable)) = obstacle else {
                Issue.record("\(String(describing: obstacle))")
                return
            }
            #expect(try await desk.run(job, over: Array(list.rows.prefix(19))) { _ in } == nil)
        }
    }

    @Test func `puts off whom the service has no time for`() async throws {
        try await Counter.with { counter in
            let (_, list) = try await customers(2, in: counter)
            let body = #"{"path": "*", "method": "POST", "status": 429, "times": 2}"#
            try await counter.control(.post, "/faults", body)
            let desk = try counter.deskWithStillClock()
            let told = Mutex<[Int]>([])
            var job = resend(desk)
            job.pauses = { (count, until) in
                told.withLock { $0.append(count) }
                counter.time.advance(seconds: until.timeIntervalSince(counter.time.now))
            }
            #expect(try await endings(desk, job, list) == ["2 done", "3 done"])
            #expect(counter.wire.resends.map(\.status).sorted() == [200, 200, 429, 429])
            #expect(told.withLock { $0 } == [2])
        }
    }

    @Test func `lets the others go on while some wait, also when it is ended meanwhile`() async throws {
        try await Counter.with { counter in
            let (ids, list) = try await customers(40, in: counter)
            let desk = try counter.deskWithStillClock()
            for id in ids.prefix(20) { for _ in 1...4 { try await desk.resendInvitation(to: id) } }
            var job = resend(desk)
            job.waits = true
            job.concurrency = 2
            let ended = Mutex(false)
            job.pauses = { (count, _) in ended.withLock { $0 = count == 20 } }
            job.isStopped = { ended.withLock { $0 } }
            let first = try await endings(desk, job, list)
            #expect(first.count == 40 && first.prefix(20).allSatisfy { $0.hasSuffix("failed") })
            #expect(first.suffix(20).allSatisfy { $0.hasSuffix("done") })
            // Nobody who only waited is taken for mailed.
            job.isStopped = { false }
            job.pauses = { (count, until) in
                counter.time.advance(seconds: until.timeIntervalSince(counter.time.now))
            }
            let second = try await endings(desk, job, list)
            #expect(second.prefix(20).allSatisfy { $0.hasSuffix("done") })
            #expect(second.suffix(20).allSatisfy { $0.hasSuffix("earlier") })
            #expect(counter.wire.resends.count == 80 + 40)
            #expect(counter.wire.resends.allSatisfy { $0.status == 200 })
        }
    }

    @Test func `waits for the limit of invitations, or fails by it`() async throws {
        try await Counter.with { counter in
            let (ids, list) = try await customers(2, in: counter)
            let desk = try counter.desk()
            for _ in 1...4 { try await desk.resendInvitation(to: ids[0]) }
            #expect(try await endings(desk, resend(desk), list) == ["2 failed", "3 done"])
            var job = resend(desk)
            job.waits = true
            #expect(try await endings(desk, job, list) == ["2 done", "3 earlier"])
            #expect(counter.time.now >= Counter.start.addingTimeInterval(1800))
            #expect(counter.wire.resends.allSatisfy { $0.status == 200 } && counter.wire.resends.count == 6)
        }
    }
}
