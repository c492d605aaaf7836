import Foundation
import HTTPTypes
import Portals
public import Transport

/// Asks Advanced Billing who its customers are, and lets them into the billing portal.
///
/// A client is a value that many tasks can share; what they ask for counts together against its limits. Every call
/// may throw any `AdvancedBillingError`; where a call says which, the others are still possible.
public struct AdvancedBillingClient: Sendable {
    /// Whose customers it asks for, and where.
    public let account: AdvancedBillingAccount

    let courier: Courier
    let invitations = InvitationCounter()
    private let credential: Credential

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - account: Whose customers, and where.
    ///   - apiKey: A key of the site, sent as the user name of HTTP Basic (advanced-billing.md, 1) without white space
    ///     around it. One that holds control characters is not sent: every call throws `transport` with `malformed`.
    ///   - transport: What sends a request once: `NetworkTransport`.
    ///   - settings: How the client behaves.
    public init(
        account: AdvancedBillingAccount,
        apiKey: Secret,
        transport: any HTTPTransport,
        settings: ClientSettings = ClientSettings()
    ) {
        self.account = account
        let apiKey = apiKey.trimmed
        // The password may be anything but empty.
        let pair = Data("\(apiKey.exposed):x".utf8).base64EncodedString()
        courier = Courier(transport: transport, settings: settings, secrets: [apiKey, Secret(pair)])
        credential = Credential(name: .authorization, value: Secret("Basic \(pair)"))
    }

    /// Opens connections and hands in a client for as long as a closure runs.
    ///
    /// - Parameters:
    ///   - account: Whose customers, and where.
    ///   - apiKey: A key of the site.
    ///   - settings: How the client behaves.
    ///   - body: What uses the client.
    /// - Returns: What the closure returns.
    /// - Throws: What the closure throws.
    public static func withClient<Result>(
        account: AdvancedBillingAccount,
        apiKey: Secret,
        settings: ClientSettings = ClientSettings(),
        _ body: (AdvancedBillingClient) async throws -> Result
    ) async throws -> Result {
        try await NetworkTransport.withTransport(connectTimeout: settings.connectTimeout) { transport in
            try await body(
                AdvancedBillingClient(account: account, apiKey: apiKey, transport: transport, settings: settings)
            )
        }
    }
}

extension AdvancedBillingClient {
    /// Makes a call.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The parts of the path.
    ///   - query: Names and values.
    ///   - body: The body, as JSON.
    ///   - retry: After what it may be tried again.
    /// - Returns: The call.
    func call(
        _ method: HTTPRequest.Method,
        _ path: [String],
        query: [(String, String?)] = [],
        body: ValueObject? = nil,
        retry: RetryRule
    ) -> Call {
        var headers: HTTPFields = [.accept: "application/json"]
        if body != nil { headers[.contentType] = "application/json" }
        return Call(
            method,
            account.base.appending(path, query: query),
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
    ///   - subject: What is asked for.
    /// - Returns: An answer of success.
    /// - Throws: `AdvancedBillingError` for every other answer, and for none.
    func send(
        _ call: Call,
        _ options: CallOptions,
        subject: Subject = .other
    ) async throws(AdvancedBillingError) -> Delivery {
        let delivery = try await deliver(call, options)
        guard delivery.answer.isSuccess else {
            throw AdvancedBillingError(call, delivery.answer, courier, subject: subject)
        }
        return delivery
    }

    /// Sends a call, and returns its answer whatever the status.
    func deliver(_ call: Call, _ options: CallOptions) async throws(AdvancedBillingError) -> Delivery {
        do { return try await courier.send(call, options: options) } catch { throw AdvancedBillingError(error) }
    }

    /// Returns what is made of an object in an answer.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - delivery: Its answer.
    ///   - make: Makes something of the object; `nil` if it lacks what it must have.
    /// - Returns: What was made, in its answer.
    /// - Throws: `AdvancedBillingError.unexpectedAnswer` if there is no object, or nothing can be made of it.
    func object<Made: Sendable>(
        _ call: Call,
        _ delivery: Delivery,
        _ make: (ValueObject) -> Made?
    ) throws(AdvancedBillingError) -> Answer<Made> {
        guard case .object(let object)? = try? Value(json: delivery.answer.body), let made = make(object) else {
            throw unexpected(call, delivery)
        }
        return Answer(made, delivery)
    }

    /// Makes the error of an answer that cannot be read.
    func unexpected(_ call: Call, _ delivery: Delivery) -> AdvancedBillingError {
        let beginning = courier.beginning(of: call, delivery.answer)
        return .unexpectedAnswer(courier.failure(of: call, delivery.answer, message: beginning))
    }

    /// Returns the customer inside the `customer` of an answer.
    static func customer(_ members: ValueObject) -> Customer? {
        members["customer"]?.object.flatMap(Customer.init)
    }
}

extension RetryRule {
    /// For reads, and for enabling access without an invitation: at most twice again (advanced-billing.md, M19).
    static let read = RetryRule.repeatable.limited(to: 3)
}
