import Foundation
import GRDB

/// What a sandbox starts with, also after a reset.
package struct SandboxStart: Sendable {
    let settings: SandboxSettings
    let seed: SandboxSeed?
    /// The file of the state, for people; `nil` for memory.
    let stateName: String?

    /// Takes what the command was told.
    ///
    /// - Parameters:
    ///   - latency: By how much each answer is delayed, in milliseconds; `nil` for the kept setting.
    ///   - rateLimit: How many requests other than GET Rebilly takes, and in how many seconds; `nil` for the kept one.
    ///   - seed: What is added.
    ///   - stateName: The file of the state, for people; `nil` for memory.
    package init(
        latency: Int? = nil,
        rateLimit: (count: Int, seconds: Int)? = nil,
        seed: SandboxSeed? = nil,
        stateName: String? = nil
    ) {
        var settings = SandboxSettings()
        if let latency { settings.latency = latency }
        if let rateLimit {
            settings.rebilly.rateLimit = rateLimit.count
            settings.rebilly.rateWindow = rateLimit.seconds
        }
        self.settings = settings
        self.seed = seed
        self.stateName = stateName
        hasLatency = latency != nil
        hasRateLimit = rateLimit != nil
    }

    private let hasLatency: Bool
    private let hasRateLimit: Bool

    /// Puts into a state what the command was told.
    ///
    /// - Parameter store: The state, which may have been used before.
    /// - Returns: What of the seed could not be added, a sentence each.
    /// - Throws: What the database throws.
    @discardableResult
    package func apply(to store: SandboxStore) async throws -> [String] {
        var kept = store.settings
        if hasLatency { kept.latency = settings.latency }
        if hasRateLimit {
            kept.rebilly.rateLimit = settings.rebilly.rateLimit
            kept.rebilly.rateWindow = settings.rebilly.rateWindow
        }
        if kept != store.settings { try await store.set(kept) }
        return try await seed?.plant(in: store) ?? []
    }
}
