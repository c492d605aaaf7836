public import Dispatch
public import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

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
        // One element at a time would cost more than many a transformation of thousands of them; the last ones go alone,
        // so that no core waits for long while another one ends its run.
        let starts = sequence(first: 0) { [count] in $0 + Swift.max(1, (count - $0) / 64) }.prefix { $0 < count }
        let runs = zip(starts, starts.dropFirst() + [count]).map { $0..<$1 }
        let failures = Mutex([Failure?](repeating: nil, count: runs.count))
        var failure: Failure?
        // Each run makes its elements where they stay: to copy thousands of them costs as much as many a transformation.
        let made = [Made](unsafeUninitializedCapacity: count) { space, madeCount in
            // Runs touch no element but their own.
            nonisolated(unsafe) let space = space
            DispatchQueue.concurrentPerform(iterations: runs.count) { number in
                var place = runs[number].lowerBound
                do throws(Failure) {
                    while place < runs[number].upperBound {
                        space.initializeElement(at: place, to: try transform(self[startIndex + place]))
                        place += 1
                    }
                } catch {
                    UnsafeMutableBufferPointer(rebasing: space[runs[number].lowerBound..<place]).deinitialize()
                    failures.withLock { $0[number] = error }
                }
            }
            let outcomes = failures.withLock { $0 }
            failure = outcomes.lazy.compactMap(\.self).first
            if failure == nil {
                madeCount = count
            } else {
                for number in outcomes.indices where outcomes[number] == nil {
                    UnsafeMutableBufferPointer(rebasing: space[runs[number]]).deinitialize()
                }
            }
        }
        if let failure { throw failure }
        return made
    }
}

extension RandomAccessCollection where Index == Int {
    /// Cuts the collection into groups for `concurrentMap`, smaller ones towards the end, so that no core waits for long
    /// while another one is busy with the last of them.
    ///
    /// - Parameters:
    ///   - limit: How many elements a group has at most; above 0.
    ///   - cores: How many cores share them; by default those of this machine.
    /// - Returns: The groups in their order; none is empty.
    package func groups(of limit: Int, cores: Int? = nil) -> [SubSequence] {
        let share = 4 * (cores ?? ProcessInfo.processInfo.activeProcessorCount)
        var groups: [SubSequence] = []
        var start = startIndex
        while start < endIndex {
            let end = start + Swift.max(1, Swift.min(limit, (endIndex - start) / share))
            groups.append(self[start..<end])
            start = end
        }
        return groups
    }
}
