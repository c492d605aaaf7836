public import Foundation
public import Transport

/// Why a call to Advanced Billing did not do what it was to do.
///
/// No case holds a key or a link.
public enum AdvancedBillingError: Error, Sendable {
    /// There is no such customer (404).
    case notFound(FailedCall)
    /// The service found something wrong (422, or 400), in its words; the list may be empty. So it is too when
    /// access is not enabled for the customer, or the portal is off for the site.
    case invalid([String], FailedCall)
    /// The key is missing or not valid (401).
    case unauthorized(FailedCall)
    /// The key may not do this (403).
    case forbidden(FailedCall)
    /// Something stands in the way (409).
    case conflict(FailedCall)
    /// The customer's link was asked for 15 times; the next one can be had at `until`, and the stored one works on.
    /// `nil` if the service named no time that can be read.
    case linkLimit(until: Date?, FailedCall)
    /// The customer was sent as many invitations as may be sent in half an hour. `call` is `nil` if nothing was
    /// sent, because this client has counted; `until` is when it lets the next one go.
    case invitationLimit(until: Date?, call: FailedCall?)
    /// The site has made too many requests (429); `until` is `nil` if the service did not say when it takes more.
    case rateLimited(until: Date?, FailedCall?)
    /// There is no answer, or none that was read. After an invitation it may have been sent all the same.
    case transport(TransportError)
    /// The answer is not one that the documents know; `message` is the beginning of its body, or what it says.
    case unexpectedAnswer(FailedCall)
    /// Several customers have this e-mail address; tell them apart by id, name and reference.
    case ambiguousEmail([Customer])
    /// No customer has exactly this e-mail address.
    case unknownEmail
    /// It was not sent, because the service could not take it.
    case unsendable(String)
}

extension AdvancedBillingError: CustomStringConvertible, LocalizedError {
    /// The same as `description`.
    public var errorDescription: String? { description }

    /// What happened, for people, in one line without secrets.
    public var description: String {
        switch self {
        case .notFound(let call), .unauthorized(let call), .forbidden(let call), .conflict(let call): call.description
        case .invalid(let messages, let call):
            messages.count > 1 ? "\(call); \(messages.dropFirst().joined(separator: "; "))" : call.description
        case .linkLimit(let date, let call):
            "\(call); "
                + (date.map { "the next link can be had from \(Self.words($0))" } ?? "the next link comes later")
                + "; until then use the stored one"
        case .invitationLimit(let date, let call):
            "\(call?.description ?? "nothing was sent, because the service refuses more invitations in half an hour")"
                + (date.map { "; the next one can be sent from \(Self.words($0))" } ?? "; try again in half an hour")
        case .rateLimited(let date, let call):
            (call?.description ?? "nothing was sent")
                + (date.map { "; requests are taken again from \(Self.words($0))" } ?? "; try again later")
        case .transport(let error): error.description
        case .unexpectedAnswer(let call): "\(call) (this is not an answer that the service documents)"
        case .ambiguousEmail(let customers):
            "\(customers.count) customers have this address: \(customers.map(Self.words).joined(separator: "; "))"
        case .unknownEmail: "no customer has this address"
        case .unsendable(let reason): reason
        }
    }

    private static func words(_ date: Date) -> String { date.formatted(.iso8601) }

    private static func words(_ customer: Customer) -> String {
        let name = [customer.firstName, customer.lastName].compactMap(\.self).joined(separator: " ")
        let reference = customer.reference.map { ", reference \($0)" } ?? ""
        return Redactor([]).clean("\(customer.id) \(name)\(reference)")
    }
}
