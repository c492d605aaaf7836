import Synchronization

/// How much memory plans may take; what does not fit is interpreted.
final class PlanBudget: Sendable {
    private let left: Mutex<Int>

    /// - Parameter bytes: The bound of all plans together.
    init(bytes: Int) {
        left = Mutex(bytes)
    }

    /// Takes some bytes, if they are left.
    func take(_ bytes: Int) -> Bool {
        left.withLock { left in
            guard bytes <= left else { return false }
            left -= bytes
            return true
        }
    }
}
