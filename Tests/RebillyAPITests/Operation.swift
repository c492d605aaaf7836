import Foundation
import Portals
import RebillyAPI
import TestSupport
import Testing
import Transport

/// One operation of the client: how it is called, what it sends, and what it is answered with.
///
/// `perform` needs a service that holds what the examples name; the scripted one answers `reply`.
struct Operation: Sendable, CustomTestStringConvertible {
    let name: String
    /// Method and address behind the organization.
    let line: String
    /// The body that is sent; `nil` if there is none.
    var body: String?
    /// The status of the answer, and the example that is its body.
    let reply: (status: Int, example: String?)
    /// Whether it may be repeated when it may have arrived.
    var isRepeatable = true
    /// Makes the call, and returns the status and the request id of its answer.
    let perform: @Sendable (RebillyClient) async throws -> (status: Int, requestID: String?)

    var testDescription: String { name }

    static let file = "file_0YV7HZ7KDCC5WBV9Q7WRKG1H6N"
    static let website = "web_0YV7DE4Z26DQSA1AC92FBJ7SEG"

    /// The answer of the script, with a request id.
    func scripted() throws -> ScriptedServer.Reply {
        let headers = [("X-Request-Id", "req-\(name.utf8.count)")]
        guard let example = reply.example else { return .answer(reply.status, headers: headers) }
        return .json(reply.status, try ContractExample.text(example), headers)
    }

    private static func seen(_ answer: Answer<some Sendable>) -> (Int, String?) { (answer.status, answer.requestID) }

    static let all: [Operation] = portals + files + others

    private static let portals: [Operation] = [
        Operation(
            name: "list portals",
            line: "GET /billing-portals?limit=1000&offset=0&sort=-createdTime",
            reply: (200, "rebilly/portal-list")
        ) { client in
            var pages = client.portals().pages.makeAsyncIterator()
            return seen(try #require(try await pages.next()))
        },
        Operation(
            name: "get a portal",
            line: "GET /billing-portals/portal-main",
            reply: (200, "rebilly/portal-created")
        ) { seen(try await $0.portal(try PortalID("portal-main"))) },
        Operation(
            name: "create a portal with an id",
            line: "PUT /billing-portals/portal-main",
            body: try? ContractExample.text("rebilly/portal-create-request"),
            reply: (201, "rebilly/portal-created")
        ) { seen(try await $0.upsert(try portal("rebilly/portal-create-request"))) },
        Operation(
            name: "update a portal",
            line: "PUT /billing-portals/portal-main",
            body: try? ContractExample.text("rebilly/portal-update-request"),
            reply: (200, "rebilly/portal-updated")
        ) { seen(try await $0.upsert(try portal("rebilly/portal-update-request"))) },
        Operation(
            name: "create a portal without an id",
            line: "POST /billing-portals",
            body: try? ContractExample.text("rebilly/portal-create-request"),
            reply: (201, "rebilly/portal-created"),
            isRepeatable: false
        ) { seen(try await $0.createPortal(try portal("rebilly/portal-create-request").body)) },
        Operation(name: "delete a portal", line: "DELETE /billing-portals/portal-main", reply: (204, nil)) {
            seen(try await $0.deletePortal(try PortalID("portal-main")))
        },
    ]

    private static let files: [Operation] = [
        Operation(
            name: "list files",
            line: "GET /files?limit=1000&offset=0&sort=-createdTime&fields=id%2Csha1",
            reply: (200, "rebilly/empty-list")
        ) { client in
            var pages = client.files(fields: ["id", "sha1"]).pages.makeAsyncIterator()
            return seen(try #require(try await pages.next()))
        },
        Operation(name: "get a file", line: "GET /files/\(file)", reply: (200, "rebilly/file-created")) {
            seen(try await $0.file(try #require(FileID(file))))
        },
        Operation(
            name: "upload a file",
            line: "POST /files",
            body: "png bytes",
            reply: (201, "rebilly/file-created"),
            isRepeatable: false
        ) { seen(try await $0.upload(Data("png bytes".utf8), kind: .png)) },
        Operation(
            name: "describe a file",
            line: "PUT /files/\(file)",
            body: """
                {"name":"logo.png","description":"Acme logo","sourceType":null,"tags":["logo"],"isPublic":true}
                """,
            reply: (200, "rebilly/file-created")
        ) { client in
            let metadata = FileMetadata(name: "logo.png", description: "Acme logo", tags: ["logo"], isPublic: true)
            return seen(try await client.describe(try #require(FileID(file)), as: metadata))
        },
        Operation(name: "delete a file", line: "DELETE /files/\(file)", reply: (204, nil)) {
            seen(try await $0.deleteFile(try #require(FileID(file))))
        },
    ]

    private static let others: [Operation] = [
        Operation(
            name: "list websites",
            line: "GET /websites?limit=1000&offset=0&sort=-createdTime",
            reply: (200, "rebilly/empty-list")
        ) { client in
            var pages = client.websites().pages.makeAsyncIterator()
            return seen(try #require(try await pages.next()))
        },
        Operation(name: "get a website", line: "GET /websites/\(website)", reply: (200, "rebilly/website")) {
            seen(try await $0.website(try #require(WebsiteID(website))))
        },
        Operation(
            name: "list custom domains",
            line: "GET /custom-domains?limit=1000&offset=0&sort=-createdTime",
            reply: (200, "rebilly/empty-list")
        ) { client in
            var pages = client.customDomains().pages.makeAsyncIterator()
            return seen(try #require(try await pages.next()))
        },
        Operation(
            name: "get a custom domain",
            line: "GET /custom-domains/billing.acme.example",
            reply: (200, "rebilly/custom-domain")
        ) { seen(try await $0.customDomain(try Domain("Billing.Acme.example"))) },
        Operation(
            name: "look a portal up in the storefront",
            line: "GET /storefront/billing-portals/acme-billing",
            reply: (200, "rebilly/storefront-portal")
        ) { seen(try await $0.storefrontPortal(try #require(Slug("acme-billing")))) },
    ]

    static func portal(_ example: String) throws -> Portal {
        Portal(id: try PortalID("portal-main"), body: try members(example))
    }

    static func members(_ example: String) throws -> ValueObject {
        try #require(try Value(json: try ContractExample.data(example)).object)
    }
}
