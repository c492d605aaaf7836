package import Foundation
package import HTTPTypes

/// A request to a service, and what may be done about it.
package struct Call: Sendable {
    /// The method.
    package var method: HTTPRequest.Method
    /// The whole address.
    package var url: URL
    /// The header fields without the credential.
    package var headers: HTTPFields
    /// What proves who asks; `nil` if anybody may.
    package var credential: Credential?
    /// The body.
    package var body: Data?
    /// Where the body of a good answer goes instead of memory.
    package var sink: BodySink?
    /// After what it may be tried again.
    package var retry: RetryRule
    /// Whether the answer may hold a customer's link or a token, so that nothing of it may be shown as it is.
    package var isConfidential: Bool
    /// Whether the service has led elsewhere, so that neither limits nor refusals are its own, and the address may hold
    /// what opens it to anybody.
    package var isElsewhere = false

    package init(
        _ method: HTTPRequest.Method,
        _ url: URL,
        headers: HTTPFields = [:],
        credential: Credential? = nil,
        body: Data? = nil,
        sink: BodySink? = nil,
        retry: RetryRule = .repeatable,
        isConfidential: Bool = false
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.credential = credential
        self.body = body
        self.sink = sink
        self.retry = retry
        self.isConfidential = isConfidential
    }
}

/// A header that proves who asks.
package struct Credential: Sendable {
    /// The name of the header.
    package let name: HTTPField.Name
    /// Its value.
    package let value: Secret

    package init(name: HTTPField.Name, value: Secret) {
        self.name = name
        self.value = value
    }
}

/// An answer, and how it came about.
package struct Delivery: Sendable {
    /// The answer, whatever its status.
    package let answer: TransportAnswer
    /// How many tries it took.
    package let tries: Int
    /// Whether an earlier try may have arrived and done its work.
    package let followsLostTry: Bool
}
