import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Names for files that are being written: `.portico-<process>-<number>.tmp`.
///
/// One object serves an output folder and all folders below it, from any number of threads.
final class TemporaryNames: Sendable {
    private static let prefix = ".portico-"
    private static let suffix = ".tmp"

    private let process = getpid()
    private let counter = Atomic<UInt64>(0)

    /// Returns a name that this object has not given before.
    func next() -> String {
        let number = counter.wrappingAdd(1, ordering: .relaxed).oldValue
        return "\(Self.prefix)\(process)-\(number)\(Self.suffix)"
    }

    /// Whether a name has the form of a temporary file of any run.
    static func isTemporary(_ name: [UInt8]) -> Bool {
        guard name.starts(with: prefix.utf8), name.reversed().starts(with: suffix.utf8.reversed()) else { return false }
        let middle = name.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count)
        let numbers = middle.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return numbers.count == 2
            && numbers.allSatisfy { !$0.isEmpty && $0.count <= 20 && $0.allSatisfy(digits.contains) }
    }
}
