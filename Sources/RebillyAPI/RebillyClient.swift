import Foundation
import HTTPTypes
import Portals
public import Transport

/// Asks Rebilly for billing portals, and for what they need: files, websites, custom domains.
///
/// A client is a value that many tasks can share; what they ask for counts together against its limits. Every call
/// may throw any `RebillyError`; where a call says which, the others are still possible.
public struct RebillyClient: Sendable {
    /// Whose portals it asks for, and where.
    public let account: RebillyAccount

    let courier: Courier
    private let credential: Credential

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - account: Whose portals, and where.
    ///   - apiKey: A secret key of the organization, sent as `REB-APIKEY` (rebilly.md, 1) without white space around
    ///     it. One that holds control characters is not sent: every call throws `transport` with `malformed`.
    ///   - transport: What sends a request once: `NetworkTransport`.
    ///   - settings: How the client behaves.
    public init(
        account: RebillyAccount,
        apiKey: Secret,
        transport: any HTTPTransport,
        settings: ClientSettings = ClientSettings()
    ) {
        self.account = account
        let apiKey = apiKey.trimmed
        courier = Courier(transport: transport, settings: settings, secrets: [apiKey])
        credential = Credential(name: .named("REB-APIKEY"), value: apiKey)
    }

    /// Opens connections and hands in a client for as long as a closure runs.
    ///
    /// - Parameters:
    ///   - account: Whose portals, and where.
    ///   - apiKey: A secret key of the organization.
    ///   - settings: How the client behaves.
    ///   - body: What uses the client.
    /// - Returns: What the closure returns.
    /// - Throws: What the closure throws.
    public static func withClient<Result>(
        account: RebillyAccount,
        apiKey: Secret,
        settings: ClientSettings = ClientSettings(),
        _ body: (RebillyClient) async throws -> Result
    ) async throws -> Result {
        try await NetworkTransport.withTransport(connectTimeout: settings.connectTimeout) { transport in
            try await body(
                RebillyClient(account: account, apiKey: apiKey, transport: transport, settings: settings)
            )
        }
    }
}

extension RebillyClient {
    /// Makes a call to something of the organization.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The parts of the path behind the organization.
    ///   - query: Names and values.
    ///   - body: The body, as JSON.
    ///   - retry: After what it may be tried again.
    /// - Returns: The call.
    func call(
        _ method: HTTPRequest.Method,
        _ path: [String],
        query: [(String, String?)] = [],
        body: ValueObject? = nil,
        retry: RetryRule = .repeatable
    ) -> Call {
        var headers: HTTPFields = [.accept: "application/json"]
        if body != nil { headers[.contentType] = "application/json" }
        return Call(
            method,
            account.base.appending(["organizations", account.organization.description] + path, query: query),
            headers: headers,
            credential: credential,
            body: body.map { Value.object($0).json },
            retry: retry
        )
    }

    /// Sends a call.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - options: What it does otherwise than the client.
    /// - Returns: An answer of success.
    /// - Throws: `RebillyError` for every other answer, and for none.
    func send(_ call: Call, _ options: CallOptions) async throws(RebillyError) -> Delivery {
        let delivery = try await deliver(call, options)
        guard delivery.answer.isSuccess else { throw RebillyError(call, delivery.answer, courier) }
        return delivery
    }

    /// Sends a call, and returns its answer whatever the status.
    func deliver(_ call: Call, _ options: CallOptions) async throws(RebillyError) -> Delivery {
        do { return try await courier.send(call, options: options) } catch { throw RebillyError(error) }
    }

    /// Returns what is made of an object in an answer.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - delivery: Its answer.
    ///   - make: Makes something of the object; `nil` if it lacks what it must have.
    /// - Returns: What was made, in its answer.
    /// - Throws: `RebillyError.unexpectedAnswer` if there is no object, or nothing can be made of it.
    func object<Made: Sendable>(
        _ call: Call,
        _ delivery: Delivery,
        _ make: (ValueObject) -> Made?
    ) throws(RebillyError) -> Answer<Made> {
        guard case .object(let object)? = try? Value(json: delivery.answer.body), let made = make(object) else {
            throw unexpected(call, delivery)
        }
        return Answer(made, delivery)
    }

    /// Sends a call and returns what is made of the object in its answer.
    func object<Made: Sendable>(
        _ call: Call,
        _ options: CallOptions,
        _ make: (ValueObject) -> Made?
    ) async throws(RebillyError) -> Answer<Made> {
        try object(call, try await send(call, options), make)
    }

    /// Makes the error of an answer that cannot be read.
    func unexpected(_ call: Call, _ delivery: Delivery) -> RebillyError {
        let beginning = courier.beginning(of: call, delivery.answer)
        return .unexpectedAnswer(courier.failure(of: call, delivery.answer, message: beginning))
    }

    /// Deletes something; a 404 after a try that may have arrived means that that one did (rebilly.md, 6.3).
    func delete(_ path: [String], _ options: CallOptions) async throws(RebillyError) -> Answer<Void> {
        let call = call(.delete, path)
        let delivery = try await deliver(call, options)
        let isGone = delivery.answer.status == 404 && delivery.followsLostTry
        guard delivery.answer.isSuccess || isGone else { throw RebillyError(call, delivery.answer, courier) }
        return Answer((), delivery)
    }
}
