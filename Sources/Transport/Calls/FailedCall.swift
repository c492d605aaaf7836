import Foundation
import HTTPTypes

/// Which call a service refused, and what it said; nothing in it is secret.
public struct FailedCall: Sendable, Hashable, CustomStringConvertible {
    /// The method, such as `PUT`.
    public let method: String
    /// The path of the address, percent-encoded, without query; if the service has led elsewhere, the host alone.
    public let path: String
    /// The status of the answer, such as 404.
    public let status: Int
    /// What the service calls the request; `nil` if it does not say.
    public let requestID: String?
    /// What the service said, in one line: without secrets, and shortened; may be empty.
    public let message: String

    /// Method, path, status, what the service said, and what it calls the request.
    public var description: String {
        let words = message.isEmpty ? "" : ": \(message.withoutFullStop)"
        let request = requestID.map { " (request \($0))" } ?? ""
        return "\(method) \(path) answered \(status)\(words)\(request)"
    }
}

extension String {
    /// A sentence that something is to follow: without the full stop at its end; an ellipsis stays.
    package var withoutFullStop: String {
        hasSuffix(".") && !hasSuffix("..") ? String(dropLast()) : self
    }
}

extension Courier {
    /// How many characters of a body are shown that nobody expected.
    private static let beginningLimit = 80

    /// Returns what may be shown of a refused call.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - answer: The answer.
    ///   - message: What the service said, as it said it.
    /// - Returns: What may be shown.
    package func failure(of call: Call, _ answer: TransportAnswer, message: String) -> FailedCall {
        FailedCall(
            method: call.method.rawValue,
            path: redactor.clean(call.isElsewhere ? call.url.host() ?? "" : call.url.path(percentEncoded: true)),
            status: answer.status,
            requestID: answer.headers[.requestID].map { redactor.clean($0) },
            message: redactor.clean(message, hidingAddresses: call.isConfidential)
        )
    }

    /// Returns the beginning of a body that is not what was expected.
    ///
    /// - Parameters:
    ///   - call: The call; of a confidential one, or one that was led elsewhere, nothing is shown.
    ///   - answer: The answer.
    /// - Returns: One line; may be empty.
    package func beginning(of call: Call, _ answer: TransportAnswer) -> String {
        guard !call.isConfidential, !call.isElsewhere else {
            return answer.body.isEmpty ? "" : "\(answer.body.count) bytes, not shown because they may hold a secret"
        }
        let shown = redactor.clean(String(decoding: answer.body.prefix(16 * Redactor.lengthLimit), as: UTF8.self))
        guard shown.unicodeScalars.count > Self.beginningLimit else { return shown }
        return String(String.UnicodeScalarView(shown.unicodeScalars.prefix(Self.beginningLimit))) + "…"
    }
}
