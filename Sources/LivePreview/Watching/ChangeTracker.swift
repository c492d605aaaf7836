/// What happened to a file of the workspace.
enum FileEvent: Sendable, Hashable {
    /// Somebody wrote to it and has not closed it yet.
    case written(String)
    /// Its name is new, and its content may follow.
    case appeared(String)
    /// It is as somebody wants it to be: closed, moved into its place, or away to another.
    case complete(String)
    /// Its name is gone; programs that replace files may bring it back at once.
    case gone(String)
    /// Anything may have happened.
    case everything
}

/// Turns what happens to files into moments at which to look at the workspace, and says which files to leave alone then.
struct ChangeTracker: Sendable {
    typealias Instant = ContinuousClock.Instant

    /// How long is waited for what.
    struct Times: Sendable {
        /// How long after the first of several changes a look comes, which takes them together.
        var burst = Duration.milliseconds(5)
        /// How long a file that is open is silent before it counts as complete.
        var silence = Duration.milliseconds(500)
        /// How long a new name waits for content.
        var newness = Duration.milliseconds(100)
        /// How long a name that is gone may take to come back.
        var absence = Duration.milliseconds(50)
        /// When to look again after a look that found a file unfinished.
        var retry = Duration.milliseconds(50)
    }

    private let times: Times
    /// The files to leave alone, and until when.
    private var busy: [String: Instant] = [:]
    /// When the next look is due; `nil` if nothing changed.
    private var due: Instant?

    init(_ times: Times = Times()) {
        self.times = times
    }

    /// The files to leave alone.
    var sparing: Set<String> { Set(busy.keys) }

    /// When something is to be done without a further event; `nil` if nothing is.
    var deadline: Instant? { ([due].compactMap(\.self) + busy.values).min() }

    /// Takes note of an event.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - now: When.
    mutating func note(_ event: FileEvent, at now: Instant) {
        switch event {
        case .written(let path): busy[path] = now + times.silence
        case .appeared(let path): busy[path] = max(busy[path] ?? now, now + times.newness)
        case .gone(let path): busy[path] = now + times.absence
        case .complete(let path):
            busy[path] = nil
            look(at: now + times.burst)
        case .everything:
            busy = [:]
            look(at: now + times.burst)
        }
    }

    /// Has a look taken soon, because one found a file unfinished.
    mutating func retry(from now: Instant) { look(at: now + times.retry) }

    /// Has a look taken at a moment, or earlier.
    mutating func look(at moment: Instant) {
        due = due.map { min($0, moment) } ?? moment
    }

    /// Returns whether a look is due, and begins anew if so.
    ///
    /// - Parameter now: The moment.
    /// - Returns: Whether to look now.
    mutating func takeDue(at now: Instant) -> Bool {
        let overdue = busy.filter { $0.value <= now }.map(\.key)
        for path in overdue { busy[path] = nil }
        guard !overdue.isEmpty || due.map({ $0 <= now }) ?? false else { return false }
        due = nil
        return true
    }
}
