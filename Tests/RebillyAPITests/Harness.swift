import Foundation
import HTTPTypes
import Portals
import RebillyAPI
import TestSupport
import Transport

/// A client whose service is a script, or any other that answers at an address.
enum Harness {
    static let key = "sk_test_never_shown"
    static let organization = "org_demo"

    /// Settings whose clock is turned and whose chance is always half.
    static func settings(_ time: TurnedTime = TurnedTime()) -> ClientSettings {
        var settings = ClientSettings()
        settings.time = time.source
        settings.random = { 0.5 }
        return settings
    }

    /// Runs a closure with a client of a scripted service.
    static func with<Result>(
        _ server: ScriptedServer,
        settings: ClientSettings = settings(),
        _ body: (RebillyClient) async throws -> Result
    ) async throws -> Result {
        let account = try RebillyAccount(baseURL: "\(server.address)/organizations/\(organization)")
        let result = try await UnhurriedTransport.withTransport { transport in
            try await body(
                RebillyClient(account: account, apiKey: Secret(key), transport: transport, settings: settings)
            )
        }
        try await server.stop()
        return result
    }

    /// Returns what a call throws when the service gives these replies, one after the other.
    static func failure(
        _ replies: [ScriptedServer.Reply],
        settings: ClientSettings = settings(),
        _ body: (RebillyClient) async throws -> Void
    ) async throws -> RebillyError? {
        try await with(ScriptedServer(replies: replies), settings: settings) { client in
            do {
                try await body(client)
                return nil
            } catch {
                return error as? RebillyError
            }
        }
    }
}

extension RecordedRequest {
    /// The request as a contract writes it: method and address, the headers that matter, and the body.
    var transcript: String {
        let names = ["REB-APIKEY", "Authorization", "Accept", "Content-Type"]
        let fields = names.compactMap { name in header(name).map { "\(name): \($0)" } }
        return ([line] + fields).joined(separator: "\n") + (body.isEmpty ? "" : "\n\n\(text)")
    }
}
