import Foundation
import HTTPTypes

/// A status that was ordered, in the form in which the service of its path sends it.
struct OrderedAnswer: Sendable {
    let status: HTTPResponse.Status
    /// After how many seconds one may ask again; `nil` where nobody said.
    let retryAfter: Int?
    let settings: SandboxSettings
    /// The sandbox's time, in Unix seconds.
    let now: Int

    /// Who answers at a path.
    private enum Service {
        case rebilly
        case advancedBilling
        case hosted
    }

    /// Makes the answer.
    func answer(to call: Call) -> Answer {
        let service: Service =
            RebillyService.owns(call) ? .rebilly : AdvancedBillingService.owns(call) ? .advancedBilling : .hosted
        // What is no error has no body that anybody could have asked for.
        var answer = Answer(status: status)
        if status.code >= 400 {
            switch service {
            case .rebilly: answer = problem(call)
            case .advancedBilling: answer = billingError(call)
            case .hosted: answer = .text("\(status.code) \(status.words)\n", status: status)
            }
        }
        // Advanced Billing's refusal of a link says in its body until when (advanced-billing.md, 5.4).
        guard let retryAfter, !isLinkRefusal(call) else { return answer }
        return answer.with("Retry-After", "\(retryAfter)")
    }

    /// Rebilly's bodies, titles and headers (rebilly.md, 6).
    private func problem(_ call: Call) -> Answer {
        switch status {
        case .badRequest: return Problem.badRequest("The request cannot be understood.")
        case .unauthorized: return Problem.unauthorized
        case .forbidden:
            return Problem.forbidden("This key has no access to organization \(RebillyRequest.organization).")
        case .notFound: return Problem.notFound("There is nothing at this path.")
        case .methodNotAllowed: return Problem.methodNotAllowed(call.method, allowed: "")
        case .contentTooLarge: return Problem.tooLarge
        case .unsupportedMediaType: return Problem.unsupportedMediaType
        case .unprocessableContent:
            return Problem.invalid([InvalidField(field: "name", message: "name is refused, as was ordered")])
        case .tooManyRequests:
            let reading = RateWindow.Reading(
                limit: settings.rebilly.rateLimit,
                remaining: 0,
                retryAfter: now + (retryAfter ?? 1)
            )
            var answer = Problem.rateLimited
            answer.headers += reading.headers
            return answer
        case .conflict: return Problem.problem(status, status.words, "The resource is in use.")
        default: return Problem.problem(status, status.words, "The request was not fulfilled.")
        }
    }

    /// Advanced Billing's bodies and headers (advanced-billing.md, 5).
    private func billingError(_ call: Call) -> Answer {
        switch status {
        case .unauthorized: BillingError.unauthorized
        case .notFound: BillingError.notFound
        case .tooManyRequests where isLinkRefusal(call):
            BillingError.linkUsedUp(until: now + (retryAfter ?? ManagementLinks.renewal))
        default: .json(["errors": [.string("\(status.words).")]], status: status)
        }
    }

    /// Whether the answer is the refusal of a management link that was asked for too often.
    private func isLinkRefusal(_ call: Call) -> Bool {
        status == .tooManyRequests && AdvancedBillingService.owns(call) && call.method == .get
            && call.path.hasSuffix("/management_link.json")
    }
}

extension HTTPResponse.Status {
    private static let names = [
        400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 406: "Not Acceptable", 408: "Request Timeout", 409: "Conflict", 410: "Gone",
        412: "Precondition Failed", 413: "Content Too Large", 415: "Unsupported Media Type",
        422: "Unprocessable Content", 423: "Locked", 429: "Too Many Requests", 500: "Internal Server Error",
        501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
    ]

    /// What the status is called (RFC 9110, 15); `Error` where it has no name.
    fileprivate var words: String { Self.names[code] ?? "Error" }
}
