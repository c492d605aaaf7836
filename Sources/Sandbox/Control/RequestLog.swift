import Foundation
import Synchronization

/// A request that arrived, and what it was answered with; keys and links are hidden.
struct LoggedRequest: Sendable {
    let id: Int
    /// The sandbox's time, in Unix seconds.
    let time: Int
    let method: String
    /// Path and query.
    let target: String
    let status: Int
    let milliseconds: Int
    /// Whether a fault answered.
    let isOrdered: Bool
    let requestHeaders: [(name: String, value: String)]
    let requestBody: String
    let answerHeaders: [(name: String, value: String)]
    let answerBody: String

    /// Whether the answer says that something went wrong; a dropped connection has no status.
    var isError: Bool { status >= 400 || status == 0 }
}

/// What arrived lately, as far as memory that stays the same can hold it.
final class RequestLog: Sendable {
    /// How many requests are kept.
    static let limit = 500
    /// How many bytes of a body are kept.
    static let bodyLimit = 4096

    private let state = Mutex(State())

    private struct State {
        /// The requests from the oldest to the newest.
        var requests: ArraySlice<LoggedRequest> = []
        var next = 1
    }

    /// Keeps a request, made with the number that it gets.
    func add(_ make: (Int) -> LoggedRequest) {
        state.withLock { state in
            state.requests.append(make(state.next))
            state.next += 1
            // Thrown away in bulk, because taking one off the start copies what is left.
            if state.requests.count > Self.limit * 2 {
                state.requests = ArraySlice(Array(state.requests.suffix(Self.limit)))
            }
        }
    }

    /// The requests from the newest to the oldest.
    var requests: [LoggedRequest] {
        state.withLock { $0.requests.suffix(Self.limit).reversed() }
    }

    func clear() {
        state.withLock { $0.requests = [] }
    }
}
