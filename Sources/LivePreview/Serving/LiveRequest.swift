import HTTPTypes

/// A request that passed every check: it was meant for this server, and whoever sent it has the cookie.
struct LiveRequest: Sendable {
    /// The method; HEAD arrives as GET.
    let method: HTTPRequest.Method
    /// The names of the path, decoded; none of them is empty, `.`, `..` or has a slash in it.
    let path: [String]
    /// The fields of the query, decoded; of fields with one name the first.
    let query: [String: String]
    /// The fields of the head.
    let headers: HTTPFields
    /// Reads the body; `nil` if it has more bytes than are allowed.
    let body: @Sendable (_ limit: Int) async throws -> [UInt8]?
}

/// What a request is answered.
struct LiveAnswer: Sendable {
    /// The status.
    var status: HTTPResponse.Status = .ok
    /// The media type of the body, with its charset.
    var type: String
    /// Further fields of the head.
    var headers: HTTPFields = [:]
    /// The body.
    var body: [UInt8]
}
