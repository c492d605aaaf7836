public import Foundation
public import HTTPTypes

/// What a service answered.
public struct TransportAnswer: Sendable {
    /// The status, such as 200.
    public let status: Int
    /// The header fields.
    public let headers: HTTPFields
    /// The body; empty if it went into a sink.
    public let body: Data

    /// Makes an answer.
    ///
    /// - Parameters:
    ///   - status: The status, such as 200.
    ///   - headers: The header fields.
    ///   - body: The body.
    public init(status: Int, headers: HTTPFields = [:], body: Data = Data()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Whether the status is one of success (RFC 9110, 15.3).
    package var isSuccess: Bool { (200..<300).contains(status) }
}
