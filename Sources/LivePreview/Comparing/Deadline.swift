import Dispatch
import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Ends a program that takes too long.
final class Deadline: Sendable {
    private enum State {
        case waiting
        case passed
        case over
    }

    private let state = Mutex(State.waiting)
    private let number: pid_t

    /// Begins to wait.
    ///
    /// - Parameters:
    ///   - process: The program, running.
    ///   - seconds: How long it may take.
    init(_ process: Process, seconds: Double) {
        number = process.processIdentifier
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [weak self] in self?.pass() }
    }

    /// Stops waiting, when the program has ended.
    ///
    /// - Returns: Whether it took too long.
    func passed() -> Bool {
        state.withLock { state in
            if state == .waiting { state = .over }
            return state == .passed
        }
    }

    private func pass() {
        state.withLock { state in
            guard state == .waiting else { return }
            kill(number, SIGKILL)
            state = .passed
        }
    }
}
