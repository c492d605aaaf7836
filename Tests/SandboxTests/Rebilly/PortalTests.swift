import Foundation
import Testing

@testable import Sandbox

@Suite(.serialized) struct PortalTests {
    @Test func `the example of the contract is created and comes back whole`() async throws {
        try await RunningSandbox.with { sandbox in
            let created = try await sandbox.rebilly(
                "PUT",
                "/billing-portals/portal-main",
                ["name": "Main portal", "slug": "acme-billing", "websiteId": "web_sandbox"]
            )
            let address = "\(sandbox.origin)/organizations/sandbox/billing-portals/portal-main"
            let expected: JSON = [
                "id": "portal-main", "websiteId": "web_sandbox", "slug": "acme-billing", "name": "Main portal",
                "customDomain": .null,
                "features": [
                    "authenticateWithPassword": .boolean(true), "orderCancel": .boolean(true),
                    "orderAddressEdit": .boolean(true), "paymentInstrumentAdd": .boolean(true),
                    "paymentInstrumentUpdate": .boolean(true), "paymentInstrumentDeactivate": .boolean(true),
                ],
                "customization": [
                    "logoId": .null, "colors": ["primary": "0044d4", "secondary": "ffffff"],
                    "links": ["termsOfService": .null, "privacyPolicy": .null, "refundPolicy": .null],
                ],
                "status": "active", "createdTime": "2026-01-31T09:15:00Z", "updatedTime": "2026-01-31T09:15:00Z",
                "_links": [["rel": "self", "href": .string(address)]],
            ]
            #expect(created.status == 201)
            #expect(created.json == expected)
            #expect(created.header("Location") == address)
            #expect(created.header("Content-Type") == "application/json")
            #expect(created.header("X-RateLimit-Limit") == "3000")
            #expect(created.header("X-RateLimit-Remaining") == "2999")
            let read = try await sandbox.rebilly("GET", "/billing-portals/portal-main")
            #expect(read.status == 200)
            #expect(read.json == expected)
            #expect(read.header("X-RateLimit-Limit") == nil)
        }
    }

    @Test func `PUT replaces everything, and what is left out goes back to its default`() async throws {
        try await RunningSandbox.with { sandbox in
            try await sandbox.makePortal(
                "acme",
                [
                    "status": "inactive", "customDomain": "billing.sandbox.example",
                    "features": ["orderCancel": .boolean(false)],
                    "customization": [
                        "colors": ["primary": "C81e5b"], "links": ["termsOfService": "https://acme.example/terms"],
                    ],
                ]
            )
            let first = try await sandbox.rebilly("GET", "/billing-portals/acme")
            #expect(first["features.orderCancel"] == .boolean(false))
            #expect(first["customization.colors.primary"] == "C81e5b")
            #expect(first["customDomain"] == "billing.sandbox.example")
            sandbox.time.advance(by: 60)
            let second = try await sandbox.makePortal("acme")
            #expect(second.status == 200)
            #expect(second.header("Location") == nil)
            #expect(second["status"] == "active")
            #expect(second["features.orderCancel"] == .boolean(true))
            #expect(second["customDomain"] == .null)
            #expect(second["customization.colors.primary"] == "0044d4")
            #expect(second["customization.links.termsOfService"] == .null)
            #expect(second["createdTime"] == first["createdTime"])
            #expect(second["updatedTime"] == "2026-01-31T09:16:00Z")
        }
    }

