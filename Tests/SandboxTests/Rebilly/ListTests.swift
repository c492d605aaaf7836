import Foundation
import Testing

@testable import Sandbox

@Suite(.serialized) struct ListTests {
    /// Portals a to e, a minute apart, with differing members.
    private static func fill(_ sandbox: RunningSandbox) async throws {
        let members: [(String, [String: JSON])] = [
            ("alpha", ["name": "Zulu"]), ("bravo", ["name": "yankee", "status": "inactive"]),
            ("charlie", ["name": "X-ray", "customDomain": "billing.sandbox.example"]),
            ("delta", ["name": "Whiskey: large", "features": ["orderCancel": .boolean(false)]]),
            ("echo-e", ["name": "Victor", "slug": "a..b-slug"]),
        ]
        for (id, others) in members {
            try await sandbox.makePortal(id, others)
            sandbox.time.advance(by: 60)
        }
    }

    private static func ids(_ answer: TestAnswer) -> [String] {
        answer.json.array?.compactMap { $0["id"]?.string } ?? []
    }

    @Test(arguments: [
        ("", "echo-e delta charlie bravo alpha"), ("sort=createdTime", "alpha bravo charlie delta echo-e"),
        ("sort=name", "echo-e delta charlie alpha bravo"), ("sort=-status,name", "bravo echo-e delta charlie alpha"),
        ("sort=customDomain,id", "alpha bravo delta echo-e charlie"), ("limit=2", "echo-e delta"),
        ("limit=2&offset=4&sort=id", "echo-e"), ("limit=0", ""), ("offset=1000", ""),
        ("filter=status:active&sort=id", "alpha charlie delta echo-e"), ("filter=status:INACTIVE", "bravo"),
        ("filter=status:!active", "bravo"), ("filter=id:alpha,bravo&sort=id", "alpha bravo"),
        ("filter=id:!alpha,!bravo&sort=id", "charlie delta echo-e"),
        ("filter=id:!alpha,bravo&sort=id", "charlie delta echo-e"), ("filter=name:whiskey%3A%20large", "delta"),
        ("filter=features.orderCancel:false", "delta"), ("filter=slug:a..b-slug", "echo-e"),
        ("filter=status:active;name:zulu", "alpha"), ("filter=status:active;name:yankee", ""),
        ("filter=customDomain:billing.sandbox.example", "charlie"),
        ("filter=createdTime:2026-01-31T09:16:00Z..2026-01-31T09:17:00Z&sort=id", "bravo charlie"),
        ("filter=createdTime:..2026-01-31T10:16:00%2B01:00&sort=id", "alpha bravo"),
        ("filter=createdTime:2026-01-31T09:18:00Z..&sort=id", "delta echo-e"),
        ("filter=id:alpha..bravo&sort=id", "alpha bravo"), ("filter=id:DELTA..&sort=id", "delta echo-e"),
        ("filter=id:..bravo,delta&sort=id", "alpha bravo delta"), ("filter=id:!bravo..delta&sort=id", "alpha echo-e"),
        ("filter=customDomain:a..z", "charlie"), ("filter=name:y..b", ""),
        ("filter=createdTime:2026-01-31&limit=1", "echo-e"), ("filter=createdTime:2026-02-01..", ""),
        ("q=AY", "charlie"), ("q=echo", "echo-e"), ("q=sandbox.example", "charlie"),
        ("q=", "echo-e delta charlie bravo alpha"),
    ])
    func `a list answers what it is asked for`(query: String, ids: String) async throws {
        try await RunningSandbox.with { sandbox in
            try await Self.fill(sandbox)
            let answer = try await sandbox.rebilly("GET", "/billing-portals?\(query)")
            #expect(answer.status == 200)
            #expect(Self.ids(answer).joined(separator: " ") == ids)
        }
    }

    @Test(arguments: [
        ("limit=1001", "limit"), ("limit=-1", "limit"), ("limit=x", "limit"), ("limit=%D9%A1", "limit"),
        ("limit=1e2", "limit"), ("offset=1001", "offset"), ("offset=+1", "offset"),
        ("sort=features.orderCancel", "sort"),
        ("sort=id,,name", "sort"), ("sort=-", "sort"), ("filter=status", "filter"), ("filter=colour:red", "filter"),
        ("filter=status:", "filter"), ("filter=id:@mine", "filter"), ("filter=id:a,!b", "filter"),
        ("filter=id:a;", "filter"), ("filter=features.orderCancel:yes", "filter"), ("filter=name:true", "filter"),
        ("filter=createdTime:yesterday", "filter"), ("filter=createdTime:..", "filter"), ("filter=name:..", "filter"),
        ("filter=createdTime:2026-02-30", "filter"), ("filter=createdTime:2026-01-01..2026-02-29", "filter"),
        ("filter=updatedTime:2026-02-30T00:00:00Z..", "filter"), ("filter=createdTime:10000-01-01T00:00:00Z", "filter"),
    ])
    func `what can't be understood is a 400 that names the parameter`(query: String, parameter: String) async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.rebilly("GET", "/billing-portals?\(query)")
            #expect(answer.status == 400)
            #expect(answer.invalidFields == [parameter])
        }
    }

    @Test(arguments: [
        ("sort=id,colour", "sort names 'colour', which can't be sorted by"),
        ("sort=id,-", "sort names no field"),
        ("filter=id:a;colour:red", "filter names 'colour', which can't be filtered by"),
    ])
    func `a field that can't be asked for is named`(query: String, message: String) async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.rebilly("GET", "/billing-portals?\(query)")
            #expect(answer["invalidFields.0.message"] == .string(message))
        }
    }

    @Test func `pages say how many there are, and reach item 2000 and no further`() async throws {
        try await RunningSandbox.with { sandbox in
            try await sandbox.store.write { database in
                for number in 0..<2100 {
                    let body: [String: JSON] = [
                        "name": "n", "slug": .string("slug-\(number)"), "websiteId": "web_sandbox",
                    ]
                    _ = try PortalOperations.keep(body, id: "portal-\(number)", at: number, in: database)
                }
            }
            var seen: Set<String> = []
            for offset in [0, 1000] {
                let answer = try await sandbox.rebilly("GET", "/billing-portals?limit=1000&offset=\(offset)")
                #expect(answer.header("Pagination-Total") == "2100")
                #expect(answer.header("Pagination-Limit") == "1000")
                #expect(answer.header("Pagination-Offset") == "\(offset)")
                seen.formUnion(Self.ids(answer))
            }
            #expect(seen.count == 2000)
            let usual = try await sandbox.rebilly("GET", "/billing-portals")
            #expect(usual.header("Pagination-Limit") == "100")
            #expect(Self.ids(usual).count == 100)
        }
    }

    @Test func `websites and domains are read, listed and filtered`() async throws {
        try await RunningSandbox.with { sandbox in
            let website = try await sandbox.rebilly("GET", "/websites/web_sandbox")
            #expect(website["serviceEmail"] == "help@sandbox.example")
            #expect(website["customFields"] == [:])
            #expect(website["organizationId"] == "sandbox")
            #expect(try await sandbox.rebilly("GET", "/websites/none").status == 404)
            let domain = try await sandbox.rebilly("GET", "/custom-domains/billing.sandbox.example")
            #expect(domain["isVerified"] == .boolean(true))
            #expect(domain["id"] == "billing.sandbox.example")
            #expect(try await sandbox.rebilly("GET", "/custom-domains/other.example").status == 404)
            let none = try await sandbox.rebilly("GET", "/custom-domains?filter=isVerified:false")
            #expect(none.json == [])
            #expect(none.header("Pagination-Total") == "0")
        }
    }
}
