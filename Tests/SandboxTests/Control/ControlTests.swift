import Foundation
import Testing

@testable import Sandbox

@Suite(.serialized) struct ControlTests {
    private static let writes = [
        ("PUT", "/clock"), ("POST", "/faults"), ("DELETE", "/faults"), ("DELETE", "/faults/1"), ("DELETE", "/requests"),
        ("PATCH", "/settings"), ("POST", "/accept/1003"), ("POST", "/reset"),
    ]

    @Test(arguments: writes)
    func `no page from elsewhere writes`(method: String, path: String) async throws {
        try await RunningSandbox.with { sandbox in
            let json = ("Content-Type", "application/json")
            for headers in [
                [], [("Content-Type", "text/plain")], [json, ("Origin", "https://evil.example")],
                [json, ("Origin", "null")], [json, ("Origin", "http://127.0.0.1:1")],
                [json, ("Host", "evil.example")], [("Content-Type", "application/x-www-form-urlencoded")],
            ] {
                let answer = try await sandbox.send(method, "/_sandbox" + path, headers: headers, body: Data("{}".utf8))
                #expect([403, 415, 421].contains(answer.status), "\(headers)")
            }
            let customer = try await sandbox.billing("GET", "/customers/1003.json")
            #expect(customer["customer.portal_invite_last_accepted_at"] == .null)
            #expect(sandbox.store.clock == .real)
        }
    }

