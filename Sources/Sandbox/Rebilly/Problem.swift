import Foundation
import HTTPTypes

/// A field of a request that is not valid, and why.
struct InvalidField: Sendable, Equatable {
    /// The member in dot notation, or the query's parameter.
    let field: String
    let message: String
}

/// Problem bodies (rebilly.md, 6).
enum Problem {
    static let unauthorized = problem(.unauthorized, "Unauthorized", "API key is missing or not valid.")

    static func forbidden(_ detail: String) -> Answer { problem(.forbidden, "Forbidden", detail) }

    static func notFound(_ detail: String) -> Answer { problem(.notFound, "Not Found", detail) }

    static func methodNotAllowed(_ method: HTTPRequest.Method, allowed: String) -> Answer {
        problem(.methodNotAllowed, "Method Not Allowed", "\(method.rawValue) is not possible here.")
            .with("Allow", allowed)
    }

    static let tooLarge = problem(.contentTooLarge, "Content Too Large", "A JSON body has at most 1 MB.")

    static let unsupportedMediaType = problem(
        .unsupportedMediaType,
        "Unsupported Media Type",
        "Content-Type must be application/json."
    )

    static let unsupportedFile = problem(
        .unsupportedMediaType,
        "Unsupported Media Type",
        "Content-Type must be application/json, multipart/form-data, or the type of the file."
    )

    static func badRequest(_ detail: String) -> Answer { problem(.badRequest, "Bad Request", detail) }

    /// A query that can't be understood (R13).
    static func badQuery(_ parameter: String, _ message: String) -> Answer {
        let fields = [InvalidField(field: parameter, message: message)]
        return problem(.badRequest, "Bad Request", "The query is not valid.", fields)
    }

    /// A body of which some fields are not valid, in the order in which they were looked at.
    static func invalid(_ fields: [InvalidField]) -> Answer {
        let detail = fields.count == 1 ? "1 field is not valid." : "\(fields.count) fields are not valid."
        return problem(.unprocessableContent, "Validation error", detail, fields)
    }

    static let rateLimited = problem(.tooManyRequests, "Rate Limit Exceeded", "Request limit reached, try later.")

    /// A problem of any status.
    static func problem(
        _ status: HTTPResponse.Status,
        _ title: String,
        _ detail: String,
        _ fields: [InvalidField] = []
    ) -> Answer {
        var body: [String: JSON] = [
            "type": "about:blank", "title": .string(title), "status": .integer(status.code),
            "detail": .string(detail),
        ]
        if !fields.isEmpty {
            body["invalidFields"] = .array(
                fields.map { ["field": .string($0.field), "message": .string($0.message)] }
            )
        }
        return .json(.object(body), status: status)
    }
}
