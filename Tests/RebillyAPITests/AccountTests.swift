import Foundation
import RebillyAPI
import Testing
import Transport

@Suite struct AccountTests {
    @Test(arguments: [
        ("https://api.rebilly.com", "org_a", "https://api.rebilly.com", "org_a"),
        ("https://api.rebilly.com/organizations/org_a", nil, "https://api.rebilly.com", "org_a"),
        ("https://api.rebilly.com/organizations/org_a/", "org_a", "https://api.rebilly.com", "org_a"),
        ("http://127.0.0.1:8080/rebilly/organizations/sandbox", nil, "http://127.0.0.1:8080/rebilly", "sandbox"),
        ("http://localhost:1/organizations/a%7Eb", nil, "http://localhost:1", "a~b"),
    ])
    func `an address may name the organization`(text: String, given: String?, base: String, named: String) throws {
        let account = try RebillyAccount(baseURL: text, organization: given.flatMap(OrganizationID.init))
        #expect(account.base.description == base)
        #expect(account.organization.description == named)
    }

    @Test(arguments: [
        ("https://a:b@api.rebilly.com", "org_a", .address(.credentials)),
        ("https://api.rebilly.com?a=b", "org_a", .address(.query)),
        ("https://api.rebilly.com", nil, RebillyAccount.Refusal.organizationMissing),
        ("https://api.rebilly.com/organizations/org_a", "org_b", .organizationDiffers),
        ("https://api.rebilly.com/organizations/..", nil, .organizationDiffers),
        ("https://api.rebilly.com/organizations/a%2Fb", nil, .organizationDiffers),
        ("http://api.rebilly.com", "org_a", .address(.insecure)), ("nonsense", "org_a", .address(.malformed)),
    ])
    func `what does not fit is refused`(text: String, given: String?, refusal: RebillyAccount.Refusal) {
        #expect((refusal as any Error).localizedDescription == "\(refusal)" && "\(refusal)".contains("base URL"))
        #expect(throws: refusal) {
            try RebillyAccount(baseURL: text, organization: given.flatMap(OrganizationID.init))
        }
    }

    @Test func `the documented hosts are known`() throws {
        let organization = try #require(OrganizationID("org_a"))
        #expect(RebillyAccount.live(organization).base.description == "https://api.rebilly.com")
        #expect(RebillyAccount.sandbox(organization).base.description == "https://api-sandbox.rebilly.com")
    }

    @Test(arguments: ["", ".", "..", "a/b", "a b", "ä", "a\n", String(repeating: "a", count: 51)])
    func `ids that could lead elsewhere are none`(text: String) {
        #expect(FileID(text) == nil)
        #expect(WebsiteID(text) == nil)
        #expect(OrganizationID(text) == nil)
    }
}
