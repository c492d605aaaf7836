/// How long to wait before another try when the service does not say: exponential back-off with full jitter
/// <https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>.
package struct Backoff: Sendable, Hashable {
    /// The longest wait after the first try, in seconds; it doubles with each.
    package var base = 0.5
    /// The longest wait of all, in seconds.
    package var cap = 20.0

    package init() {}

    /// Returns a wait.
    ///
    /// - Parameters:
    ///   - tries: How many tries there were, from 1.
    ///   - random: A number from 0 to below 1.
    /// - Returns: Seconds.
    package func delay(afterTries tries: Int, random: Double) -> Double {
        // Far beyond any number of tries the doubling would overflow to infinity, which the cap takes care of.
        var longest = base
        for _ in 1..<max(2, min(tries, 64)) where tries > 1 { longest *= 2 }
        return min(cap, longest) * random
    }
}
