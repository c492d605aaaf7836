public import Foundation
public import Transport

/// Why a call to Rebilly did not do what it was to do.
///
/// No case holds a key.
public enum RebillyError: Error, Sendable {
    /// There is no such thing (404), or none that anybody may see: an inactive portal in the storefront.
    case notFound(FailedCall)
    /// The service found something wrong with what was sent (422, or 400 for queries and broken bodies). The list
    /// may be empty; nothing was changed.
    case invalid([InvalidField], FailedCall)
    /// The key is missing or not valid (401).
    case unauthorized(FailedCall)
    /// The key may not do this, or belongs to another organization (403).
    case forbidden(FailedCall)
    /// Something stands in the way (409).
    case conflict(FailedCall)
    /// The organization has made too many requests (429); `until` is `nil` if the service did not say when it takes
    /// more. Waiting would have taken longer than the call may take.
    case rateLimited(until: Date?, FailedCall?)
    /// There is no answer, or none that was read.
    case transport(TransportError)
    /// The answer is not one that the documents know; `message` is the beginning of its body, or what it says.
    case unexpectedAnswer(FailedCall)
    /// It was not sent, because the service could not take it.
    case unsendable(String)
    /// The list goes on, and cannot be listed further; ask with a filter. Or the service has listed fewer than it
    /// counts. `total` is `nil` if the service did not say how many there are.
    case incompleteList(listed: Int, total: Int?)
    /// The list holds something with an id that cannot be a part of an address or the name of a folder.
    case unusableItem(id: String)
    /// The file is there under this id, without the metadata that it was to have.
    indirect case metadataMissing(on: FileID, because: RebillyError)
}

extension RebillyError: CustomStringConvertible, LocalizedError {
    /// The same as `description`.
    public var errorDescription: String? { description }

    /// What happened, for people, in one line without secrets.
    public var description: String {
        switch self {
        case .notFound(let call), .forbidden(let call), .conflict(let call), .unauthorized(let call):
            call.description
        case .invalid(let fields, let call):
            fields.isEmpty ? call.description : "\(call): \(fields.map(\.description).joined(separator: "; "))"
        case .rateLimited(let date, let call):
            [
                call?.description ?? "nothing was sent",
                date.map { "requests are taken again from \($0.formatted(.iso8601))" } ?? "try again later",
            ].joined(separator: "; ")
        case .transport(let error): error.description
        case .unexpectedAnswer(let call): "\(call) (this is not an answer that the service documents)"
        case .unsendable(let reason): reason
        case .incompleteList(let listed, let total):
            "the service lists only the first \(listed)\(total.map { " of \($0)" } ?? ""); use a filter"
        case .unusableItem(let id): "the list holds an id that cannot be used: '\(Redactor([]).clean(id))'"
        case .metadataMissing(let id, let reason): "the file \(id) was uploaded without its metadata: \(reason)"
        }
    }
}
