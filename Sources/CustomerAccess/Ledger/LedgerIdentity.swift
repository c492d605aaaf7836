import AdvancedBillingAPI
import Transport

/// Whose row it is: a customer of a site at a service.
struct LedgerIdentity: Sendable, Hashable {
    let baseURL: String
    let site: String
    let customer: Int

    init(_ customer: CustomerID, at account: AdvancedBillingAccount, site: String) {
        baseURL = account.base.description
        self.site = site
        self.customer = customer.number
    }

    init(baseURL: String, site: String, customer: Int) {
        self.baseURL = baseURL
        self.site = site
        self.customer = customer
    }

    /// The three in one text, which no other customer has: neither addresses nor sites hold NUL.
    var text: String { "\(baseURL)\u{0}\(site)\u{0}\(customer)" }
}
