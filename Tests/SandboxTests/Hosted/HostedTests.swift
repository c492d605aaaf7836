import Foundation
import TestSupport
import Testing

@testable import Sandbox

@Suite(.serialized) struct HostedTests {
    @Test func `an active portal shows its pages, an inactive one is not there`() async throws {
        try await RunningSandbox.with { sandbox in
            let made = try await sandbox.send(
                "POST",
                "/organizations/sandbox/files",
                headers: [("REB-APIKEY", "sandbox-key"), ("Content-Type", "image/png")],
                body: FileTests.png
            )
            let customization: JSON = [
                "logoId": made["id"] ?? .null, "colors": ["primary": "C81E5B"],
                "links": ["termsOfService": "https://acme.example/terms?a=1&b=2"],
            ]
            try await sandbox.makePortal(
                "acme",
                ["features": ["orderCancel": .boolean(false)], "customization": customization]
            )
            let page = try await sandbox.send("GET", "/billing-portal/slug-acme")
            #expect(page.status == 200)
            #expect(page.header("Content-Type") == "text/html; charset=utf-8")
            let tags = HTMLTags(page.text).tags
            #expect(tags.contains { $0["id"] == "payment-methods" })
            #expect(!tags.contains { $0["id"] == "cancel-order" })
            #expect(tags.contains { $0["href"] == "https://acme.example/terms?a=1&b=2" })
            #expect(page.text.contains("data:image/png;base64,\(FileTests.png.base64EncodedString())"))
            #expect(page.text.contains("#c81e5b"))
            #expect(!page.text.contains("Portal acme"))
            let head = try await sandbox.send("HEAD", "/billing-portal/slug-acme")
            #expect(head.status == 200)
            #expect(head.body.isEmpty)
            #expect(head.header("Content-Length") == "\(page.body.count)")
            let posted = try await sandbox.send("POST", "/billing-portal/slug-acme")
            #expect(posted.status == 405)
            #expect(posted.header("Allow") == "GET, HEAD")
            try await sandbox.makePortal("acme", ["status": "inactive"])
            for path in [
                "/billing-portal/slug-acme", "/billing-portal/none", "/billing-portal/%00", "/billing-portal/",
            ] {
                let missing = try await sandbox.send("GET", path)
                #expect(missing.status == 404)
                #expect(missing.text.contains("There is nothing here"))
            }
        }
    }

    @Test(arguments: [".", "..", "index.html", "page-2.html"])
    func `an id that can't be a folder's name has a page as well`(id: String) async throws {
        try await RunningSandbox.with { sandbox in
            let path = "/billing-portals/\(id == "." ? "%2E" : id == ".." ? "%2E%2E" : id)"
            let made = try await sandbox.rebilly(
                "PUT",
                path,
                ["name": "<b>&\"'", "slug": "some-slug", "websiteId": "web_sandbox"]
            )
            #expect(made.status == 201)
            #expect(try await sandbox.send("GET", "/billing-portal/some-slug").status == 200)
        }
    }

    private static func link(_ sandbox: RunningSandbox) async throws -> String {
        let link = try await sandbox.billing("GET", "/portal/customers/1003/management_link.json")
        return String(try #require(link["url"]?.string).dropFirst(sandbox.origin.utf8.count))
    }

    @Test func `a management link opens until it expires or access is revoked`() async throws {
        try await RunningSandbox.with { sandbox in
            let path = try await Self.link(sandbox)
            #expect(try await sandbox.send("GET", path).status == 200)
            for other in [path + "0", String(path.dropLast()) + "x", "/manage/1003/1/0", "/manage/x/y/z"] {
                #expect(try await sandbox.send("GET", other).status == 404)
            }
            _ = try await sandbox.billing("DELETE", "/portal/customers/1003/invitations/revoke.json")
            #expect(try await sandbox.send("GET", path).status == 404)
            _ = try await sandbox.billing("POST", "/portal/customers/1003/enable.json")
            #expect(try await sandbox.send("GET", path).status == 200)
            sandbox.time.advance(by: 65 * 86_400 - 1)
            #expect(try await sandbox.send("GET", path).status == 200)
            sandbox.time.advance(by: 1)
            #expect(try await sandbox.send("GET", path).status == 410)
        }
    }

    @Test func `where verified e-mail is needed, a link waits for the invitation`() async throws {
        try await RunningSandbox.with { sandbox in
            _ = try await sandbox.control(
                "PATCH",
                "/settings",
                ["advancedBilling": ["isVerifiedEmailNeeded": .boolean(true)]]
            )
            let path = try await Self.link(sandbox)
            let page = try await sandbox.send("GET", path)
            #expect(page.status == 403)
            #expect(page.text.contains("Confirm your e-mail address"))
            _ = try await sandbox.control("POST", "/accept/1003")
            #expect(try await sandbox.send("GET", path).status == 200)
        }
    }
}
