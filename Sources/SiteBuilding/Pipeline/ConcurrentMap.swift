import Dispatch
import Synchronization

extension RandomAccessCollection where Self: Sendable, Element: Sendable, Index == Int {
    /// Transforms the elements on all cores, and returns what comes of them in their order.
    ///
    /// - Parameter transform: What to make of an element; it is called by several threads at once.
    /// - Returns: What was made of each.
    /// - Throws: Of all that is thrown what the first of the elements threw; the others were transformed.
    func concurrentMap<Made: Sendable>(_ transform: @Sendable (Element) throws -> Made) throws -> [Made] {
        let made = Mutex([Result<Made, any Error>?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { offset in
            let result = Result { try transform(self[startIndex + offset]) }
            made.withLock { $0[offset] = result }
        }
        return try made.withLock { $0 }.compactMap { try $0?.get() }
    }
}
