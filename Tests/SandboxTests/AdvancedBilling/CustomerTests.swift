import Foundation
import Testing

@testable import Sandbox

@Suite(.serialized) struct CustomerTests {
    private static func make(_ sandbox: RunningSandbox, _ members: [String: JSON]) async throws -> TestAnswer {
        let required: [String: JSON] = ["first_name": "Ada", "last_name": "Byron", "email": "ada@b.example"]
        return try await sandbox.billing(
            "POST",
            "/customers.json",
            ["customer": .object(required.merging(members) { $1 })]
        )
    }

    private static func ids(_ sandbox: RunningSandbox, _ query: String) async throws -> [Int] {
        let answer = try await sandbox.billing("GET", "/customers.json?\(query)")
        #expect(answer.status == 200)
        return answer.json.array?.compactMap { $0["customer.id"]?.integer } ?? []
    }

    @Test func `a customer is created, read and found by reference`() async throws {
        try await RunningSandbox.with { sandbox in
            let made = try await Self.make(sandbox, ["reference": "a/b c&d", "phone": "1", "colour": "red"])
            #expect(made.status == 201)
            #expect(made["customer.id"] == .integer(1006))
            #expect(made["customer.organization"] == "Ada Byron")
            #expect(made["customer.created_at"] == "2026-01-31T09:15:00+00:00")
            #expect(made["customer.colour"] == nil)
            #expect(made["customer.city"] == .null)
            let read = try await sandbox.billing("GET", "/customers/1006.json")
            #expect(read.json == made.json)
            let found = try await sandbox.billing("GET", "/customers/lookup.json?reference=a%2Fb%20c%26d")
            #expect(found.json == made.json)
            for path in [
                "/customers/lookup.json?reference=a", "/customers/lookup.json", "/customers/7.json", "/customers/1006",
            ] {
                #expect(try await sandbox.billing("GET", path).status == 404)
            }
            let taken = try await Self.make(sandbox, ["reference": "a/b c&d"])
            #expect(taken.status == 422)
            #expect(taken.json == ["errors": ["Reference: must be unique - that value has been taken."]])
            #expect(try await Self.make(sandbox, ["reference": "a/b c&d\0"]).status == 201)
        }
    }

    @Test func `what is blank or of a wrong type is a 422 with a sentence each`() async throws {
        try await RunningSandbox.with { sandbox in
            let blank: JSON = [
                "errors": [
                    "First name: cannot be blank.", "Last name: cannot be blank.", "Email address: cannot be blank.",
                ]
            ]
            for body in [[:], ["customer": [:]], ["customer": ["first_name": " ", "email": .null]]] as [JSON] {
                let answer = try await sandbox.billing("POST", "/customers.json", body)
                #expect(answer.status == 422)
                #expect(answer.json == blank)
            }
            let wrong = try await Self.make(sandbox, ["first_name": .integer(1), "tax_exempt": "no"])
            #expect(wrong.json == ["errors": ["First name: must be text.", "Tax exempt: must be true or false."]])
            let list = try await sandbox.billing("POST", "/customers.json", ["customer": []])
            #expect(list.json == ["errors": ["customer": "must be an object."]])
            let broken = try await sandbox.send(
                "POST",
                "/customers.json",
                headers: [("Authorization", "Basic c2FuZGJveC1rZXk6eA=="), ("Content-Type", "application/json")],
                body: Data("{".utf8)
            )
            #expect(broken.status == 400)
        }
    }

