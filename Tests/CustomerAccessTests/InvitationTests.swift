import AdvancedBillingAPI
import CustomerAccess
import Foundation
import TestSupport
import Testing
import Transport

@Suite struct `Invitations and access` {
    @Test func `go their way, and the status tells of it`() async throws {
        try await Counter.with { counter in
            let (desk, id) = (try counter.desk(), customer(1001))
            let before = try await desk.status(of: id)
            #expect(before.customer.access == .none && !before.hasLink && before.requestCount == nil)
            let enabled = try await desk.enable(id, inviting: false)
            #expect(enabled.customer.access == .enabled && !enabled.hasSentInvitation)
            let first = try await desk.enable(id, inviting: true)
            #expect(first.customer.access == .invited && first.hasSentInvitation)
            #expect(try await !desk.enable(id, inviting: true).hasSentInvitation)
            _ = try await desk.link(for: id)
            let invited = try await desk.status(of: id)
            #expect(invited.hasLink && invited.requestCount == 1 && invited.unknownMails == [])
            #expect(invited.linkExpires == Counter.start.addingTimeInterval(65 * Counter.day))
            #expect(invited.newLinkAvailable == Counter.start.addingTimeInterval(15 * Counter.day))
            try await desk.revoke(id)
            let revoked = try await desk.status(of: id)
            #expect(revoked.customer.access == .none && !revoked.hasLink && revoked.linkExpires == nil)
            #expect(revoked.requestCount == 1 && revoked.newLinkAvailable == invited.newLinkAvailable)
            counter.time.advance(seconds: 15 * Counter.day)
            #expect(try await desk.status(of: id).requestCount == nil)
        }
    }

    @Test func `revoked and enabled again lead to the same link, which is counted on`() async throws {
        try await Counter.with { counter in
            let desk = try counter.desk()
            let first = try await desk.link(for: customer(1004))
            try await desk.revoke(customer(1004))
            let refused = await failure { () async throws(AccessError) in try await desk.link(for: customer(1004)) }
            #expect(caseName(refused) == "service")
            try await desk.enable(customer(1004), inviting: false)
            let again = try await desk.link(for: customer(1004))
            #expect(again.url == first.url && again.requestCount == 2 && again.origin == .service)
        }
    }

    @Test func `forget a link that was revoked elsewhere, or whose revocation was not answered`() async throws {
        try await Counter.with { counter in
            let desk = try counter.desk()
            _ = try await desk.link(for: customer(1004))
            try await counter.client.revokeAccess(of: customer(1004))
            let off = await failure { () async throws(AccessError) in try await desk.revoke(customer(1004)) }
            #expect(caseName(off) == "service")
            #expect(try await desk.status(of: customer(1004)).linkExpires == nil)
        }
    }

    @Test func `go out again four times in 30 minutes, also from several programs`() async throws {
        try await Counter.with { counter in
            let id = customer(1003)
            for _ in 1...4 {
                try await counter.desk().resendInvitation(to: id)
                counter.time.advance(seconds: 60)
            }
            let desk = try counter.desk()
            let error = await failure { () async throws(AccessError) in try await desk.resendInvitation(to: id) }
            guard case .invitationLimit(id, let next) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(next == Counter.start.addingTimeInterval(1800))
            #expect(try await desk.status(of: id).nextResend == next)
            #expect(counter.wire.resends.count == 4)
            try await desk.resendInvitation(to: id, beyondLimit: true)
            // The service refuses the sixth, which does not count.
            let sixth = await failure { () async throws(AccessError) in
                try await desk.resendInvitation(to: id, beyondLimit: true)
            }
            #expect(caseName(sixth) == "service")
            #expect(counter.wire.resends.map(\.status) == [200, 200, 200, 200, 200, 422])
            counter.time.advance(seconds: 1800)
            try await desk.resendInvitation(to: id)
        }
    }

    @Test func `count when the clock is set back`() async throws {
        try await Counter.with { counter in
            let desk = try counter.desk()
            for _ in 1...4 { try await desk.resendInvitation(to: customer(1003)) }
            counter.time.advance(seconds: -7200)
            let error = await failure { () async throws(AccessError) in
                try await desk.resendInvitation(to: customer(1003))
            }
            #expect(caseName(error) == "invitationLimit")
        }
    }

