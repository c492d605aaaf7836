#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Finds bytes among others.
enum BytePlace {
    /// Where some bytes stand first within a range of others; `nil` if they don't.
    ///
    /// The C library compares them, in vectors: a preview's screens are nearly all of its page.
    static func first(of part: [UInt8], in whole: [UInt8], _ range: Range<Int>) -> Int? {
        guard range.count >= part.count else { return nil }
        guard let first = part.first else { return range.lowerBound }
        let last = range.upperBound - part.count
        return part.withUnsafeBytes { part in
            whole.withUnsafeBytes { whole in
                guard let bytes = part.baseAddress, let others = whole.baseAddress else { return nil }
                return (range.lowerBound...last).first { start in
                    whole[start] == first && memcmp(others + start, bytes, part.count) == 0
                }
            }
        }
    }
}
