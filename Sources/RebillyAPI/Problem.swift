import Foundation
import Portals
import Transport

/// What an answer says about an error: RFC 9457, and older forms (rebilly.md, 6.1).
struct Problem {
    /// The first that there is of `detail`, `title`, `error` and `details`.
    let message: String?
    /// What is wrong with which field; may be empty.
    let invalidFields: [InvalidField]

    /// Reads a body; `nil` if it is no JSON object, as it is from a proxy.
    init?(_ body: Data) {
        guard case .object(let object)? = try? Value(json: body) else { return nil }
        let details = object["details"]?.array?.compactMap(\.string).joined(separator: "; ")
        message = object.text("detail") ?? object.text("title") ?? object.text("error") ?? details
        invalidFields = (object["invalidFields"]?.array ?? []).compactMap { entry in
            guard let entry = entry.object, let message = entry.text("message") else { return nil }
            return InvalidField(field: entry.text("field") ?? "", message: message)
        }
    }
}

extension RebillyError {
    /// Makes the error that an answer other than one of success means.
    init(_ call: Call, _ answer: TransportAnswer, _ courier: Courier) {
        let problem = call.isElsewhere ? nil : Problem(answer.body)
        let words = problem?.message ?? courier.beginning(of: call, answer)
        let failure = courier.failure(of: call, answer, message: words)
        switch answer.status {
        case 404: self = .notFound(failure)
        // Another than the service refused, which says nothing of the key, of its limits and of what was sent.
        case _ where call.isElsewhere: self = .unexpectedAnswer(failure)
        case 401: self = .unauthorized(failure)
        case 403: self = .forbidden(failure)
        case 409: self = .conflict(failure)
        case 400, 422:
            let fields = (problem?.invalidFields ?? []).map { field in
                InvalidField(
                    field: courier.redactor.clean(field.field),
                    message: courier.redactor.clean(field.message, hidingAddresses: call.isConfidential)
                )
            }
            self = .invalid(fields, failure)
        case 429:
            let advice = RetryAdvice(answer.headers, now: courier.settings.time.now())
            self = .rateLimited(until: advice?.date, failure)
        default: self = .unexpectedAnswer(failure)
        }
    }

    /// Makes the error of a try without an answer.
    init(_ error: TransportError) {
        if case .paused(let date) = error { self = .rateLimited(until: date, nil) } else { self = .transport(error) }
    }
}
