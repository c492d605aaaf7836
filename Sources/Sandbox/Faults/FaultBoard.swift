import HTTPTypes
import Synchronization

/// The faults that were ordered and are not used up.
final class FaultBoard: Sendable {
    private let state = Mutex<(faults: [Fault], next: Int)>(([], 1))

    /// How many faults wait at once, at most.
    static let limit = 100

    /// In the order in which they were ordered.
    var faults: [Fault] { state.withLock { $0.faults } }

    /// Orders a fault; `nil` if too many wait.
    func order(_ make: (Int) -> Fault) -> Fault? {
        state.withLock { state in
            guard state.faults.count < Self.limit else { return nil }
            let fault = make(state.next)
            state.next += 1
            state.faults.append(fault)
            return fault
        }
    }

    /// Takes the first fault that is meant for a request, once.
    func take(for method: HTTPRequest.Method, _ path: String) -> Fault? {
        state.withLock { state in
            guard let index = state.faults.firstIndex(where: { $0.concerns(method, path) }) else { return nil }
            let fault = state.faults[index]
            state.faults[index].times -= 1
            if state.faults[index].times == 0 { state.faults.remove(at: index) }
            return fault
        }
    }

    /// Takes back a fault; false if it isn't there.
    func remove(_ id: Int) -> Bool {
        state.withLock { state in
            let count = state.faults.count
            state.faults.removeAll { $0.id == id }
            return state.faults.count < count
        }
    }

    func clear() {
        state.withLock { $0.faults = [] }
    }
}