    @Test(arguments: [
        ("", [1001, 1002, 1003, 1004, 1005, 1006, 1007]), ("direction=desc&per_page=2", [1007, 1006]),
        ("per_page=3&page=3", [1007]), ("per_page=3&page=4", []),
        ("per_page=0&page=0", [1001, 1002, 1003, 1004, 1005, 1006, 1007]),
        ("page=99999999999", []), ("page=9999999999999999999", []), ("per_page=9999999999999999999&page=2", []),
        ("page=x&per_page=-1", [1001, 1002, 1003, 1004, 1005, 1006, 1007]),
        ("start_date=", [1001, 1002, 1003, 1004, 1005, 1006, 1007]),
        ("start_datetime=2026-02-01%2004:15:00%20-0500", [1007]), ("start_datetime=2026-02-01T09:15:00Z", [1007]),
        ("start_datetime=2026-02-01%2009:15:00%20UTC", [1007]),
        ("q=nando", [1006, 1007]), ("q=Fernando%20T", [1007]), ("q=1003", [1003]),
        ("q=BEN%40", [1002]), ("start_date=2026-02-01", [1007]),
        ("end_date=2026-01-31", [1001, 1002, 1003, 1004, 1005, 1006]),
        ("start_datetime=2026-01-31%2010:15:00%20%2B01:00&end_datetime=2026-01-31%2009:15:00", [1006]),
        ("start_date=2026-02-02&end_date=2026-02-01", []),
        ("date_field=updated_at&start_date=2026-01-31", [1006, 1007]),
    ])
    func `the list is searched, cut and ordered as asked`(query: String, ids: [Int]) async throws {
        try await RunningSandbox.with { sandbox in
            _ = try await Self.make(sandbox, ["email": "nando@x.example"])
            sandbox.time.advance(by: 86_400)
            _ = try await Self.make(sandbox, ["first_name": "Fernando", "last_name": "Tello", "email": "f@x.example"])
            #expect(try await Self.ids(sandbox, query) == ids)
        }
    }

    @Test(arguments: [
        ("start_date", "2026-02-30"), ("end_date", "2025-02-29"), ("end_date", "10000-01-01"), ("start_date", "today"),
        ("start_date", "2026-01-31T00:00:00Z"), ("start_datetime", "2026-02-30%2000:00:00"),
        ("end_datetime", "2026-01-31%2025:00:00"), ("end_datetime", "2026-01-31%2000:00:00%20CET"),
        ("end_datetime", "2026-01-31%2000:00:00%20%2B25:00"), ("start_datetime", "2026-01-31"),
    ])
    func `a day or a time that there isn't is a 400 that names the parameter`(
        name: String,
        value: String
    ) async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.billing("GET", "/customers.json?\(name)=\(value)")
            #expect(answer.status == 400)
            #expect(answer["errors.0"]?.string?.hasPrefix("\(name) must be ") == true)
        }
    }

    @Test func `an empty reference is none, for as many customers as there are`() async throws {
        try await RunningSandbox.with { sandbox in
            for _ in 1...2 {
                let made = try await Self.make(sandbox, ["reference": ""])
                #expect(made.status == 201)
                #expect(made["customer.reference"] == .null)
            }
            #expect(try await sandbox.billing("GET", "/customers/lookup.json?reference=").status == 404)
        }
    }

    @Test(arguments: [
        (JSON.integer(1001), 201), (.integer(7), 422), (.integer(-1), 422), (.string("1001"), 422), (.null, 201),
        (.number(1e30), 422),
    ])
    func `a parent is a customer`(parent: JSON, status: Int) async throws {
        try await RunningSandbox.with { sandbox in
            let made = try await Self.make(sandbox, ["parent_id": parent])
            #expect(made.status == status)
            if status == 201 {
                #expect(made["customer.parent_id"] == parent)
            } else {
                #expect(made.json == ["errors": ["Parent: must be the id of a customer."]])
            }
        }
    }

    @Test func `times carry the site's offset`() async throws {
        try await RunningSandbox.with { sandbox in
            var settings = sandbox.store.settings
            settings.advancedBilling.timeZoneOffset = -19_800
            try await sandbox.store.set(settings)
            #expect(try await Self.make(sandbox, [:])["customer.created_at"] == "2026-01-31T03:45:00-05:30")
        }
    }

    @Test func `a page has at most 200 customers`() async throws {
        try await RunningSandbox.with { sandbox in
            try await sandbox.store.write { database in
                for _ in 1...300 {
                    let body = CustomerBody(["first_name": "A", "last_name": "B", "email": "a@b.example"])
                    _ = try CustomerOperations.insert(body, id: nil, at: 0, in: database)
                }
            }
            #expect(try await Self.ids(sandbox, "per_page=1000").count == 200)
            #expect(try await Self.ids(sandbox, "").count == 50)
        }
    }
}
