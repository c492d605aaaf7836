import Dispatch
import Synchronization

extension RandomAccessCollection where Self: Sendable, Element: Sendable, Index == Int {
    /// Transforms the elements on all cores, and returns what comes of them in their order.
    ///
    /// - Parameter transform: What to make of an element; it is called by several threads at once.
    /// - Returns: What was made of each.
    /// - Throws: Of all that is thrown what the first of the elements threw; the others were transformed.
    package func concurrentMap<Made: Sendable, Failure: Error>(
        _ transform: @Sendable (Element) throws(Failure) -> Made
    ) throws(Failure) -> [Made] {
        let results = Mutex([Result<Made, Failure>?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { offset in
            let result = Result { () throws(Failure) in try transform(self[startIndex + offset]) }
            results.withLock { $0[offset] = result }
        }
        var made: [Made] = []
        made.reserveCapacity(count)
        for result in results.withLock({ $0 }) {
            if let result { made.append(try result.get()) }
        }
        return made
    }
}
