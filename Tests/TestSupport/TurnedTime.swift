package import Foundation
import Synchronization
package import Transport

/// A clock that only moves when somebody waits for it, or when a test turns it.
package final class TurnedTime: Sendable {
    private struct State {
        var now: Date
        var waits: [Double] = []
    }

    private let state: Mutex<State>

    /// Makes a clock that stands at a time.
    package init(_ now: Date = Date(timeIntervalSince1970: 1_790_000_000)) {
        state = Mutex(State(now: now))
    }

    /// The time.
    package var now: Date { state.withLock { $0.now } }
    /// How many seconds were waited for, wait by wait.
    package var waits: [Double] { state.withLock { $0.waits } }

    /// Turns the clock on.
    package func advance(seconds: Double) {
        state.withLock { $0.now += seconds }
    }

    /// The clock as clients take it.
    package var source: TimeSource {
        TimeSource(
            now: { self.now },
            sleep: { duration in
                try Task.checkCancellation()
                self.state.withLock { state in
                    state.waits.append(duration.inSeconds)
                    state.now += duration.inSeconds
                }
            }
        )
    }
}
