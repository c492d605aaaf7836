package import Synchronization

/// What was made of some values lately, for portals that have them alike.
package final class Remembered<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// How many are kept: portals stand in the order of their ids, those of a brand beside each other.
    @usableFromInline static var limit: Int { 64 }

    @usableFromInline let known = Mutex<[Key: Value]>([:])

    /// Remembers nothing yet.
    @inlinable
    package init() {}

    /// Returns what a value gives.
    ///
    /// - Parameters:
    ///   - key: All that goes into it.
    ///   - make: Makes it.
    /// - Returns: The same as `make`.
    @inlinable @inline(__always)
    package func value(for key: Key, make: () -> Value) -> Value {
        // Inlined always: what is made for any key and value asks for their types' tables each time.
        if let value = known.withLock({ $0[key] }) { return value }
        let value = make()
        known.withLock { known in
            if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
            known[key] = value
        }
        return value
    }
}
