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
    private static let isInterrupted = Atomic<Bool>(false)
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
        /// What was done was told, customer by customer.
        case told

        /// What is said then.
        fileprivate var farewell: StaticString {
            switch self {
            case .begun: "interrupted; every file that was written is whole, so run the command again to go on\n"
            case .unpublished: "interrupted; nothing was published\n"
            case .undeleted: "interrupted; nothing was deleted\n"
            case .unpulled: "interrupted; nothing was pulled\n"
            case .harmless: "interrupted; nothing was changed at the service\n"
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
    /// - Ctrl-C finishes the file in hand, says so and exits with 130 (cli.md, interruption). Where the program was
    ///   started with interrupts ignored, as in the background of a script, they stay so.
    /// - A reader that has gone away, and a file that grows beyond what the shell allows, become errors of the write
    ///   that meets them.
    package static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        // Touched here, because a handler must not be the first to do it.
        _ = (
            fileCount.load(ordering: .relaxed), isInterrupted.load(ordering: .relaxed),
            standing.load(ordering: .relaxed)
        )
        var old = sigaction()
        guard sigaction(SIGINT, nil, &old) == 0, !isIgnoring(old) else { return }
        signal(SIGINT) { _ in
            let wasInterrupted = ProcessSignals.isInterrupted.exchange(true, ordering: .sequentiallyConsistent)
            let isFree = ProcessSignals.fileCount.load(ordering: .sequentiallyConsistent) == 0
            // Who asks twice does not want to wait; what is replaced is replaced whole all the same.
            if isFree || wasInterrupted { ProcessSignals.leave() }
        }
    }

    /// Runs something that an interruption may not divide.
    static func withFileInHand<Answer>(_ body: () throws(OutputError) -> Answer) throws(OutputError) -> Answer {
        fileCount.add(1, ordering: .sequentiallyConsistent)
        defer {
            let left = fileCount.subtract(1, ordering: .sequentiallyConsistent).newValue
            if left == 0, isInterrupted.load(ordering: .sequentiallyConsistent) { leave() }
        }
        return try body()
    }

    /// Whether somebody interrupted the program, and it goes on only to end what is in hand.
    package static var hasInterruption: Bool { isInterrupted.load(ordering: .sequentiallyConsistent) }

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
        defer {
            let left = fileCount.subtract(1, ordering: .sequentiallyConsistent).newValue
            if left == 0, hasInterruption { leave() }
        }
        return try await body()
    }

    /// Ends the program with nothing but calls that a signal handler may make.
    private static func leave() -> Never {
        let farewell = (Standing(rawValue: standing.load(ordering: .sequentiallyConsistent)) ?? .begun).farewell
        _ = write(STDERR_FILENO, farewell.utf8Start, farewell.utf8CodeUnitCount)
        _exit(130)
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
