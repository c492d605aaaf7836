/// Where a sandbox answers, and what clients need to reach it.
package struct SandboxAddresses: Sendable {
    /// `http://127.0.0.1:4010`, which is Advanced Billing's base URL.
    package let origin: String
    package let organizationID: String
    package let rebillyKey: String
    package let site: String
    package let advancedBillingKey: String

    /// Rebilly's base URL, organization included.
    package var rebilly: String { "\(origin)/organizations/\(organizationID)" }
    /// The control's address.
    package var control: String { "\(origin)/_sandbox" }

    /// The variables by which commands find the sandbox, in their order.
    package var environment: [(name: String, value: String)] {
        [
            ("PORTICO_REBILLY_BASE_URL", origin), ("PORTICO_REBILLY_ORGANIZATION_ID", organizationID),
            ("PORTICO_REBILLY_API_KEY", rebillyKey), ("PORTICO_ADVANCED_BILLING_BASE_URL", origin),
            ("PORTICO_ADVANCED_BILLING_SITE", site), ("PORTICO_ADVANCED_BILLING_API_KEY", advancedBillingKey),
        ]
    }

    init(origin: String, settings: SandboxSettings) {
        self.origin = origin
        organizationID = RebillyRequest.organization
        rebillyKey = settings.rebilly.apiKey
        site = settings.advancedBilling.site
        advancedBillingKey = settings.advancedBilling.apiKey
    }

    /// The addresses of a sandbox on a port.
    ///
    /// - Parameters:
    ///   - store: Its state, which has the keys.
    ///   - port: The port.
    package init(store: SandboxStore, port: Int) {
        self.init(origin: "http://127.0.0.1:\(port)", settings: store.settings)
    }
}
