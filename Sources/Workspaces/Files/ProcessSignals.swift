import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What signals do to the program: none of them leaves a file half-written or a reason unsaid.
package enum ProcessSignals {
    private static let fileCount = Atomic<Int>(0)
    private static let workCount = Atomic<Int>(0)
    /// The signal that interrupted the program first; 0 for none.
    private static let interruption = Atomic<Int32>(0)
    private static let patience: StaticString = "ending with what is in hand; once more ends at once\n"
    private static let standing = Atomic<Int>(Standing.begun.rawValue)

    /// How things stand when the program is interrupted.
    package enum Standing: Int, Sendable {
        /// Something may have been done.
        case begun
        /// Nothing was published yet.
        case unpublished
        /// Nothing was deleted yet.
        case undeleted
        /// Nothing was pulled yet.
        case unpulled
        /// The command changes nothing.
        case harmless
        /// Nothing was done yet.
        case undone
        /// What was done was told, customer by customer.
        case told
        /// What was done stands in the results.
        case listed

        /// What is said then.
        fileprivate var farewell: StaticString {
            switch self {
            case .begun: "interrupted; every file that was written is whole, so run the command again to go on\n"
            case .unpublished: "interrupted; nothing was published\n"
            case .undeleted: "interrupted; nothing was deleted\n"
            case .unpulled: "interrupted; nothing was pulled\n"
            case .harmless: "interrupted; nothing was changed at the service\n"
            case .undone: "interrupted; nothing was done\n"
            case .listed: "interrupted; what was done is noted, so run it again to go on\n"
            case .told: "interrupted; customers told of above are done; 'portico access status' tells of the next\n"
            }
        }
    }

    /// Says how things stand, until work is in hand.
    package static func stand(_ standing: Standing) {
        Self.standing.store(standing.rawValue, ordering: .sequentiallyConsistent)
    }

    /// Settles what signals do; called once, when the program starts.
    ///
    /// - Ctrl-C finishes the file in hand, says so and exits with 130 (cli.md, interruption); so do the signals of a
    ///   terminal that is closed and of whoever ends programs, with 129 and 143. Where the program was started with one
    ///   of them ignored, as in the background of a script, it stays so.
    /// - A reader that has gone away, and a file that grows beyond what the shell allows, become errors of the write
    ///   that meets them.
    package static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        // Touched here, because a handler must not be the first to do it.
        _ = (
            fileCount.load(ordering: .relaxed), workCount.load(ordering: .relaxed),
            interruption.load(ordering: .relaxed), standing.load(ordering: .relaxed)
        )
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var old = sigaction()
            guard sigaction(number, nil, &old) == 0, !isIgnoring(old) else { continue }
            signal(number) { ProcessSignals.interrupt($0) }
        }
    }

    private static func interrupt(_ number: Int32) {
        let isFirst = interruption.compareExchange(expected: 0, desired: number, ordering: .sequentiallyConsistent)
            .exchanged
        let isFree = fileCount.load(ordering: .sequentiallyConsistent) == 0
        // Who asks twice does not want to wait; what is replaced is replaced whole all the same.
        if isFree || !isFirst { leave() }
        guard workCount.load(ordering: .sequentiallyConsistent) > 0 else { return }
        _ = write(STDERR_FILENO, patience.utf8Start, patience.utf8CodeUnitCount)
    }

    /// Runs something that an interruption may not divide.
    static func withFileInHand<Answer>(_ body: () throws(OutputError) -> Answer) throws(OutputError) -> Answer {
        fileCount.add(1, ordering: .sequentiallyConsistent)
        defer {
            let left = fileCount.subtract(1, ordering: .sequentiallyConsistent).newValue
            if left == 0, hasInterruption { leave() }
        }
        return try body()
    }

    /// Whether somebody interrupted the program, and it goes on only to end what is in hand.
    package static var hasInterruption: Bool { interruption.load(ordering: .sequentiallyConsistent) != 0 }

    /// Runs something that an interruption is to end in good order: it asks `hasInterruption`, and the program ends
    /// when it is done.
    ///
    /// - Parameters:
    ///   - standing: How things stand meanwhile.
    ///   - body: What to run.
    /// - Returns: What it returns.
    /// - Throws: What it throws.
    package static func withWorkInHand<Answer>(
        _ standing: Standing = .begun,
        _ body: () async throws -> Answer
    ) async rethrows -> Answer {
        stand(standing)
        fileCount.add(1, ordering: .sequentiallyConsistent)
        workCount.add(1, ordering: .sequentiallyConsistent)
        defer {
            workCount.subtract(1, ordering: .sequentiallyConsistent)
            let left = fileCount.subtract(1, ordering: .sequentiallyConsistent).newValue
            if left == 0, hasInterruption { leave() }
        }
        return try await body()
    }

    /// Ends the program with nothing but calls that a signal handler may make.
    private static func leave() -> Never {
        let farewell = (Standing(rawValue: standing.load(ordering: .sequentiallyConsistent)) ?? .begun).farewell
        _ = write(STDERR_FILENO, farewell.utf8Start, farewell.utf8CodeUnitCount)
        _exit(128 + interruption.load(ordering: .sequentiallyConsistent))
    }

    private static func isIgnoring(_ action: sigaction) -> Bool {
        #if canImport(Darwin)
        let handler = action.__sigaction_u.__sa_handler
        #else
        let handler = action.__sigaction_handler.sa_handler
        #endif
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
