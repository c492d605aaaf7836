/// Lets so many requests of a client be under way at once; the others wait in the order in which they came.
actor ConcurrencyLimit {
    private var free: Int
    private var waiting: [(ticket: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    private var nextTicket = 0

    init(_ limit: Int) {
        free = max(1, limit)
    }

    /// Waits for a place.
    ///
    /// - Throws: `TransportError.cancelled` if the task is cancelled before there is one.
    func enter() async throws(TransportError) {
        guard free == 0 else {
            free -= 1
            return
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
        guard hasEntered else { throw .cancelled }
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
