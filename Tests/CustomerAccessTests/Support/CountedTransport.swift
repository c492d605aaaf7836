import Foundation
import HTTPTypes
import Synchronization
import Transport

/// Sends through another transport, writes down what was answered, and loses answers on order.
final class CountedTransport: HTTPTransport {
    struct Exchange: Sendable, Equatable {
        let method: String
        let path: String
        let status: Int

        var isLinkRequest: Bool { path.hasSuffix("/management_link.json") }
        var isResend: Bool { path.hasSuffix("/invite.json") }
    }

    /// What goes wrong with the next request.
    enum Fault: Sendable {
        /// The service does its work, and the answer is lost.
        case lostAnswer
        /// The request never arrives, and nobody can know that.
        case lostRequest
        /// The request never arrives.
        case unreachable
        /// The answer says that the link was handed out more often than can be.
        case overcounted
        /// It waits until it is let go.
        case held
    }

    private struct State {
        var exchanges: [Exchange] = []
        var fault: (kind: Fault, method: String?)?
        var isCut = false
        var held: CheckedContinuation<Void, Never>?
    }

    private let transport: any HTTPTransport
    private let state = Mutex(State())

    init(_ transport: any HTTPTransport) {
        self.transport = transport
    }

    var exchanges: [Exchange] { state.withLock { $0.exchanges } }
    var linkRequests: [Exchange] { exchanges.filter(\.isLinkRequest) }
    var resends: [Exchange] { exchanges.filter(\.isResend) }

    /// Orders a fault for the next request, or for the next one with a method.
    func order(_ fault: Fault, method: String? = nil) {
        state.withLock { $0.fault = (fault, method) }
    }

    /// Lets no request through from now on.
    func cut() {
        state.withLock { $0.isCut = true }
    }

    /// Whether a request waits.
    var isHolding: Bool { state.withLock { $0.held != nil } }

    /// Lets the request go that waits.
    func letGo() {
        state.withLock { state in
            defer { state.held = nil }
            return state.held
        }?.resume()
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportAnswer {
        let fault = state.withLock { state -> Fault? in
            guard let fault = state.fault, [nil, request.method.rawValue].contains(fault.method) else { return nil }
            state.fault = nil
            return fault.kind
        }
        if fault == .unreachable || state.withLock({ $0.isCut }) { throw .unreachable }
        if fault == .lostRequest { throw .interrupted }
        if fault == .held {
            await withCheckedContinuation { continuation in state.withLock { $0.held = continuation } }
            if Task.isCancelled { throw .cancelled }
        }
        let answer = try await transport.send(request)
        let exchange = Exchange(
            method: request.method.rawValue,
            path: request.url.path(percentEncoded: true),
            status: answer.status
        )
        state.withLock { $0.exchanges.append(exchange) }
        if fault == .lostAnswer { throw .interrupted }
        guard fault == .overcounted else { return answer }
        let body = String(decoding: answer.body, as: UTF8.self)
            .replacing(/"fetch_count": *[0-9]+/, with: "\"fetch_count\":\(Int.max)")
        return TransportAnswer(status: answer.status, headers: answer.headers, body: Data(body.utf8))
    }
}
