import HTTPTypes

/// A fault that was ordered: what the next answers for a path do instead of what they should.
struct Fault: Sendable, Equatable {
    /// What happens to an answer.
    enum Effect: Sendable, Equatable {
        /// It is this status as the service sends it, instead of what was asked for.
        case status(Int, retryAfter: Int?)
        /// It comes whole.
        case whole
        /// The connection is closed before anything is answered.
        case drop
        /// The body ends in the middle, and with it the connection.
        case truncate
        /// The body ends in the middle, and says that this is all of it.
        case malform
    }

    let id: Int
    /// The path: `*` stands for anything within it.
    let path: String
    /// The method; `nil` for any.
    let method: String?
    /// How many answers are left.
    var times: Int
    let effect: Effect
    /// By how much the answer is delayed, in milliseconds.
    let delay: Int

    /// Whether a fault is meant for a request.
    func concerns(_ method: HTTPRequest.Method, _ path: String) -> Bool {
        (self.method == nil || self.method == method.rawValue) && Self.matches(path[...], self.path[...])
    }

    /// Matches a text against a pattern from left to right; each `*` takes as little as the rest allows.
    private static func matches(_ text: Substring, _ pattern: Substring) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last, text.hasPrefix(first) else { return false }
        guard parts.count > 1 else { return text.utf8.count == first.utf8.count }
        var rest = text.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
