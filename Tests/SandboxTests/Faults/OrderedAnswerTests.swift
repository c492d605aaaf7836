import Foundation
import Testing

@testable import Sandbox

/// Ordered statuses beside those that the services send of their own accord.
@Suite(.serialized) struct OrderedAnswerTests {
    private static let rebilly = "/organizations/sandbox/billing-portals/acme"
    private static let billing = "/portal/customers/1004/enable.json"
    private static let link = "/portal/customers/1004/management_link.json"

    private static func ordered(
        _ status: Int,
        _ path: String,
        retryAfter: Int? = nil,
        by sandbox: RunningSandbox
    ) async throws -> TestAnswer {
        var order: [String: JSON] = ["path": .string(path), "status": .integer(status)]
        order["retryAfter"] = retryAfter.map(JSON.integer)
        #expect(try await sandbox.control("POST", "/faults", .object(order)).status == 201)
        let answer = try await sandbox.send("GET", path)
        #expect(answer.status == status)
        return answer
    }

    @Test(
        arguments: [
            (400, "Bad Request"), (401, "Unauthorized"), (403, "Forbidden"), (404, "Not Found"),
            (405, "Method Not Allowed"), (409, "Conflict"), (413, "Content Too Large"),
            (415, "Unsupported Media Type"), (422, "Validation error"), (429, "Rate Limit Exceeded"),
            (500, "Internal Server Error"), (502, "Bad Gateway"), (503, "Service Unavailable"),
            (504, "Gateway Timeout"), (599, "Error"),
        ]
    )
    func `at Rebilly's paths an error is a problem with its title`(status: Int, title: String) async throws {
        try await RunningSandbox.with { sandbox in
            for path in [Self.rebilly, "/storefront/billing-portals/acme", "/organizations/other/files"] {
                let answer = try await Self.ordered(status, path, by: sandbox)
                #expect(answer.header("Content-Type") == "application/json")
                #expect(answer["type"] == "about:blank")
                #expect(answer["status"] == .integer(status))
                #expect(answer["title"] == .string(title))
                #expect(answer["detail"]?.string?.isEmpty == false)
                #expect((answer.invalidFields.isEmpty) == (status != 422))
                #expect((answer.header("Allow") != nil) == (status == 405))
            }
        }
    }

    @Test func `an ordered refusal of the key is the one of a wrong key`() async throws {
        try await RunningSandbox.with { sandbox in
            for path in [Self.rebilly, Self.billing, "/customers.json"] {
                let real = try await sandbox.send("GET", path)
                #expect(real.status == 401)
                let ordered = try await Self.ordered(401, path, by: sandbox)
                #expect(ordered.body == real.body)
                for header in ["Content-Type", "WWW-Authenticate"] {
                    #expect(ordered.header(header) == real.header(header))
                }
            }
        }
    }

    @Test func `Rebilly's ordered limit says until when in the headers of the real one`() async throws {
        try await RunningSandbox.with { sandbox in
            _ = try await sandbox.control("PATCH", "/settings", ["rebilly": ["rateLimit": .integer(1)]])
            try await sandbox.makePortal("acme")
            let real = try await sandbox.makePortal("acme")
            #expect(real.status == 429)
            let asked = try await Self.ordered(429, Self.rebilly, retryAfter: 600, by: sandbox)
            #expect(asked.body == real.body)
            for header in ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Retry-After"] {
                #expect(real.header(header) != nil)
                #expect(asked.header(header) == real.header(header))
            }
            #expect(asked.header("Retry-After") == "600")
            let unasked = try await Self.ordered(429, Self.rebilly, by: sandbox)
            #expect(unasked.header("X-RateLimit-Retry-After") == "\(TestTime.start + 1)")
            #expect(unasked.header("Retry-After") == nil)
        }
    }

    @Test func `at Advanced Billing's paths an unknown thing has no body`() async throws {
        try await RunningSandbox.with { sandbox in
            for path in [Self.billing, "/customers/1.json", "/customers.json"] {
                let answer = try await Self.ordered(404, path, by: sandbox)
                #expect(answer.body.isEmpty)
                #expect(answer.header("Content-Type") == nil)
            }
        }
    }

    @Test(arguments: [400, 403, 422, 429, 500, 503])
    func `at Advanced Billing's paths another error is a list of sentences`(status: Int) async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await Self.ordered(status, Self.billing, by: sandbox)
            #expect(answer.header("Content-Type") == "application/json")
            #expect(answer.json.object?.keys.sorted() == ["errors"])
            #expect(answer["errors"]?.array?.count == 1)
            #expect(answer["errors.0"]?.string?.isEmpty == false)
            #expect(answer.header("X-RateLimit-Limit") == nil)
        }
    }

    @Test(arguments: [(nil, 15 * 86_400), (60, 60)] as [(Int?, Int)])
    func `an ordered refusal of a link is that of one asked for too often`(
        retryAfter: Int?,
        seconds: Int
    ) async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await Self.ordered(429, Self.link, retryAfter: retryAfter, by: sandbox)
            let error: JSON = [
                "error": "Too many requests for this management link.",
                "new_link_available_at": .string(TimeText.zulu(TestTime.start + seconds)),
            ]
            #expect(answer.json == ["errors": error])
            #expect(answer.header("Retry-After") == nil)
        }
    }

    @Test func `where customers look an error is a line of text`() async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await Self.ordered(503, "/billing-portal/acme", retryAfter: 5, by: sandbox)
            #expect(answer.text == "503 Service Unavailable\n")
            #expect(answer.header("Content-Type") == "text/plain; charset=utf-8")
            #expect(answer.header("Retry-After") == "5")
        }
    }

    @Test(arguments: [200, 204, 304])
    func `what is no error has no body`(status: Int) async throws {
        try await RunningSandbox.with { sandbox in
            for path in [Self.rebilly, Self.billing] {
                let answer = try await Self.ordered(status, path, by: sandbox)
                #expect(answer.body.isEmpty)
            }
        }
    }
}
