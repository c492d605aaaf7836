import Portals
import Synchronization
import Testing

@Suite struct `Transforming elements on all cores` {
    private struct Refusal: Error, Equatable {
        let element: Int
    }

    @Test(arguments: [0, 1, 2, 63, 64, 65, 127, 128, 129, 1000, 10_001])
    func `keeps their order, and transforms each once`(count: Int) {
        let calls = Mutex(0)
        let made = Array(0..<count).concurrentMap { element in
            calls.withLock { $0 += 1 }
            return element * 2
        }
        #expect(made == (0..<count).map { $0 * 2 })
        #expect(calls.withLock { $0 } == count)
    }

    @Test func `takes collections that do not begin at zero`() {
        #expect((7..<307).concurrentMap { $0 } == Array(7..<307))
        #expect(Array(0..<500)[200...].concurrentMap { $0 } == Array(200..<500))
    }

    @Test(arguments: [0, 1, 7, 8, 9, 64, 256, 1000], [1, 2, 64])
    func `is given groups that have each of them once, in their order`(count: Int, cores: Int) {
        let elements = Array(0..<(count + 5))[5...]
        let groups = elements.groups(of: 8, cores: cores)
        #expect(groups.flatMap(\.self) == Array(elements))
        #expect(groups.allSatisfy { (1...8).contains($0.count) })
        // Those that come last are small: none of the cores waits long for another one.
        #expect(groups.suffix(cores).allSatisfy { $0.count == 1 })
        #expect(elements.groups(of: 8).flatMap(\.self) == Array(elements))
    }

    @Test(arguments: [[3], [3, 4], [999, 3, 500], [0, 999], [998, 999]])
    func `throws what the first of the elements threw`(refused: Set<Int>) {
        #expect(throws: Refusal(element: refused.min() ?? 0)) {
            try (0..<1000).concurrentMap { element throws(Refusal) in
                if refused.contains(element) { throw Refusal(element: element) }
                return element
            }
        }
    }

    /// Something that says when it goes.
    private final class Witness: Sendable {
        private let goes: @Sendable () -> Void

        init(_ goes: @escaping @Sendable () -> Void) { self.goes = goes }

        deinit { goes() }
    }

    @Test(arguments: [[], [0], [500], [3, 999]])
    func `keeps nothing that was made if one threw, and all of it if none did`(refused: Set<Int>) {
        let alive = Mutex(0)
        let made = try? (0..<1000).concurrentMap { element throws(Refusal) in
            if refused.contains(element) { throw Refusal(element: element) }
            alive.withLock { $0 += 1 }
            return Witness { alive.withLock { $0 -= 1 } }
        }
        #expect(made?.count == (refused.isEmpty ? 1000 : nil))
        #expect(alive.withLock { $0 } == (refused.isEmpty ? 1000 : 0))
    }
}
