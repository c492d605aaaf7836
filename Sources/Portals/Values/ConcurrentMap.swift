public import Dispatch
public import Synchronization

extension RandomAccessCollection where Self: Sendable, Element: Sendable, Index == Int {
    /// Transforms the elements on all cores, and returns what comes of them in their order.
    ///
    /// - Parameter transform: What to make of an element; it is called by several threads at once.
    /// - Returns: What was made of each.
    /// - Throws: Of all that is thrown what the first of the elements threw; others were transformed nevertheless.
    @inlinable
    package func concurrentMap<Made: Sendable, Failure: Error>(
        _ transform: @Sendable (Element) throws(Failure) -> Made
    ) throws(Failure) -> [Made] {
        // One element at a time would cost more than many a transformation of thousands of them.
        let runLength = Swift.max(1, count / 64)
        let runCount = (count + runLength - 1) / runLength
        let runs = Mutex([Result<[Made], Failure>?](repeating: nil, count: runCount))
        DispatchQueue.concurrentPerform(iterations: runCount) { number in
            let run = Result { () throws(Failure) in
                let start = startIndex + number * runLength
                var made: [Made] = []
                made.reserveCapacity(runLength)
                for index in start..<Swift.min(start + runLength, endIndex) {
                    made.append(try transform(self[index]))
                }
                return made
            }
            runs.withLock { $0[number] = run }
        }
        var made: [Made] = []
        made.reserveCapacity(count)
        for run in runs.withLock({ $0 }) {
            if let run { made += try run.get() }
        }
        return made
    }
}
