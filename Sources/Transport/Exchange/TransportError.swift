public import Foundation

/// Why there is no answer, or none that was read.
public enum TransportError: Error, Sendable, Hashable {
    /// No connection came about, so nothing was sent.
    case unreachable
    /// The service could not prove who it is, so nothing was sent.
    case untrusted
    /// The time that the call may take was over before it was its turn, so nothing was sent.
    case expired
    /// The connection broke off; the request may have arrived.
    case interrupted
    /// The answer did not come within this time; the request may have arrived.
    case timedOut(Duration)
    /// The answer has more bytes than this; the request arrived.
    case tooLarge(limit: Int)
    /// The answer could not be written where it was to go; the request arrived.
    case unwritable(String)
    /// The request cannot be sent as it is.
    case malformed(String)
    /// The service asked for a pause until this time, which is too long to wait for; nothing was sent.
    case paused(until: Date)
    /// The task was cancelled; the request may have arrived.
    case cancelled
}

extension TransportError {
    /// Whether it is sure that the service never saw the request.
    public var provesNothingArrived: Bool {
        switch self {
        case .unreachable, .untrusted, .expired, .malformed, .paused: true
        case .interrupted, .timedOut, .tooLarge, .unwritable, .cancelled: false
        }
    }

    /// Whether another try could go better.
    package var isPassing: Bool {
        switch self {
        case .unreachable, .interrupted, .timedOut: true
        case .untrusted, .expired, .tooLarge, .unwritable, .malformed, .paused, .cancelled: false
        }
    }
}

extension TransportError: CustomStringConvertible {
    /// What happened, for people.
    public var description: String {
        switch self {
        case .unreachable: "no connection came about; check the address and the network"
        case .untrusted:
            "no secure connection came about, because the service could not prove who it is; nothing was sent"
        case .expired: "the time for it was over before it was its turn; nothing was sent"
        case .interrupted: "the connection broke off before the whole answer was there"
        case .timedOut(let limit):
            "no whole answer came within \(limit.inSeconds.formatted(.number.locale(.init(identifier: "en_US")))) s"
        case .tooLarge(let limit): "the answer has more than \(limit) bytes"
        case .unwritable(let reason): "the answer could not be written: \(reason)"
        case .malformed(let reason): "the request cannot be sent: \(reason)"
        case .paused(let date): "the service takes no more requests until \(date.formatted(.iso8601))"
        case .cancelled: "it was cancelled"
        }
    }
}
