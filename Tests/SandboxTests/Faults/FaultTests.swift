import Foundation
import HTTPTypes
import Testing

@testable import Sandbox

@Suite(.serialized) struct FaultTests {
    private static let path = "/organizations/sandbox/billing-portals/acme"

    private static func order(_ sandbox: RunningSandbox, _ members: [String: JSON]) async throws {
        let answer = try await sandbox.control(
            "POST",
            "/faults",
            .object(members.merging(["path": .string(path)]) { $1 })
        )
        #expect(answer.status == 201)
    }

    @Test func `a status answers the next so many times, and nothing happens meanwhile`() async throws {
        try await RunningSandbox.with { sandbox in
            let members: [String: JSON] = [
                "status": .integer(503), "times": .integer(2), "method": "PUT", "retryAfter": .integer(7),
            ]
            try await Self.order(sandbox, members)
            #expect(try await sandbox.rebilly("GET", "/billing-portals/acme").status == 404)
            for _ in 1...2 {
                let answer = try await sandbox.makePortal("acme")
                #expect(answer.status == 503)
                #expect(answer.header("Retry-After") == "7")
            }
            #expect(try await sandbox.rebilly("GET", "/billing-portals/acme").status == 404)
            #expect(try await sandbox.makePortal("acme").status == 201)
            #expect(try await sandbox.control("GET", "/requests?filter=ordered")["counts.ordered"] == .integer(2))
        }
    }

    @Test func `a dropped connection answers nothing, and does nothing`() async throws {
        try await RunningSandbox.with { sandbox in
            try await Self.order(sandbox, ["answer": "drop"])
            await #expect(throws: (any Error).self) { try await sandbox.makePortal("acme") }
            #expect(try await sandbox.makePortal("acme").status == 201)
        }
    }

    @Test func `a truncated body ends in the middle, after the work was done`() async throws {
        try await RunningSandbox.with { sandbox in
            try await Self.order(sandbox, ["answer": "truncate"])
            await #expect(throws: (any Error).self) { try await sandbox.makePortal("acme") }
            #expect(try await sandbox.makePortal("acme").status == 200)
        }
    }

    @Test func `malformed JSON comes whole and can't be read`() async throws {
        try await RunningSandbox.with { sandbox in
            try await Self.order(sandbox, ["answer": "malform"])
            let answer = try await sandbox.makePortal("acme")
            #expect(answer.status == 201)
            #expect(!answer.body.isEmpty)
            #expect(throws: (any Error).self) { try JSON(parsing: answer.body) }
        }
    }

    @Test func `a delay comes before the answer`() async throws {
        try await RunningSandbox.with { sandbox in
            try await Self.order(sandbox, ["delay": .integer(300)])
            let start = ContinuousClock.now
            #expect(try await sandbox.makePortal("acme").status == 201)
            #expect(ContinuousClock.now - start >= .milliseconds(300))
        }
    }

    @Test(arguments: [
        ("/a/*", "/a/b", true), ("/a/*", "/a/b/c", true), ("/a/*", "/a", false), ("*", "/", true), ("/a", "/a", true),
        ("/a", "/ab", false), ("/a/*/c", "/a/b/c", true), ("/a/*/c", "/a/b/d", false), ("/*b*", "/abc", true),
        ("/a*a", "/a", false), ("**", "/x", true),
    ])
    func `a star stands for anything`(pattern: String, path: String, matches: Bool) {
        let fault = Fault(id: 1, path: pattern, method: nil, times: 1, effect: .drop, delay: 0)
        #expect(fault.concerns(.get, path) == matches)
    }

    @Test(
        arguments: [
            [:], ["path": "x", "answer": "drop"], ["path": "/x"], ["path": "/x", "answer": "explode"],
            ["path": "/x", "status": .integer(199)], ["path": "/x", "status": .integer(500), "answer": "drop"],
            ["path": "/x", "answer": "drop", "times": .integer(0)],
            ["path": "/x", "answer": "drop", "method": "not one"],
            ["path": "/x", "delay": .integer(600_001)], ["path": "/x", "delay": .integer(-1)],
            ["path": "/x", "delay": "50"], ["path": "/x", "status": .integer(99)],
            ["path": "/x", "status": .integer(1000)], ["path": "/x", "status": "503"],
            ["path": "/x", "status": .boolean(true)], ["path": "/x", "answer": .integer(1)],
            ["path": .integer(1), "answer": "drop"], ["path": "/x", "answer": "drop", "times": "1"],
            ["path": "/x", "answer": "drop", "retryAfter": .integer(1)],
        ] as [JSON]
    )
    func `an order that can't be is refused`(body: JSON) async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.control("POST", "/faults", body)
            #expect(answer.status == 422)
            #expect(try await sandbox.control("GET", "/faults").json == [])
        }
    }

    @Test(
        arguments: [
            (["method": "get"], "method is one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, or null for any"),
            (["method": "BREW"], "method is one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, or null for any"),
            (["path": "/customers.json?page=2"], "path has no query; a fault is for a path with any query"),
            (["path": "/a b"], "path is written as in a request, other characters as %20 and the like"),
            (["path": "/ä"], "path is written as in a request, other characters as %20 and the like"),
            (["path": "/_sandbox/clock"], "path is one of the services; the control at /_sandbox has no faults"),
            (["path": "/_sandbox"], "path is one of the services; the control at /_sandbox has no faults"),
            (
                ["code": .integer(500)],
                "code is no member of a fault, which has path, method, times, status, retryAfter, delay, answer"
            ),
        ] as [(JSON, String)]
    )
    func `a fault that no request could meet is refused with what would be right`(
        change: JSON,
        message: String
    ) async throws {
        try await RunningSandbox.with { sandbox in
            let order: [String: JSON] = ["path": "/customers.json", "answer": "drop"]
            let body = JSON.object(order.merging(change.object ?? [:]) { $1 })
            let answer = try await sandbox.control("POST", "/faults", body)
            #expect(answer.status == 422)
            #expect(answer["invalidFields.0.message"] == .string(message))
            #expect(answer["invalidFields.0.field"] == change.object?.keys.first.map(JSON.string))
            #expect(try await sandbox.control("GET", "/faults").json == [])
        }
    }

    @Test func `a fault is taken back by its number`() async throws {
        try await RunningSandbox.with { sandbox in
            try await Self.order(sandbox, ["answer": "drop"])
            let list = try await sandbox.control("GET", "/faults")
            let id = try #require(list["0.id"]?.integer)
            #expect(try await sandbox.control("DELETE", "/faults/\(id)").status == 204)
            #expect(try await sandbox.control("DELETE", "/faults/\(id)").status == 404)
            #expect(try await sandbox.makePortal("acme").status == 201)
        }
    }
}
