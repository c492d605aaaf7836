#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The time that the processor worked for one thread, which others on the machine hardly change.
package enum ProcessorTime {
    /// Returns how many seconds the processor works for something on this thread.
    ///
    /// - Parameter work: What is measured.
    /// - Returns: The seconds.
    package static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let start = now
        try work()
        return now - start
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
