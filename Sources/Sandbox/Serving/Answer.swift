import Foundation
import HTTPTypes

/// What a request is answered with.
struct Answer: Sendable {
    var status: HTTPResponse.Status
    var headers: [(name: String, value: String)] = []
    var body = Data()

    /// The value of a header; `nil` if it isn't there.
    func header(_ name: String) -> String? {
        headers.last { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// A body of JSON.
    static func json(_ body: JSON, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status: status, headers: [("Content-Type", "application/json")], body: body.bytes)
    }

    /// A body of plain text.
    static func text(_ text: String, status: HTTPResponse.Status) -> Answer {
        Answer(status: status, headers: [("Content-Type", "text/plain; charset=utf-8")], body: Data(text.utf8))
    }

    /// A page, which stands in nobody's frame and is kept by nobody.
    static func page(_ html: some Sequence<UInt8>, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(
            status: status,
            headers: [
                ("Content-Type", "text/html; charset=utf-8"), ("X-Content-Type-Options", "nosniff"),
                ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store"),
            ],
            body: Data(html)
        )
    }

    /// The answer with one more header.
    func with(_ name: String, _ value: String) -> Answer {
        var answer = self
        answer.headers.append((name, value))
        return answer
    }
}

/// A reason to answer otherwise than was asked for.
struct Refusal: Error {
    let answer: Answer
}
