import AdvancedBillingAPI
import Foundation
import Portals
import TestSupport
import Testing
import Transport

@Suite struct ContractExampleTests {
    private static func members(_ name: String) throws -> ValueObject {
        try #require(try Value(json: try ContractExample.data("advanced-billing/\(name)")).object)
    }

    @Test(arguments: try ContractExample.names(of: "advanced-billing"))
    func `each example is decoded and encoded without loss`(name: String) throws {
        let data = try ContractExample.data(name)
        let value = try Value(json: data)
        let original = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed) as? NSObject
        let encoded = try JSONSerialization.jsonObject(with: value.json, options: .fragmentsAllowed) as? NSObject
        #expect(original == encoded)
        #expect(try Value(json: value.json) == value)
    }

    @Test func `a customer is read`() throws {
        var members = try #require(try Self.members("customer-enabled")["customer"]?.object)
        members["future"] = .string("kept")
        let customer = try #require(Customer(members))
        #expect(customer.members == members)
        #expect(customer.id.number == 150)
        #expect(customer.firstName == "Ada" && customer.lastName == "Moreno")
        #expect(customer.email == "ada@example.com" && customer.reference == "app-7")
        #expect(customer.organization == "Ada Moreno")
        #expect(customer.created?.date == Date(timeIntervalSince1970: 1_767_618_000))
        #expect(customer.lastInvited?.date == Date(timeIntervalSince1970: 1_769_850_900))
        #expect(customer.lastAccepted == nil)
        #expect(customer.access == .invited)
    }

    @Test(arguments: [
        (false, false, false, PortalAccess.none), (true, false, false, .enabled), (true, true, false, .invited),
        (true, true, true, .accepted),
    ])
    func `three times tell how far a customer has come`(
        enabled: Bool,
        invited: Bool,
        accepted: Bool,
        access: PortalAccess
    ) throws {
        func time(_ isThere: Bool) -> Value { isThere ? .string("2026-01-31T04:15:00-05:00") : .null }
        let members = ValueObject([
            ("id", .number("1")), ("portal_customer_created_at", time(enabled)),
            ("portal_invite_last_sent_at", time(invited)), ("portal_invite_last_accepted_at", time(accepted)),
        ])
        #expect(Customer(members)?.access == access)
    }

    @Test func `the documented link is read, with the times as they are`() throws {
        let link = try #require(ManagementLink(try Self.members("management-link-documented")))
        #expect(link.url.exposed == "https://www.billingportal.com/manage/19804639/1517596469/bd16498719a7d3e6")
        #expect(link.fetchCount == 1)
        #expect(link.created?.date == Date(timeIntervalSince1970: 1_517_596_469))
        #expect(link.newLinkAvailable?.date == Date(timeIntervalSince1970: 1_518_892_469))
        // 65 days less an hour: the service counts days of the site.
        #expect(link.expires?.date == Date(timeIntervalSince1970: 1_517_596_469 + 65 * 86_400 - 3600))
        #expect(link.lastInvited?.date == link.created?.date)
        #expect(link.members["url"] == nil)
        #expect(link.members.members.count == 5)
    }

    @Test func `an invitation is read, in times and in words`() throws {
        let resent = ResentInvitation(try Self.members("invitation-resent"))
        #expect(resent.lastInvited?.date == Date(timeIntervalSince1970: 1_769_852_400))
        #expect(resent.lastAccepted == nil)
        #expect(resent.sentWords == "2026-01-31T09:40:00Z" && resent.acceptedWords == "Not Accepted")
        #expect(resent.uninvitedCount == 3)
        let documented = ResentInvitation(try Self.members("invitation-resent-documented"))
        #expect(documented.lastInvited?.date == Date(timeIntervalSince1970: 1_704_083_400))
        #expect(documented.lastInvited?.assumesUTC == true)
        let revoked = RevokedAccess(try Self.members("access-revoked"))
        #expect(revoked.sentWords == "Not Invited" && revoked.acceptedWords == "Invite Revoked")
        #expect(revoked.uninvitedCount == 4)
    }

    @Test func `times that are words are no error`() {
        let resent = ResentInvitation(ValueObject([("last_invite_sent_at", .string("Not Invited"))]))
        #expect(resent.lastInvited?.date == nil)
        #expect(resent.lastInvited?.text == "Not Invited")
    }
}
