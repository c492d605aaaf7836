import Synchronization

/// How far long work is, on standard error (cli.md, progress): on a terminal a bar that goes again, elsewhere a line
/// every few seconds.
final class Progress: Sendable {
    /// Where it is told.
    enum Place: Sendable {
        case terminal
        /// A file, a pipe, the log of CI.
        case lines
        case nowhere
    }

    /// Work that is shorter is not spoken of.
    static let quietTime = Duration.milliseconds(500)

    private let things: String
    private let place: Place
    private let elapsed: @Sendable () -> Duration
    private let write: @Sendable (String) -> Void
    /// When something was last told; `nil` before.
    private let last = Mutex<Duration?>(nil)

    /// Makes a teller.
    ///
    /// - Parameters:
    ///   - things: What is counted, in the plural.
    ///   - place: Where it is told.
    ///   - elapsed: How long the work has been going on.
    ///   - write: Takes what is told.
    init(
        _ things: String,
        on place: Place,
        elapsed: @escaping @Sendable () -> Duration,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.things = things
        self.place = place
        self.elapsed = elapsed
        self.write = write
    }

    /// Tells how many are done, unless that was told a moment ago.
    func show(_ count: Int, of total: Int) {
        let elapsed = elapsed()
        let pause: Duration = place == .terminal ? .milliseconds(100) : .seconds(5)
        guard place != .nowhere, count < total, elapsed >= Self.quietTime else { return }
        let isDue = last.withLock { last in
            // Elsewhere the first line has the same pause before it.
            guard elapsed - (last ?? (place == .terminal ? .zero : Self.quietTime)) >= pause else { return false }
            last = elapsed
            return true
        }
        guard isDue else { return }
        let text = Self.text(count, of: total, things, elapsed: elapsed)
        write(place == .terminal ? "\r\(Self.bar(count, of: total)) \(text)\u{1B}[K" : "\(text)\n")
    }

    /// Takes the bar away.
    func end() {
        let wasTold = last.withLock { last in
            defer { last = nil }
            return last != nil
        }
        if place == .terminal, wasTold { write("\r\u{1B}[K") }
    }

    /// `1200 of 10000 portals, 640 a second, 14 s left`.
    static func text(_ count: Int, of total: Int, _ things: String, elapsed: Duration) -> String {
        let seconds = elapsed / .seconds(1)
        guard count > 0, seconds > 0 else { return "\(count) of \(total) \(things)" }
        let rate = Double(count) / seconds
        let left = Int((Double(total - count) / rate).rounded(.up))
        let time = left < 100 ? "\(left) s" : "\((left + 59) / 60) min"
        let shown = rate < 10 ? "\((rate * 10).rounded() / 10)" : "\(Int(rate.rounded()))"
        return "\(count) of \(total) \(things), \(shown) a second, \(time) left"
    }

    /// A bar twenty characters wide.
    static func bar(_ count: Int, of total: Int) -> String {
        let width = 20
        let full = total > 0 ? min(width, count * width / total) : width
        return "[" + String(repeating: "#", count: full) + String(repeating: ".", count: width - full) + "]"
    }
}
