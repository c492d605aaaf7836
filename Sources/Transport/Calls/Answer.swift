public import Foundation
public import HTTPTypes

/// What came of a call: the value, and the answer that it stands in.
public struct Answer<Value: Sendable>: Sendable {
    /// The value.
    public let value: Value
    /// The status of the answer, such as 200.
    public let status: Int
    /// The header fields of the answer.
    public let headers: HTTPFields
    /// How many tries it took.
    public let tries: Int
    /// Whether an earlier try may have arrived and done its work, so that what this answer says of it (created or
    /// updated, say) may be the work of that one.
    public let followsLostTry: Bool

    /// What the service calls the request; `nil` if it does not say (`X-Request-Id`).
    public var requestID: String? { headers[.requestID] }
    /// When the service answered, by its own clock, in whole seconds; `nil` if it does not say (`Date`).
    public var date: Date? { headers[.date].flatMap(Timestamp.httpDate) }

    /// Takes a value out of an answer.
    package init(_ value: Value, _ delivery: Delivery) {
        self.value = value
        status = delivery.answer.status
        headers = delivery.answer.headers
        tries = delivery.tries
        followsLostTry = delivery.followsLostTry
    }

    private init(value: Value, like other: Answer<some Sendable>) {
        self.value = value
        status = other.status
        headers = other.headers
        tries = other.tries
        followsLostTry = other.followsLostTry
    }

    /// Returns the answer with what is made of its value.
    ///
    /// - Parameter transform: What to make of it.
    /// - Returns: An answer with the same status and headers.
    /// - Throws: What the closure throws.
    public func map<Made: Sendable, Failure: Error>(
        _ transform: (Value) throws(Failure) -> Made
    ) throws(Failure) -> Answer<Made> {
        Answer<Made>(value: try transform(value), like: self)
    }
}

extension Answer: Equatable where Value: Equatable {}
