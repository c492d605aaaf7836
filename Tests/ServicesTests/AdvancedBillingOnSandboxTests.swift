import AdvancedBillingAPI
import Foundation
import NIOHTTP1
import Portals
import TestSupport
import Testing
import Transport

@Suite struct `Advanced Billing's client and the sandbox` {
    private static func customer(_ number: Int) throws -> CustomerID { try #require(CustomerID(number)) }

    private static let day = 86_400.0

    @Test func `agree on the customers`() async throws {
        try await Services.with { services in
            let billing = services.billing
            var ids: [Int] = []
            for try await customer in billing.customers() { ids.append(customer.id.number) }
            #expect(ids == [1001, 1002, 1003, 1004, 1005])
            let states = try await [1001, 1002, 1003, 1004].asyncMap { number in
                try await billing.customer(try Self.customer(number)).value.access
            }
            #expect(states == [.none, .enabled, .invited, .accepted])
            #expect(try await billing.customer(email: "ADA@example.com").value.id.number == 1001)
            let new = NewCustomer(firstName: "Fay", lastName: "Wu", email: "fay@example.com", reference: "app-7")
            let made = try await billing.createCustomer(new)
            #expect(made.status == 201)
            #expect(try await billing.customer(reference: "app-7").value.id == made.value.id)
            let taken = await failure { _ = try await billing.createCustomer(new) }
            #expect(caseName(of: taken) == "invalid")
            let unknown = await failure { _ = try await billing.customer(email: "nobody@example.com") }
            #expect(caseName(of: unknown) == "no customer has this address")
        }
    }

    @Test func `agree on enabling, inviting, accepting and revoking`() async throws {
        try await Services.with { services in
            let billing = services.billing
            let id = try Self.customer(1001)
            #expect(try await billing.enableAccess(for: id, inviting: false).value.access == .enabled)
            #expect(try await billing.enableAccess(for: id, inviting: true).value.access == .invited)
            try await services.control(.POST, "/accept/1001")
            #expect(try await billing.customer(id).value.access == .accepted)
            let revoked = try await billing.revokeAccess(of: id).value
            #expect(revoked.acceptedWords == "Invite Revoked")
            #expect(try await billing.customer(id).value.access == PortalAccess.none)
            let again = await failure { try await billing.revokeAccess(of: id) }
            #expect(caseName(of: again) == "invalid")
            let nobody = try Self.customer(9999)
            let unknown = await failure { _ = try await billing.managementLink(of: nobody) }
            #expect(caseName(of: unknown) == "notFound")
        }
    }

    @Test func `hand out one link for 15 days, 15 times, that works for 65`() async throws {
        try await Services.with { services in
            let billing = services.billing
            let id = try Self.customer(1004)
            let first = try await billing.managementLink(of: id).value
            #expect("\(first.url)" == "<redacted>" && first.fetchCount == 1)
            for count in 2...15 {
                let link = try await billing.managementLink(of: id).value
                #expect(link.url.exposed == first.url.exposed && link.fetchCount == count)
            }
            let refused = await failure { _ = try await billing.managementLink(of: id) }
            guard case .linkLimit(let date, let call) = refused as? AdvancedBillingError else {
                Issue.record("\(String(describing: refused))")
                return
            }
            #expect(call.status == 429)
            let start = services.time.now
            #expect(date == start.addingTimeInterval(15 * Self.day))
            services.time.advance(seconds: 15 * Self.day)
            let second = try await billing.managementLink(of: id).value
            #expect(second.url.exposed != first.url.exposed && second.fetchCount == 1)
            #expect(try await services.control(.GET, first.url.exposed).0 == 200)
            services.time.advance(seconds: 50 * Self.day)
            #expect(try await services.control(.GET, first.url.exposed).0 == 410)
            #expect(try await services.control(.GET, second.url.exposed).0 == 200)
        }
    }

    @Test func `count invitations on both sides`() async throws {
        try await Services.with { services in
            let billing = services.billing
            let id = try Self.customer(1003)
            for _ in 1...4 { _ = try await billing.resendInvitation(to: id) }
            let own = await failure { _ = try await billing.resendInvitation(to: id) }
            guard case .invitationLimit(let date?, call: nil) = own as? AdvancedBillingError else {
                Issue.record("\(String(describing: own))")
                return
            }
            #expect(date == services.time.now.addingTimeInterval(1800))
            #expect(try await billing.resendInvitation(to: id, beyondLimit: true).status == 200)
            let theirs = await failure { _ = try await billing.resendInvitation(to: id, beyondLimit: true) }
            guard case .invitationLimit(_, let call?) = theirs as? AdvancedBillingError else {
                Issue.record("\(String(describing: theirs))")
                return
            }
            #expect(call.status == 422)
            services.time.advance(seconds: 1800)
            #expect(try await billing.resendInvitation(to: id).status == 200)
        }
    }

    @Test func `tell who may not ask, and that the portal is off`() async throws {
        try await Services.with(billingKey: "wrong") { services in
            let id = try Self.customer(1002)
            let refused = await failure { _ = try await services.billing.customer(id) }
            #expect(caseName(of: refused) == "unauthorized")
        }
        try await Services.with { services in
            let id = try Self.customer(1002)
            let body = #"{"advancedBilling": {"isPortalEnabled": false}}"#
            #expect(try await services.control(.PATCH, "/settings", body).0 == 200)
            let refused = await failure { _ = try await services.billing.managementLink(of: id) }
            #expect(caseName(of: refused) == "invalid")
        }
    }
}

extension Array where Element: Sendable {
    fileprivate func asyncMap<Made>(_ transform: (Element) async throws -> Made) async throws -> [Made] {
        var made: [Made] = []
        for element in self { made.append(try await transform(element)) }
        return made
    }
}