    @Test func `the invalid example of the contract is answered word by word`() async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.rebilly(
                "PUT",
                "/billing-portals/portal-two",
                [
                    "slug": "abc", "websiteId": "web_sandbox", "features": ["orderCancel": "no"],
                    "customization": ["colors": ["primary": "#0044d4"]],
                ]
            )
            #expect(answer.status == 422)
            #expect(
                answer.json == [
                    "type": "about:blank", "title": "Validation error", "status": .integer(422),
                    "detail": "4 fields are not valid.",
                    "invalidFields": [
                        ["field": "name", "message": "name is required"],
                        ["field": "slug", "message": "slug must have at least 5 characters"],
                        [
                            "field": "features.orderCancel", "message": "features.orderCancel must be true or false",
                        ],
                        [
                            "field": "customization.colors.primary",
                            "message": "customization.colors.primary must be six hexadecimal digits without #",
                        ],
                    ],
                ]
            )
            #expect(try await sandbox.rebilly("GET", "/billing-portals/portal-two").status == 404)
        }
    }

    @Test(arguments: [
        ("name", JSON.null), ("name", ""), ("name", " \n\u{3000}"), ("name", .integer(1)), ("slug", "abcd"),
        ("slug", .string(String(repeating: "a", count: 101))), ("slug", "with space"), ("slug", "ümlaut"),
        ("slug", "slug\n"), ("slug", "sl/ug"), ("slug", .null), ("websiteId", "web_other"), ("websiteId", .null),
        ("websiteId", "web_sandbox\0"), ("websiteId", .string(String(repeating: "a", count: 51))),
        ("customDomain", ""), ("customDomain", "other.example"), ("customDomain", .boolean(true)),
        ("customDomain", "billing.sandbox.example\0"), ("status", "Active"), ("status", .null), ("status", .integer(1)),
        ("features", .null), ("features", "all"), ("features", .array([])), ("customization", .null),
        ("customization", .integer(0)),
    ])
    func `a member that breaks its rule is named`(field: String, value: JSON) async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.makePortal("acme", [field: value])
            #expect(answer.status == 422)
            #expect(answer.invalidFields == [field])
        }
    }

    @Test(arguments: [
        ("logoId", JSON.string("file_none")), ("logoId", ""), ("logoId", .integer(1)), ("colors", .null),
        ("colors.primary", "#0044d4"), ("colors.primary", "04d"), ("colors.primary", "00٤4d4"),
        ("colors.primary", .null), ("colors.secondary", "fffffg"), ("colors.secondary", "ffffff\n"), ("links", .null),
        ("links.termsOfService", ""), ("links.termsOfService", "/terms"), ("links.privacyPolicy", "ftp://a.example"),
        ("links.privacyPolicy", "https:///x"), ("links.refundPolicy", "https://a.example/ b"),
        ("links.refundPolicy", "javascript:alert(1)"), ("links.refundPolicy", .boolean(false)),
    ])
    func `a member of the customization that breaks its rule is named`(field: String, value: JSON) async throws {
        let parts = field.split(separator: ".").map(String.init)
        let members: JSON = parts.count == 1 ? [parts[0]: value] : [parts[0]: [parts[1]: value]]
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.makePortal("acme", ["customization": members])
            #expect(answer.status == 422)
            #expect(answer.invalidFields == ["customization.\(field)"])
        }
    }

    @Test(arguments: ["a\0b", "e\u{301}", "\u{202E}x", "\u{FFFE}", "😀 👩‍👩‍👧", "\"\\/\u{8}", "<b>&\"'"])
    func `any other text of a name comes back byte by byte`(name: String) async throws {
        try await RunningSandbox.with { sandbox in
            #expect(try await sandbox.makePortal("acme", ["name": .string(name)]).status == 201)
            let read = try await sandbox.rebilly("GET", "/billing-portals/acme")
            #expect(read["name"]?.string.map { Array($0.utf8) } == Array(name.utf8))
        }
    }

    @Test func `read-only and unknown members have no effect`() async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.makePortal(
                "acme",
                [
                    "id": "other", "createdTime": "2001-01-01T00:00:00Z", "updatedTime": .integer(1), "_links": .null,
                    "colour": "red", "features": ["fly": "yes"],
                ]
            )
            #expect(answer.status == 201)
            #expect(answer["id"] == "acme")
            #expect(answer["createdTime"] == "2026-01-31T09:15:00Z")
            #expect(answer["colour"] == nil)
            #expect(answer["features.fly"] == nil)
        }
    }

    @Test func `a slug belongs to one portal until that is deleted or has another`() async throws {
        try await RunningSandbox.with { sandbox in
            try await sandbox.makePortal("one", ["slug": "shared", "status": "inactive"])
            let refused = try await sandbox.makePortal("two", ["slug": "shared"])
            #expect(refused.status == 422)
            #expect(refused.invalidFields == ["slug"])
            #expect(try await sandbox.makePortal("two", ["slug": "Shared"]).status == 201)
            #expect(try await sandbox.makePortal("one", ["slug": "shared"]).status == 200)
            #expect(try await sandbox.rebilly("DELETE", "/billing-portals/one").status == 204)
            #expect(try await sandbox.makePortal("three", ["slug": "shared"]).status == 201)
        }
    }

    @Test func `POST chooses an id, and DELETE answers 404 the second time`() async throws {
        try await RunningSandbox.with { sandbox in
            let body: JSON = ["id": "mine", "name": "n", "slug": "slug-n", "websiteId": "web_sandbox"]
            let made = try await sandbox.rebilly("POST", "/billing-portals", body)
            let id = try #require(made["id"]?.string)
            #expect(made.status == 201)
            #expect(id.hasPrefix("bill_prt_") && id.utf8.count == 35)
            #expect(made.header("Location")?.hasSuffix("/billing-portals/\(id)") == true)
            #expect(try await sandbox.rebilly("POST", "/billing-portals", body).status == 422)
            let deleted = try await sandbox.rebilly("DELETE", "/billing-portals/\(id)")
            #expect(deleted.status == 204)
            #expect(deleted.body.isEmpty)
            #expect(deleted.header("X-RateLimit-Remaining") == "2997")
            #expect(try await sandbox.rebilly("DELETE", "/billing-portals/\(id)").status == 404)
            #expect(try await sandbox.rebilly("GET", "/billing-portals/\(id)").status == 404)
        }
    }
}
