import AdvancedBillingAPI
import CustomerAccess
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing
import Transport

@Suite struct `The article` {
    /// The lines of the DocC article, word by word; the test below holds the two against each other.
    private static func addRoute(
        to router: Router<BasicRequestContext>,
        desk: AccessDesk,
        customer: @Sendable @escaping (Request) async throws -> CustomerID
    ) {
        router.get("billing") { request, _ in
            // Whose link it is comes from the server's own session, and never from the address.
            let customer = try await customer(request)
            do {
                let link = try await desk.link(for: customer)
                return Response(status: .seeOther, headers: [.location: link.url.exposed, .cacheControl: "no-store"])
            } catch AccessError.linkOver(_, _, let next), AccessError.linkLimit(_, let next) {
                throw HTTPError(.serviceUnavailable, message: "There is a way in from \(next.formatted()).")
            }
        }
    }

    private static func open(
        path: String,
        key: Secret,
        account: AdvancedBillingAccount,
        apiKey: Secret,
        serve: (AccessDesk) async throws -> Void
    ) async throws {
        let ledger = try AccessLedger(path: path, key: LedgerKey(base64: key))
        try await AdvancedBillingClient.withClient(account: account, apiKey: apiKey) { client in
            let desk = AccessDesk(client: client, site: "acme", ledger: ledger)
            try await serve(desk)
        }
    }

    @Test func `shows a route that leads each customer to the portal`() async throws {
        // The desk of the article has the machine's clock.
        try await Counter.with(start: Date()) { counter in
            let router = Router()
            let account = try AdvancedBillingAccount(baseURL: counter.origin)
            try await Self.open(
                path: counter.ledgerPath,
                key: Secret(Counter.key),
                account: account,
                apiKey: Secret("sandbox-key")
            ) { desk in
                Self.addRoute(to: router, desk: desk) { request in
                    customer(request.uri.queryParameters["session"] == "dev" ? 1004 : 1005)
                }
                try await Application(router: router).test(.router) { client in
                    for _ in 1...3 {
                        let answer = try await client.executeRequest(
                            uri: "/billing?session=dev",
                            method: .get,
                            headers: [:],
                            body: nil
                        )
                        #expect(answer.status == .seeOther)
                        #expect(answer.headers[.location]?.hasPrefix("\(counter.origin)/manage/1004/") == true)
                    }
                    let blocked = try await client.executeRequest(
                        uri: "/billing",
                        method: .get,
                        headers: [:],
                        body: nil
                    )
                    #expect(blocked.status == .serviceUnavailable)
                }
            }
        }
    }

    @Test(arguments: ["Sources/CustomerAccess/Documentation.docc/CustomerAccess.md", "docs/access.md"])
    func `shows lines that are compiled here`(_ article: String) throws {
        try DocumentedLines.expectCompiled(
            article: article,
            in: "Tests/CustomerAccessTests/DocumentationTests.swift"
        )
    }
}
