import Foundation

/// Lets so many requests of a client be under way at once; the others wait in the order in which they came.
actor ConcurrencyLimit {
    private var free: Int
    private var waiting: [(ticket: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    private var nextTicket = 0

    init(_ limit: Int) {
        free = max(1, limit)
    }

    /// Waits for a place, as long as there is time.
    ///
    /// - Parameters:
    ///   - deadline: When waiting is no use any more.
    ///   - time: The clock.
    /// - Throws: `TransportError.cancelled` if the task is cancelled before there is a place, `expired` if the time is
    ///   over before.
    func enter(before deadline: Date, by time: TimeSource) async throws(TransportError) {
        guard free == 0 else {
            free -= 1
            return
        }
        let rest = deadline.timeIntervalSince(time.now())
        guard rest > 0 else { throw .expired }
        let outcome = await withTaskGroup(of: Result<Void, TransportError>.self) { group in
            group.addTask { await self.queue() }
            group.addTask {
                do { try await time.sleep(.seconds(rest)) } catch { return .failure(.cancelled) }
                return .failure(.expired)
            }
            let none = Result<Void, TransportError>.failure(.cancelled)
            let first = await group.next() ?? none
            group.cancelAll()
            // A place that came in the very moment in which the time was over must not be lost.
            let second = await group.next() ?? none
            if case .success = second { return second }
            return first
        }
        try outcome.get()
    }

    /// Waits for a place, however long it takes; fails if the task is cancelled before.
    private func queue() async -> Result<Void, TransportError> {
        // One may have become free before this task came here.
        guard free == 0 else {
            free -= 1
            return .success(())
        }
        nextTicket += 1
        let ticket = nextTicket
        let hasEntered = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // A task that was cancelled before it came here would wait for nobody.
                if Task.isCancelled {
                    continuation.resume(returning: false)
                } else {
                    waiting.append((ticket, continuation))
                }
            }
        } onCancel: {
            Task { await self.giveUp(ticket) }
        }
        return hasEntered ? .success(()) : .failure(.cancelled)
    }

    /// Gives a place to who waits longest.
    func leave() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().continuation.resume(returning: true)
        }
    }

    private func giveUp(_ ticket: Int) {
        guard let index = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
        waiting.remove(at: index).continuation.resume(returning: false)
    }
}
