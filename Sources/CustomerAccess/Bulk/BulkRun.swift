import AdvancedBillingAPI
import Foundation

/// Where a run over many customers stands: who is in hand, who waits for a time, and who is to be told of next.
struct BulkRun<Outcome: Sendable> {
    /// A customer whose turn it is.
    struct Turn: Sendable {
        /// The place in the list.
        let number: Int
        let row: CustomerList.Row
        /// The customer; `nil` as long as nobody has asked who is meant.
        var customer: CustomerID?
        /// How often it was put off because the service took no more requests.
        var postponements = 0
    }

    /// What came of a turn.
    enum Step: Sendable {
        case ended(Turn, BulkResult<Outcome>.Ending)
        /// Nothing was done, and another try makes sense at a time.
        case postponed(Turn, until: Date, AccessError)
        /// A moment has passed.
        case tick
    }

    /// How many may be ahead of the one that is told next, for each one that may be in hand: results that wait to be
    /// told take memory.
    private var lead: Int { job.waits ? 1_000 : 16 }

    private let job: BulkJob<Outcome>
    private let rows: [CustomerList.Row]
    private var begun = 0
    private var told = 0
    private var undone = 0
    private var inHand = 0
    private var finished: [Int: BulkResult<Outcome>] = [:]
    private var waiting: [(turn: Turn, until: Date, error: AccessError)] = []
    private var isTicking = false
    private var hasPaused = false
    private var failures = 0
    /// Why nobody else is begun with; `nil` if nothing stands in the way.
    private(set) var obstacle: AccessError?

    init(_ job: BulkJob<Outcome>, over rows: [CustomerList.Row]) {
        (self.job, self.rows) = (job, rows)
    }

    /// Whether all were told of, and nothing is left to do.
    var isComplete: Bool { told == rows.count && undone == 0 }
    /// Whether there is nothing to wait for.
    var isOver: Bool { inHand == 0 && waiting.isEmpty && (begun == rows.count || isEnding) }

    private var isEnding: Bool { obstacle != nil || job.isStopped() }
    private var places: Int { max(1, job.concurrency) }

    /// Takes the next one in hand; `nil` if nobody can be begun with now.
    mutating func next(at now: Date) -> Turn? {
        guard inHand < places, !isEnding else { return nil }
        if let place = waiting.firstIndex(where: { $0.until <= now }) {
            waiting.swapAt(place, waiting.count - 1)
            return taken(waiting.removeLast().turn)
        }
        guard begun < min(rows.count, told + lead * places) else { return nil }
        defer { begun += 1 }
        return taken(Turn(number: begun, row: rows[begun]))
    }

    private mutating func taken(_ turn: Turn) -> Turn {
        inHand += 1
        hasPaused = false
        return turn
    }

    /// Whether a moment has to pass before somebody can be begun with; asked for each moment once.
    mutating func needsTick() -> Bool {
        guard !waiting.isEmpty, !isTicking else { return false }
        isTicking = true
        if inHand == 0, !hasPaused, let first = waiting.map(\.until).min() {
            hasPaused = true
            job.pauses(waiting.count, first)
        }
        return true
    }

    /// Takes over what came of a turn.
    ///
    /// - Returns: The results that can be told now, in the order of the list.
    mutating func take(_ step: Step) -> [BulkResult<Outcome>] {
        switch step {
        case .tick: isTicking = false
        case .postponed(let turn, let until, let error):
            inHand -= 1
            waiting.append((turn, until, error))
        case .ended(let turn, let ending):
            inHand -= 1
            note(ending)
            finish(turn, ending)
        }
        if isEnding {
            for (turn, _, error) in waiting { finish(turn, .failed(error)) }
            waiting = []
        }
        return tellable()
    }

    private mutating func finish(_ turn: Turn, _ ending: BulkResult<Outcome>.Ending) {
        finished[turn.number] = BulkResult(row: turn.row, customer: turn.customer, ending: ending)
    }

    private mutating func tellable() -> [BulkResult<Outcome>] {
        var results: [BulkResult<Outcome>] = []
        while let next = finished.removeValue(forKey: told) {
            if !next.isDone { undone += 1 }
            told += 1
            results.append(next)
        }
        return results
    }

    /// Finds out whether it makes sense to begin with anybody else.
    private mutating func note(_ ending: BulkResult<Outcome>.Ending) {
        switch ending {
        case .failed(let error), .unknown(let error?):
            if case .service(.unauthorized) = error { obstacle = error }
            failures = error.meetsNoService ? failures + 1 : 0
            if failures >= BulkJob<Outcome>.patience { obstacle = error }
        case .done, .earlier, .unknown(nil): failures = 0
        case .duplicate: break
        }
    }
}

extension AccessError {
    /// Whether nobody answers, or nobody lets this key in: then it is the same with each customer.
    fileprivate var meetsNoService: Bool {
        switch self {
        case .service(.transport), .service(.forbidden), .mailUnknown(_, _, .transport): true
        default: false
        }
    }
}
