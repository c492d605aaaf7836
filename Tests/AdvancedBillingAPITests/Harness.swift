import AdvancedBillingAPI
import Foundation
import TestSupport
import Testing
import Transport

/// A client whose service is a script, or any other that answers at an address.
enum Harness {
    static let key = "ab_key_never_shown"
    /// The link of the examples.
    static let link = "https://www.billingportal.com/manage/150/1769850900/5f0c1d2e3a4b5968"

    /// Settings whose clock is turned and whose chance is always half.
    static func settings(_ time: TurnedTime = TurnedTime()) -> ClientSettings {
        var settings = ClientSettings()
        settings.time = time.source
        settings.random = { 0.5 }
        return settings
    }

    /// The customer of the examples.
    static func customer() throws -> CustomerID { try #require(CustomerID(150)) }

    /// Runs a closure with a client of a scripted service.
    static func with<Result>(
        _ server: ScriptedServer,
        settings: ClientSettings = settings(),
        _ body: (AdvancedBillingClient) async throws -> Result
    ) async throws -> Result {
        let account = try AdvancedBillingAccount(baseURL: server.address)
        let result = try await UnhurriedTransport.withTransport { transport in
            try await body(
                AdvancedBillingClient(account: account, apiKey: Secret(key), transport: transport, settings: settings)
            )
        }
        try await server.stop()
        return result
    }

    /// Returns what a call throws when the service gives these replies, one after the other.
    static func failure(
        _ replies: [ScriptedServer.Reply],
        settings: ClientSettings = settings(),
        _ body: (AdvancedBillingClient) async throws -> Void
    ) async throws -> AdvancedBillingError? {
        try await with(ScriptedServer(replies: replies), settings: settings) { client in
            do {
                try await body(client)
                return nil
            } catch {
                return error as? AdvancedBillingError
            }
        }
    }
}
