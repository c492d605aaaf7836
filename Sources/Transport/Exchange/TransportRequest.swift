public import Foundation
public import HTTPTypes

/// A request as it is sent; how it is printed shows neither headers nor query.
public struct TransportRequest: Sendable {
    /// The method.
    public var method: HTTPRequest.Method
    /// The whole address, percent-encoded.
    public var url: URL
    /// The header fields, credentials among them.
    public var headers: HTTPFields
    /// The body; `nil` if there is none.
    public var body: Data?
    /// Where the body of an answer with a status of success goes instead of memory.
    public var sink: BodySink?
    /// How long sending and reading may take together.
    public var timeout: Duration
    /// How many bytes the body of the answer may have.
    public var byteLimit: Int

    /// Makes a request.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - url: The whole address, percent-encoded.
    ///   - headers: The header fields.
    ///   - body: The body.
    ///   - sink: Where the body of an answer with a status of success goes instead of memory.
    ///   - timeout: How long sending and reading may take together.
    ///   - byteLimit: How many bytes the body of the answer may have.
    public init(
        method: HTTPRequest.Method,
        url: URL,
        headers: HTTPFields = [:],
        body: Data? = nil,
        sink: BodySink? = nil,
        timeout: Duration = .seconds(30),
        byteLimit: Int = ClientSettings.byteLimit
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.sink = sink
        self.timeout = timeout
        self.byteLimit = byteLimit
    }
}

extension TransportRequest: CustomStringConvertible, CustomReflectable {
    /// Method and path.
    public var description: String { "\(method) \(url.path(percentEncoded: true))" }

    /// Shows nothing but the description.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
