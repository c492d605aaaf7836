package import Workspaces

/// Keeps the lock of a target while portals are published: after each, the file on the disk says so.
///
/// What comes while the file is being written goes into it together next, so that many portals cost few writes.
package actor LockKeeper {
    private var lock: Lock
    private let address: String
    private let file: LockFile?
    private var changeCount = 0
    private var writtenCount = 0
    private var isWriting = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Takes a lock.
    ///
    /// - Parameters:
    ///   - lock: What was read.
    ///   - address: The target's address.
    ///   - file: Where it is kept; `nil` keeps it in memory, as in a dry run.
    package init(_ lock: Lock, address: String, file: LockFile?) {
        self.lock = lock
        self.address = address
        self.file = file
    }

    /// What was seen of the target by now.
    package var target: Lock.Target { lock[address] }

    /// Changes what was seen, and returns when that is on the disk.
    ///
    /// - Parameter change: What to change.
    /// - Throws: `OutputError` if the file cannot be written; the change is kept in memory and written with the next.
    package func change(_ change: @Sendable (inout Lock.Target) -> Void) async throws(OutputError) {
        let before = lock[address]
        change(&lock[address])
        guard lock[address] != before else { return }
        changeCount += 1
        let own = changeCount
        while writtenCount < own {
            if isWriting {
                await withCheckedContinuation { waiting.append($0) }
            } else {
                try await write()
            }
        }
    }

    private func write() async throws(OutputError) {
        isWriting = true
        defer {
            isWriting = false
            for continuation in waiting { continuation.resume() }
            waiting = []
        }
        let count = changeCount
        try await Self.write(lock, to: file)
        writtenCount = count
    }

    @concurrent
    private static func write(_ lock: Lock, to file: LockFile?) async throws(OutputError) {
        try file?.write(lock)
    }
}
