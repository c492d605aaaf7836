import Foundation
import Portals
import Transport

/// What an answer says about an error, in each of the shapes that documents and service have
/// (advanced-billing.md, 5.3 and 5.4).
struct Refusal {
    /// The messages; may be empty.
    let messages: [String]
    /// Whether it is the one message of the singular shape.
    let isSingular: Bool
    /// When a new link can be had; `nil` if the answer does not have the shape of the link limit.
    let nextLink: Timestamp?

    /// Reads a body; anything that is no JSON object has no messages.
    init(_ body: Data) {
        guard case .object(let object)? = try? Value(json: body) else {
            (messages, isSingular, nextLink) = ([], false, nil)
            return
        }
        let errors = object["errors"].map(Self.messages) ?? []
        let single = object.text("error")
        messages = errors.isEmpty ? [single].compactMap(\.self) : errors
        isSingular = errors.isEmpty && single != nil
        let inner = object["errors"]?.object ?? object
        let limit = inner.text("error") == nil ? nil : inner.text("new_link_available_at")
        nextLink = limit.map(Timestamp.init)
    }

    private static func messages(_ errors: Value) -> [String] {
        switch errors {
        case .string(let text): [text]
        case .array(let list): list.compactMap(\.string)
        case .object(let object): object.members.flatMap { messages($0.value, of: $0.key) }
        default: []
        }
    }

    private static func messages(_ value: Value, of key: String) -> [String] {
        switch (key, value) {
        // The link limit: its message is called `error`, and its time is no message.
        case ("error", .string(let text)): [text]
        case ("new_link_available_at", _): []
        case (_, .string(let text)): ["\(key): \(text)"]
        case (_, .array(let list)): list.compactMap(\.string).map { "\(key): \($0)" }
        default: []
        }
    }
}

/// What is asked for, as far as errors differ by it.
enum Subject {
    /// A customer's link.
    case link
    /// Another invitation.
    case resend
    /// Anything else.
    case other
}

extension AdvancedBillingError {
    /// Makes the error that an answer other than one of success means.
    init(_ call: Call, _ answer: TransportAnswer, _ courier: Courier, subject: Subject) {
        // The body of 401 is not to be read (advanced-billing.md, 5.1).
        let refusal = Refusal(answer.status == 401 ? Data() : answer.body)
        let messages = refusal.messages.map { courier.redactor.clean($0, hidingAddresses: call.isConfidential) }
        let words = refusal.messages.first ?? (answer.status == 401 ? "" : courier.beginning(of: call, answer))
        let failure = courier.failure(of: call, answer, message: words)
        switch answer.status {
        case 401: self = .unauthorized(failure)
        case 403: self = .forbidden(failure)
        case 404: self = .notFound(failure)
        case 409: self = .conflict(failure)
        case 422 where subject == .resend && refusal.isInvitationLimit:
            self = .invitationLimit(until: nil, call: failure)
        case 400, 422: self = .invalid(messages, failure)
        case 429:
            if subject == .link, let next = refusal.nextLink {
                self = .linkLimit(until: next.date, failure)
            } else {
                let advice = RetryAdvice(answer.headers, now: courier.settings.time.now())
                self = .rateLimited(until: advice?.date, failure)
            }
        default: self = .unexpectedAnswer(failure)
        }
    }

    /// Makes the error of a try without an answer.
    init(_ error: TransportError) {
        if case .paused(let date) = error { self = .rateLimited(until: date, nil) } else { self = .transport(error) }
    }
}

extension Refusal {
    /// Whether a refused resend was refused because of how often it was done: either it has the singular shape, which
    /// the documents use for nothing else, or its words speak of times and minutes (advanced-billing.md, 5.3 and M3).
    fileprivate var isInvitationLimit: Bool {
        isSingular || messages.contains { $0.firstMatch(of: /(?i)\btimes\b.*\bminutes\b/) != nil }
    }
}
