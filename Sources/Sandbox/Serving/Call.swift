import Foundation
import HTTPTypes

/// A request, taken apart.
struct Call: Sendable {
    let method: HTTPRequest.Method
    /// The path and the query, as they were sent.
    let target: String
    /// The path as it was sent, without the query.
    let path: String
    /// The parts of the path between slashes, decoded; `nil` if one is badly encoded.
    let segments: [String]?
    /// Names and values of the query in their order, decoded.
    let query: [(name: String, value: String)]
    let headers: HTTPFields
    /// Where the request was sent to: `http://127.0.0.1:4010`.
    let origin: String
    /// Reads the body.
    let body: CallBody

    init(_ request: HTTPRequest, origin: String, body: CallBody) {
        method = request.method
        target = request.path ?? "/"
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = String(parts.first ?? "/")
        let encoded = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        let decoded = encoded.map { String($0).removingPercentEncoding }
        segments = decoded.contains(nil) ? nil : decoded.compactMap(\.self)
        query = parts.count > 1 ? Self.query(parts[1]) : []
        headers = request.headerFields
        self.origin = origin
        self.body = body
    }

    /// The last value of a parameter; `nil` if it isn't there.
    func parameter(_ name: String) -> String? {
        query.last { $0.name == name }?.value
    }

    /// The value of a header; `nil` if it isn't there.
    func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// The media type of the body, in lower case and without parameters; `nil` if none is declared, or more than one.
    var mediaType: String? {
        let types = headers[values: .contentType]
        guard types.count == 1, let type = types.first else { return nil }
        return String(type.prefix { $0 != ";" }).trimmingCharacters(in: .whitespaces).lowercased()
    }

    /// Decodes a query as forms encode it (WHATWG URL, `application/x-www-form-urlencoded`).
    private static func query(_ text: Substring) -> [(name: String, value: String)] {
        func decoded(_ text: Substring) -> String {
            let spaced = text.replacing("+", with: " ")
            return spaced.removingPercentEncoding ?? String(spaced)
        }
        return text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (decoded(parts[0]), parts.count > 1 ? decoded(parts[1]) : "")
        }
    }
}

/// The body of a request, read once by whoever needs it.
struct CallBody: Sendable {
    /// Reads at most so many bytes; `nil` if there are more.
    let read: @Sendable (_ limit: Int) async throws -> Data?
}