    @Test func `the clock is read, set, stopped, advanced and given back`() async throws {
        try await RunningSandbox.with { sandbox in
            let real = try await sandbox.control("GET", "/clock")
            #expect(
                real.json == [
                    "now": "2026-01-31T09:15:00Z", "real": "2026-01-31T09:15:00Z", "isReal": .boolean(true),
                    "isFrozen": .boolean(false),
                ]
            )
            let set = try await sandbox.control("PUT", "/clock", ["now": "2027-01-01T00:00:00+01:00"])
            #expect(set["now"] == "2026-12-31T23:00:00Z")
            sandbox.time.advance(by: 5)
            let advanced = try await sandbox.control("PUT", "/clock", ["advance": .integer(-3600)])
            #expect(advanced["now"] == "2026-12-31T22:00:05Z")
            let frozen: JSON = ["now": "2026-06-01T00:00:00Z", "isFrozen": .boolean(true)]
            _ = try await sandbox.control("PUT", "/clock", frozen)
            sandbox.time.advance(by: 5)
            #expect(try await sandbox.makePortal("acme")["createdTime"] == "2026-06-01T00:00:00Z")
            let moved = try await sandbox.control("PUT", "/clock", ["advance": .integer(1)])
            #expect(moved["now"] == "2026-06-01T00:00:01Z")
            let back = try await sandbox.control("PUT", "/clock", ["isReal": .boolean(true)])
            #expect(back["now"] == "2026-01-31T09:15:10Z")
        }
    }

    @Test(
        arguments: [
            [:], ["now": "tomorrow"], ["now": "9999-12-31T23:59:59-10:00"], ["now": "1969-12-31T23:59:59Z"],
            ["advance": "1"], ["advance": .integer(.max)], ["advance": .integer(.min)],
            ["advance": .integer(-2_000_000_000)],
            ["isReal": .boolean(false)], ["now": "2026-01-01T00:00:00Z", "advance": .integer(1)],
            ["now": "2026-01-01T00:00:00Z", "isFrozen": "yes"], ["advance": .integer(1), "isFrozen": .boolean(true)],
            ["now": "2026-01-01T00:00:00Z", "frozen": .boolean(true)], ["isReal": "true"],
        ] as [JSON]
    )
    func `a clock that can't be is refused`(body: JSON) async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.control("PUT", "/clock", body)
            #expect(answer.status == 422)
            #expect(sandbox.store.clock == .real)
        }
    }

    @Test func `settings change what is named and nothing else`() async throws {
        try await RunningSandbox.with { sandbox in
            let before = try await sandbox.control("GET", "/settings")
            let changed = try await sandbox.control(
                "PATCH",
                "/settings",
                [
                    "rebilly": ["rateLimit": .integer(7)],
                    "advancedBilling": ["isPortalEnabled": .boolean(false), "resendRefusal": "singular"],
                    "websites": [["id": "web_other", "name": "Other"]],
                    "customDomains": [["domain": "b.example", "isVerified": .boolean(false)]],
                    "customers": [
                        ["first_name": "No", "last_name": "Address", "id": .integer(2000), "access": "enabled"]
                    ],
                ]
            )
            #expect(changed.status == 200)
            #expect(changed["rebilly.rateLimit"] == .integer(7))
            #expect(changed["rebilly.rateWindow"] == before["rebilly.rateWindow"])
            #expect(changed["advancedBilling.linkLife"] == before["advancedBilling.linkLife"])
            #expect(
                try await sandbox.makePortal("acme", ["websiteId": "web_other", "customDomain": "b.example"]).status
                    == 201
            )
            _ = try await sandbox.control(
                "PATCH",
                "/settings",
                ["advancedBilling": ["isPortalEnabled": .boolean(true)]]
            )
            let refused = try await sandbox.billing("POST", "/portal/customers/2000/enable.json?auto_invite=1")
            #expect(refused.json == ["errors": ["Email address: cannot be blank."]])
        }
    }

    @Test(
        arguments: [
            ["latency": .integer(-1)], ["colour": "red"], ["rebilly": .null], ["rebilly": ["rateLimit": .integer(0)]],
            ["rebilly": ["apiKey": "with blank"]], ["rebilly": ["apiKey": "line\r\nbreak"]],
            ["advancedBilling": ["resendRefusal": "shout"]],
            ["advancedBilling": ["managementLinkBase": "javascript:x"]],
            ["advancedBilling": ["linkLife": .integer(15_552_001)]], ["websites": [["id": "a b"]]], ["websites": ["x"]],
            ["customDomains": [[:]]], ["customers": [["first_name": "x"]]],
            ["latency": "50"], ["latency": .boolean(true)], ["rebilly": ["apiKey": "schlüssel"]],
            ["rebilly": ["apiKey": "a\u{7F}"]], ["rebilly": ["rateLimit": "60"]],
            ["advancedBilling": ["apiKey": "user:password"]], ["advancedBilling": ["apiKey": "tab\t"]],
            ["advancedBilling": ["site": "a/b"]], ["advancedBilling": ["site": "a.b"]],
            ["advancedBilling": ["site": "-a"]], ["advancedBilling": ["site": ""]],
            ["advancedBilling": ["isPortalEnabled": "true"]],
        ] as [JSON]
    )
    func `a setting that can't be is refused and changes nothing`(body: JSON) async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.control("PATCH", "/settings", body)
            #expect(answer.status == 422)
            #expect(answer.invalidFields.count >= 1)
            #expect(sandbox.store.settings == SandboxSettings())
        }
    }

    @Test(
        arguments: [
            ("customDomains.0.isVerified", ["customDomains": [["domain": "b.example", "isVerified": "x"]]]),
            ("customDomains.0.verified", ["customDomains": [["domain": "b.example", "verified": .boolean(true)]]]),
            ("websites.0.name", ["websites": [["id": "web_a", "name": .integer(1)]]]),
            ("websites.0.logoId", ["websites": [["id": "web_a", "logoId": .boolean(true)]]]),
            ("websites.1.colour", ["websites": [["id": "web_a"], ["id": "web_b", "colour": "red"]]]),
            ("customers.0.id", ["customers": [["id": "1001"]]]),
            ("customers.0.access", ["customers": [["id": .integer(1001), "access": .boolean(true)]]]),
            ("customers.0.email", ["customers": [["id": .integer(1001), "email": .integer(1)]]]),
            ("customers.0.mail", ["customers": [["id": .integer(1001), "mail": "x@example.com"]]]),
            ("customers", ["customers": [["id": .integer(1001), "first_name": .null]]]),
            ("customers.reference", ["customers": [["id": .integer(1001), "reference": "taken"]]]),
        ] as [(String, JSON)]
    )
    func `what can't be added is refused by its place, and changes nothing`(field: String, body: JSON) async throws {
        try await RunningSandbox.with { sandbox in
            _ = try await sandbox.control(
                "PATCH",
                "/settings",
                ["customers": [["id": .integer(1002), "reference": "taken"]]]
            )
            let before = try await sandbox.control("GET", "/overview")["customers"]
            let change = body.object?.merging(["latency": .integer(5)]) { $1 } ?? [:]
            let answer = try await sandbox.control("PATCH", "/settings", .object(change))
            #expect(answer.status == 422)
            #expect(answer.invalidFields == [field])
            #expect(answer["invalidFields.0.message"]?.string?.hasPrefix(field) == true)
            #expect(sandbox.store.settings == SandboxSettings())
            #expect(try await sandbox.control("GET", "/overview")["customers"] == before)
            #expect(try await sandbox.rebilly("GET", "/websites/web_a").status == 404)
            #expect(try await sandbox.rebilly("GET", "/custom-domains/b.example").status == 404)
        }
    }

    @Test func `what is there is changed in the members that are given`() async throws {
        try await RunningSandbox.with { sandbox in
            let website = try await sandbox.rebilly("GET", "/websites/web_sandbox")
            let customer = try await sandbox.billing("GET", "/customers/1004.json")
            let changed = try await sandbox.control(
                "PATCH",
                "/settings",
                [
                    "websites": [["id": "web_sandbox", "name": "Other"]],
                    "customDomains": [["domain": "billing.sandbox.example", "isVerified": .boolean(false)]],
                    "customers": [["id": .integer(1004), "phone": "+1 555 0100", "email": .null]],
                ]
            )
            #expect(changed.status == 200)
            let newWebsite = try await sandbox.rebilly("GET", "/websites/web_sandbox")
            #expect(newWebsite["name"] == "Other")
            for member in ["url", "servicePhone", "serviceEmail", "logoId", "createdTime"] {
                #expect(newWebsite[member] == website[member])
            }
            let newCustomer = try await sandbox.billing("GET", "/customers/1004.json")
            #expect(newCustomer["customer.phone"] == "+1 555 0100")
            #expect(newCustomer["customer.email"] == "")
            for member in ["first_name", "last_name", "created_at", "portal_invite_last_accepted_at"] {
                #expect(newCustomer["customer.\(member)"] == customer["customer.\(member)"])
            }
            // Given without its members, each stays as it is.
            let same = try await sandbox.control(
                "PATCH",
                "/settings",
                [
                    "websites": [["id": "web_sandbox"]], "customDomains": [["domain": "billing.sandbox.example"]],
                    "customers": [["id": .integer(1004), "access": "accepted"]],
                ]
            )
            #expect(same.status == 200)
            #expect(try await sandbox.rebilly("GET", "/websites/web_sandbox")["name"] == "Other")
            let domain = try await sandbox.rebilly("GET", "/custom-domains/billing.sandbox.example")
            #expect(domain["isVerified"] == .boolean(false))
            #expect(try await sandbox.billing("GET", "/customers/1004.json").json == newCustomer.json)
            _ = try await sandbox.control(
                "PATCH",
                "/settings",
                ["customers": [["id": .integer(1004), "access": "none"]]]
            )
            let refused = try await sandbox.billing("GET", "/portal/customers/1004/management_link.json")
            #expect(refused.status == 422)
        }
    }

    @Test func `the page's address may end with a slash`() async throws {
        try await RunningSandbox.with { sandbox in
            let answer = try await sandbox.control("GET", "/")
            #expect(answer.status == 302)
            #expect(answer.header("Location") == "\(sandbox.origin)/_sandbox")
            #expect(try await sandbox.control("POST", "/").status == 404)
        }
    }

    @Test func `accepting does what opening the invitation does`() async throws {
        try await RunningSandbox.with { sandbox in
            let accepted = try await sandbox.control("POST", "/accept/1003")
            #expect(accepted["customer.portal_invite_last_accepted_at"] == "2026-01-31T09:15:00+00:00")
            for (id, status) in [("1001", 422), ("1002", 422), ("1004", 200), ("1", 404), ("x", 404)] {
                let answer = try await sandbox.control("POST", "/accept/\(id)")
                #expect(answer.status == status)
            }
        }
    }

    @Test func `a reset brings back the start`() async throws {
        try await RunningSandbox.with { sandbox in
            try await sandbox.makePortal("acme")
            _ = try await sandbox.billing("DELETE", "/portal/customers/1004/invitations/revoke.json")
            _ = try await sandbox.control("PUT", "/clock", ["advance": .integer(86_400)])
            _ = try await sandbox.control("PATCH", "/settings", ["latency": .integer(1)])
            _ = try await sandbox.control("POST", "/faults", ["path": "/x", "status": .integer(500)])
            let reset = try await sandbox.control("POST", "/reset")
            #expect(reset.status == 204)
            #expect(try await sandbox.rebilly("GET", "/billing-portals").json == [])
            #expect(try await sandbox.billing("GET", "/portal/customers/1004/management_link.json").status == 200)
            #expect(try await sandbox.control("GET", "/faults").json == [])
            #expect(sandbox.store.clock == .real)
            #expect(sandbox.store.settings == SandboxSettings())
        }
    }

    @Test func `requests are noted without keys and links`() async throws {
        try await RunningSandbox.with { sandbox in
            try await sandbox.makePortal("acme")
            let link = try await sandbox.billing("GET", "/portal/customers/1004/management_link.json")
            let address = try #require(link["url"]?.string)
            let path = String(address.dropFirst(sandbox.origin.utf8.count))
            #expect(try await sandbox.send("GET", path).status == 200)
            let storefront = try await sandbox.send("GET", "/storefront/billing-portals/slug-acme")
            _ = try await sandbox.rebilly("GET", "/billing-portals/none")
            let log = try await sandbox.control("GET", "/requests")
            #expect(log["counts.all"] == .integer(5))
            #expect(log["counts.errors"] == .integer(1))
            #expect(log["requests.0.path"] == "/organizations/sandbox/billing-portals/none")
            #expect(log["requests.4.request.body"]?.string?.contains("Portal acme") == true)
            for secret in [
                "sandbox-key", String(address.suffix(16)), storefront["token"]?.string ?? "?", "c2FuZGJveC1rZXk6eA",
            ] {
                #expect(!log.text.contains(secret))
            }
            let page = try await sandbox.control("GET", "/requests?filter=errors&limit=1")
            #expect(page["requests"]?.array?.count == 1)
            #expect(try await sandbox.control("GET", "/requests?filter=none").status == 400)
            _ = try await sandbox.control("DELETE", "/requests")
            #expect(try await sandbox.control("GET", "/requests")["counts.all"] == .integer(0))
        }
    }

    @Test func `a link is hidden wherever it stands in a request`() async throws {
        try await RunningSandbox.with { sandbox in
            let link = try await sandbox.billing("GET", "/portal/customers/1004/management_link.json")
            let address = try #require(link["url"]?.string)
            let path = String(address.dropFirst(sandbox.origin.utf8.count))
            let digits = String(address.suffix(16))
            let encoded = digits.utf8.map { "%\(String($0, radix: 16))" }.joined()
            let targets = [
                path.replacing("/manage", with: "/%6danage"), "/\(path)", "/x\(path)", "/manage/\(digits)",
                "/?q=\(address)",
                "/manage/1004/1/\(encoded)",
            ]
            for target in targets { _ = try await sandbox.send("GET", target, headers: [("Referer", address)]) }
            _ = try await sandbox.rebilly("POST", "/files", ["url": .string(address)])
            let log = try await sandbox.control("GET", "/requests")
            #expect(log["counts.all"] == .integer(targets.count + 2))
            #expect(!log.text.contains(digits) && !log.text.contains(encoded))
            #expect(log.text.contains("\(path.dropLast(16))<redacted>"))
        }
    }

    @Test func `the page runs its own script alone, and a link is opened without being shown`() async throws {
        try await RunningSandbox.with { sandbox in
            let page = try await sandbox.control("GET", "")
            #expect(page.status == 200)
            #expect(page.text.contains("script-src 'sha256-"))
            #expect(page.text.contains("connect-src 'self'"))
            #expect(page.header("X-Frame-Options") == "DENY")
            #expect(!page.text.contains("/manage/"))
            #expect(try await sandbox.control("GET", "/links/1001").status == 404)
            let link = try await sandbox.send("GET", "/_sandbox/links/1005")
            #expect(link.status == 303)
            #expect(link.header("Location")?.hasPrefix("\(sandbox.origin)/manage/1005/") == true)
        }
    }

    @Test func `the overview tells of customers, links, faults and what comes next`() async throws {
        try await RunningSandbox.with { sandbox in
            let link = try await sandbox.billing("GET", "/portal/customers/1004/management_link.json")
            let overview = try await sandbox.control("GET", "/overview")
            #expect(overview["customers.3.link.fetchCount"] == .integer(1))
            #expect(overview["customers.4.link.isBlocked"] == .boolean(true))
            #expect(overview["next.0"] == ["seconds": .integer(13 * 86_400), "text": "1005 can have a new link"])
            #expect(overview["environment.0.value"] == .string(sandbox.origin))
            #expect(!overview.text.contains(link["url"]?.string?.suffix(16) ?? "?"))
        }
    }
}
