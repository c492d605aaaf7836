import Foundation
import HTTPTypes

/// The error bodies of Advanced Billing (advanced-billing.md, 5).
enum BillingError {
    /// A missing or wrong key, in words that no client should parse.
    static let unauthorized = Answer(
        status: .unauthorized,
        headers: [("Content-Type", "text/plain"), ("WWW-Authenticate", "Basic realm=\"Application\"")],
        body: Data("HTTP Basic: Access denied.".utf8)
    )

    /// An unknown customer, or a path or method that isn't there.
    static let notFound = Answer(status: .notFound)

    static let siteDisabled = list(["The Billing Portal is not enabled for this site."])
    static let notEnabled = list(["Billing Portal access is not enabled for this customer."])
    static let noAddress = list(["Email address: cannot be blank."])

    /// What is wrong, a sentence each.
    static func list(_ messages: [String]) -> Answer {
        .json(["errors": .array(messages.map(JSON.string))], status: .unprocessableContent)
    }

    /// What is wrong with the request as such, in the form of the others.
    static func one(_ message: String, _ status: HTTPResponse.Status) -> Answer {
        .json(["errors": [.string(message)]], status: status)
    }

    /// One more invitation than may be sent (M3).
    static func tooManyInvitations(_ settings: SandboxSettings.AdvancedBilling) -> Answer {
        let window = settings.resendWindow
        let span = window % 60 == 0 ? counted(window / 60, "minute") : counted(window, "second")
        let message = "Invitations can be sent \(counted(settings.resendLimit, "time")) in \(span). Try again later."
        switch settings.resendRefusal {
        case .list: return list([message])
        case .singular: return .json(["error": .string(message)], status: .unprocessableContent)
        }
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }

    /// A link that was handed out as often as it may be (5.4).
    static func linkUsedUp(until time: Int) -> Answer {
        let error: JSON = [
            "error": "Too many requests for this management link.",
            "new_link_available_at": .string(TimeText.zulu(time)),
        ]
        return .json(["errors": error], status: .tooManyRequests)
    }
}
