public import Foundation

/// The clock of a client: what time it is, and how to let time pass.
///
/// Tests hand in one that they turn.
public struct TimeSource: Sendable {
    /// The time.
    public let now: @Sendable () -> Date
    /// Returns after a while, or throws `CancellationError` when the task is cancelled before.
    public let sleep: @Sendable (Duration) async throws -> Void

    /// Makes a clock.
    ///
    /// - Parameters:
    ///   - now: Returns the time.
    ///   - sleep: Returns after a while, or throws when the task is cancelled before.
    public init(
        now: @escaping @Sendable () -> Date,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's clock.
    public static let system = TimeSource(now: { Date() }, sleep: { try await Task.sleep(for: $0) })
}

extension Duration {
    /// The duration in seconds.
    package var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
