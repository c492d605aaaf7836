import Synchronization
import Testing

@testable import PorticoCommands

@Suite struct `Progress of long work` {
    /// Work whose clock is turned by hand.
    final class Told: Sendable {
        let clock = Mutex(Duration.zero)
        let text = Mutex("")

        func progress(on place: Progress.Place) -> Progress {
            Progress("portals", on: place) {
                self.clock.withLock { $0 }
            } write: { part in
                self.text.withLock { $0 += part }
            }
        }

        func turn(to milliseconds: Int) { clock.withLock { $0 = .milliseconds(milliseconds) } }

        var words: String { text.withLock { $0 } }
    }

    @Test(arguments: [
        (0, 10, 500, "0 of 10 portals"), (5, 10, 1000, "5 of 10 portals, 5.0 a second, 1 s left"),
        (1200, 10_000, 2000, "1200 of 10000 portals, 600 a second, 15 s left"),
        (1, 1000, 1000, "1 of 1000 portals, 1.0 a second, 17 min left"),
    ])
    func `is a count, a rate and the time left`(count: Int, total: Int, milliseconds: Int, text: String) {
        #expect(Progress.text(count, of: total, "portals", elapsed: .milliseconds(milliseconds)) == text)
    }

    @Test func `is a bar on a terminal that goes again`() {
        let told = Told()
        let progress = told.progress(on: .terminal)
        progress.show(1, of: 10)
        #expect(told.words.isEmpty)
        told.turn(to: 500)
        progress.show(5, of: 10)
        progress.show(6, of: 10)
        told.turn(to: 600)
        progress.show(7, of: 10)
        progress.show(10, of: 10)
        progress.end()
        #expect(
            told.words
                == "\r[##########..........] 5 of 10 portals, 10 a second, 1 s left\u{1B}[K"
                + "\r[##############......] 7 of 10 portals, 12 a second, 1 s left\u{1B}[K\r\u{1B}[K"
        )
    }

    @Test func `is a line every few seconds where nobody watches`() {
        let told = Told()
        let progress = told.progress(on: .lines)
        for second in 1...12 {
            told.turn(to: second * 1000)
            progress.show(second, of: 20)
        }
        progress.end()
        #expect(
            told.words == "6 of 20 portals, 1.0 a second, 14 s left\n11 of 20 portals, 1.0 a second, 9 s left\n"
        )
    }

    @Test func `leaves no trace of short work, nor where it is not wanted`() {
        let told = Told()
        for place in [Progress.Place.terminal, .lines] {
            let progress = told.progress(on: place)
            progress.show(3, of: 10)
            progress.end()
        }
        told.turn(to: 60_000)
        told.progress(on: .nowhere).show(3, of: 10)
        #expect(told.words.isEmpty)
    }
}