    @Test func `whose answer is lost are unknown, count, and are not sent again`() async throws {
        try await Counter.with { counter in
            let (desk, id) = (try counter.desk(), customer(1003))
            counter.wire.order(.lostAnswer)
            let error = await failure { () async throws(AccessError) in try await desk.resendInvitation(to: id) }
            #expect(caseName(error) == "mailUnknown")
            #expect(counter.wire.resends.count == 1)
            // The service tells of it.
            #expect(try await desk.status(of: id).unknownMails == [])
            for _ in 2...4 { try await desk.resendInvitation(to: id) }
            let fifth = await failure { () async throws(AccessError) in try await desk.resendInvitation(to: id) }
            #expect(caseName(fifth) == "invitationLimit")
        }
    }

    @Test func `whose request was lost are not taken for others of the same second`() async throws {
        try await Counter.with { counter in
            let (desk, id) = (try counter.desk(), customer(1003))
            try await desk.resendInvitation(to: id)
            counter.wire.order(.lostRequest)
            let error = await failure { () async throws(AccessError) in try await desk.resendInvitation(to: id) }
            #expect(caseName(error) == "mailUnknown")
            #expect(try await desk.status(of: id).unknownMails == [Counter.start])
        }
    }

    @Test func `whose request was lost stay unknown until one surely goes out, whatever this clock says`() async throws
    {
        try await Counter.with { counter in
            let (desk, id) = (try counter.desk(), customer(1003))
            // The service has the right time, and sent one a moment ago.
            counter.time.advance(seconds: 600)
            try await desk.resendInvitation(to: id)
            counter.time.advance(seconds: 5)
            let slow = AccessDesk(
                client: counter.client,
                site: "sandbox",
                ledger: try counter.ledger(),
                time: TimeSource(now: { counter.time.now.addingTimeInterval(-3600) }, sleep: { _ in })
            )
            counter.wire.order(.lostRequest)
            let error = await failure { () async throws(AccessError) in try await slow.resendInvitation(to: id) }
            #expect(caseName(error) == "mailUnknown")
            #expect(try await slow.status(of: id).unknownMails.count == 1)
            counter.time.advance(seconds: 5)
            try await slow.resendInvitation(to: id)
            #expect(try await slow.status(of: id).unknownMails == [])
        }
    }

    @Test func `whose first one was not answered are looked for before they are ordered again`() async throws {
        try await Counter.with { counter in
            let (desk, id) = (try counter.desk(), customer(1001))
            counter.wire.order(.lostAnswer, method: "POST")
            let error = await failure { () async throws(AccessError) in try await desk.enable(id, inviting: true) }
            #expect(caseName(error) == "mailUnknown")
            let again = try await desk.enable(id, inviting: true)
            #expect(again.customer.access == .invited && !again.hasSentInvitation)
            #expect(counter.wire.exchanges.map(\.method) == ["GET", "POST", "GET"])
            #expect(try await desk.status(of: id).unknownMails == [])
        }
    }

    @Test func `that never left the machine do not count`() async throws {
        try await Counter.with { counter in
            let desk = try counter.desk()
            for _ in 1...6 {
                counter.wire.order(.unreachable)
                let error = await failure { () async throws(AccessError) in
                    try await desk.resendInvitation(to: customer(1003))
                }
                #expect(caseName(error) == "service")
            }
            #expect(try await desk.status(of: customer(1003)).unknownMails == [])
            try await desk.resendInvitation(to: customer(1003))
        }
    }

    @Test func `go to whom a name means, and to nobody if it means several`() async throws {
        try await Counter.with { counter in
            let desk = try counter.desk()
            var names: [CustomerID] = []
            for reference in ["a/b", "a b"] {
                let new = NewCustomer(firstName: "Ada", lastName: "Two", email: "two@example.com", reference: reference)
                names.append(try await counter.client.createCustomer(new).value.id)
            }
            #expect(try await desk.customer(named: try #require(CustomerName("ref:a/b"))) == names[0])
            #expect(try await desk.customer(named: try #require(CustomerName("1003"))) == customer(1003))
            #expect(try await desk.customer(named: .email("ADA@example.com")) == customer(1001))
            let error = await failure { () async throws(AccessError) in
                try await desk.customer(named: .email("two@example.com"))
            }
            guard case .service(.ambiguousEmail(let found)) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(found.map(\.id) == names)
            #expect(["", "0", "-1", "ref:", "email:", "ada@example.com", "１"].allSatisfy { CustomerName($0) == nil })
        }
    }
}
