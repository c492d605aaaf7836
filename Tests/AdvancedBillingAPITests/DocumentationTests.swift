import AdvancedBillingAPI
import Foundation
import TestSupport
import Testing
import Transport

@Suite struct DocumentationTests {
    /// The lines of the DocC article, word by word; the test below holds the two against each other.
    private static func letIn(
        account: AdvancedBillingAccount,
        apiKey: Secret,
        store: (ManagementLink) throws -> Void
    ) async throws {
        try await AdvancedBillingClient.withClient(account: account, apiKey: apiKey) { client in
            let customer = try await client.customer(reference: "app-7").value
            if customer.access == .none {
                try await client.enableAccess(for: customer.id, inviting: true)
            }
            do {
                try store(await client.managementLink(of: customer.id).value)
            } catch AdvancedBillingError.linkLimit(let date, _) {
                print("use the stored link until \(date?.description ?? "later")")
            }
        }
    }

    @Test func `the lines of the article do what it says`() async throws {
        let server = try await ScriptedServer { request, _ in
            let example = request.uri.contains("management_link") ? "management-link" : "customer-enabled"
            return .json(200, (try? ContractExample.text("advanced-billing/\(example)")) ?? "")
        }
        let account = try AdvancedBillingAccount(baseURL: server.address)
        var stored: [ManagementLink] = []
        try await Self.letIn(account: account, apiKey: Secret("k")) { stored.append($0) }
        try await server.stop()
        #expect(stored.map(\.url.exposed) == [Harness.link])
        #expect(server.requests.count == 2)
    }

    @Test func `the article shows lines that are compiled here`() throws {
        try DocumentedLines.expectCompiled(
            article: "Sources/AdvancedBillingAPI/Documentation.docc/AdvancedBillingAPI.md",
            in: "Tests/AdvancedBillingAPITests/DocumentationTests.swift"
        )
    }
}
