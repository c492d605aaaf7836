import Foundation
import Portals
import RebillyAPI
import TestSupport
import Testing
import Transport

@Suite struct DocumentationTests {
    /// The lines of the DocC article, word by word; the test below holds the two against each other.
    private static func switchCancelOff(account: RebillyAccount, apiKey: Secret) async throws {
        try await RebillyClient.withClient(account: account, apiKey: apiKey) { client in
            for try await portal in client.portals() {
                print(portal.id, portal.name, portal.address)
            }
            var portal = try await client.portal(PortalID("portal-main")).value
            portal.body = portal.body.merging(
                ValueObject([("features", .object(ValueObject([("orderCancel", .boolean(false))])))])
            )
            let answer = try await client.upsert(portal)
            print(answer.status, answer.value.portal.allows(.orderCancel))
        }
    }

    @Test func `the lines of the article do what it says`() async throws {
        let server = try await ScriptedServer { request, _ in
            let example =
                request.uri.contains("?")
                ? "portal-list" : request.method == "PUT" ? "portal-updated" : "portal-created"
            return .json(200, (try? ContractExample.text("rebilly/\(example)")) ?? "")
        }
        let account = try RebillyAccount(baseURL: server.address, organization: OrganizationID("org_demo"))
        try await Self.switchCancelOff(account: account, apiKey: Secret("k"))
        try await server.stop()
        #expect(server.requests.map(\.method) == ["GET", "GET", "PUT"])
        #expect(server.requests.last?.text.contains("\"orderCancel\": false") == true)
    }

    @Test func `the article shows lines that are compiled here`() throws {
        try DocumentedLines.expectCompiled(
            article: "Sources/RebillyAPI/Documentation.docc/RebillyAPI.md",
            in: "Tests/RebillyAPITests/DocumentationTests.swift"
        )
    }
}
