import Testing

@testable import Sandbox

@Suite(.serialized) struct StorefrontTests {
    @Test(arguments: [
        "/organizations/sandbox/storefront/billing-portals/", "/storefront/organizations/sandbox/billing-portals/",
        "/storefront/billing-portals/",
    ])
    func `an active portal is read by its slug, without a key and without nulls`(path: String) async throws {
        try await RunningSandbox.with { sandbox in
            try await sandbox.makePortal("acme", ["slug": "acme-billing"])
            let answer = try await sandbox.send("GET", path + "acme-billing")
            #expect(answer.status == 200)
            #expect(answer["id"] == "acme")
            #expect(
                answer["customization"] == ["colors": ["primary": "0044d4", "secondary": "ffffff"], "links": [:]]
            )
            for absent in ["name", "status", "customDomain"] { #expect(answer[absent] == nil) }
            let again = try await sandbox.send("GET", path + "acme-billing")
            #expect(answer["token"]?.string?.isEmpty == false)
            #expect(answer["token"] != again["token"])
            #expect(try await sandbox.send("GET", path + "other-slug").status == 404)
            #expect(try await sandbox.send("POST", path + "acme-billing").status == 405)
            try await sandbox.makePortal("acme", ["slug": "acme-billing", "status": "inactive"])
            #expect(try await sandbox.send("GET", path + "acme-billing").status == 404)
        }
    }

    @Test func `another organization is forbidden, also without a key`() async throws {
        try await RunningSandbox.with { sandbox in
            for path in [
                "/organizations/x/storefront/billing-portals/abcde", "/storefront/organizations/x/billing-portals/a",
            ] {
                let answer = try await sandbox.send("GET", path)
                #expect(answer.status == 403)
                #expect(answer["detail"] == "The sandbox has no storefront of organization x, only one of sandbox.")
            }
        }
    }
}
