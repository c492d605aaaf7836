/// What can be set while the sandbox runs (advanced-billing.md, 10).
struct SandboxSettings: Sendable, Codable, Equatable {
    struct Rebilly: Sendable, Codable, Equatable {
        var apiKey = "sandbox-key"
        /// How many requests other than GET are taken in a window (rebilly.md, R28).
        var rateLimit = 3000
        /// How long a window is, in seconds.
        var rateWindow = 600
    }

    struct AdvancedBilling: Sendable, Codable, Equatable {
        var site = "sandbox"
        var apiKey = "sandbox-key"
        /// Whether the site's portal is on at all (M7).
        var isPortalEnabled = true
        /// How far the site's time is from UTC, in seconds (M27).
        var timeZoneOffset = 0
        /// What management links begin with; `nil` for the sandbox's own address (M13).
        var managementLinkBase: String?
        /// How long a management link works, in seconds.
        var linkLife = 5_616_000
        /// How often one link is handed out.
        var linkRequestLimit = 15
        /// How many invitations are sent again in a window.
        var resendLimit = 5
        /// How long that window is, in seconds.
        var resendWindow = 1800
        /// The form in which one more is refused (M3).
        var resendRefusal = ResendRefusal.list
        /// Whether a management link is of no use before the customer accepted an invitation (rule 12).
        var isVerifiedEmailNeeded = false
    }

    /// The form of a refusal: `{"errors": […]}` or `{"error": "…"}`.
    enum ResendRefusal: String, Sendable, Codable, CaseIterable {
        case list
        case singular
    }

    var rebilly = Rebilly()
    var advancedBilling = AdvancedBilling()
    /// By how much each answer of the services is delayed, in milliseconds.
    var latency = 0
}
