import Synchronization

/// How many requests other than GET came lately (rebilly.md, 2.7 and R28).
final class RateWindow: Sendable {
    /// What a request is told.
    struct Reading: Sendable, Equatable {
        let limit: Int
        let remaining: Int
        /// When the next request will be taken, in Unix seconds; `nil` if this one is.
        let retryAfter: Int?

        /// The headers that say so (rebilly.md, 2.2).
        var headers: [(name: String, value: String)] {
            var headers = [("X-RateLimit-Limit", "\(limit)"), ("X-RateLimit-Remaining", "\(remaining)")]
            if let retryAfter { headers.append(("X-RateLimit-Retry-After", "\(retryAfter)")) }
            return headers.map { (name: $0.0, value: $0.1) }
        }
    }

    /// How many requests were taken, by the second.
    private let taken = Mutex<[(second: Int, count: Int)]>([])

    /// Takes a request, or refuses it; a refused one is not counted.
    ///
    /// - Parameters:
    ///   - now: Unix seconds.
    ///   - limit: How many requests a window takes.
    ///   - window: How long it is, in seconds.
    /// - Returns: What the request is told.
    func take(at now: Int, limit: Int, window: Int) -> Reading {
        taken.withLock { taken in
            // A clock that was turned back leaves seconds of the future behind.
            taken.removeAll { $0.second <= now - window || $0.second > now }
            let count = taken.reduce(0) { $0 + $1.count }
            guard count < limit else {
                let next = taken.first.map { $0.second + window } ?? now + window
                return Reading(limit: limit, remaining: 0, retryAfter: next)
            }
            if taken.last?.second == now {
                taken[taken.count - 1].count += 1
            } else {
                taken.append((now, 1))
            }
            return Reading(limit: limit, remaining: limit - count - 1, retryAfter: nil)
        }
    }

    func clear() {
        taken.withLock { $0 = [] }
    }
}
