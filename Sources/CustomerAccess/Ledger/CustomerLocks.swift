import Foundation
import Transport

/// Lets one program at a time, and one task in it, ask the service about a customer.
struct CustomerLocks: Sendable {
    /// The folder of the lock files.
    let folder: String

    /// How many files there are; customers whose file is the same wait for each other, which costs time alone.
    private static let fileCount: UInt64 = 1024
    private static let shortestPause = Duration.milliseconds(2)
    private static let longestPause = Duration.milliseconds(40)
    /// How often a job is tried for: a program that is being started has copies of this one's locks for a moment.
    private static let claimTries = 10

    /// Runs a closure while nobody else runs one for the customer.
    ///
    /// Whoever waits occupies no thread, and stops waiting when the task is cancelled.
    ///
    /// - Parameters:
    ///   - identity: The customer.
    ///   - body: What to do.
    /// - Returns: What the closure returns.
    /// - Throws: `AccessError.cancelled` if the task is cancelled before it was its turn; what the closure throws.
    func withLock<Result>(
        for identity: LedgerIdentity,
        _ body: () async throws(AccessError) -> Result
    ) async throws(AccessError) -> Result {
        let lock = try await lock("\(folder)/\(Self.hash(of: identity.text) % Self.fileCount)")
        defer { withExtendedLifetime(lock) {} }
        return try await body()
    }

    /// Keeps others from a job with many customers, for as long as what is returned lives.
    ///
    /// - Parameter job: The name of the job.
    /// - Returns: The lock.
    /// - Throws: `AccessError.jobTaken`, or `ledger` if the file cannot be made.
    func claim(_ job: String) async throws(AccessError) -> FileLock {
        try await lock("\(folder)/job-\(Self.hash(of: job))", tries: Self.claimTries)
    }

    private func lock(_ path: String, tries: Int = .max) async throws(AccessError) -> FileLock {
        var pause = Self.shortestPause
        for _ in 0..<tries {
            do throws(POSIXError) {
                if let lock = try FileLock.attempt(path) { return lock }
            } catch {
                throw .ledger(LedgerError(path: path, reason: .unusable(error.words)))
            }
            // The machine's own clock: who has the lock may be another program.
            do { try await Task.sleep(for: pause) } catch { throw .cancelled }
            pause = min(pause * 2, Self.longestPause)
        }
        throw .jobTaken
    }

    /// FNV-1a <http://www.isthe.com/chongo/tech/comp/fnv/>: Swift's own hash differs from program to program.
    private static func hash(of text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
