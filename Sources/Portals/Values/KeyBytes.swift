#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A key that equals another only if its bytes do, which `String` does not promise.
package struct KeyBytes: Hashable, Sendable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package static func == (left: KeyBytes, right: KeyBytes) -> Bool {
        left.text.hasSameBytes(as: right.text)
    }

    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)
    }
}

extension String {
    /// Whether another text has the same bytes, which equal texts need not have.
    package func hasSameBytes(as other: String) -> Bool {
        let count = utf8.count
        guard count == other.utf8.count else { return false }
        return order(to: other, count: count).map { $0 == 0 } ?? utf8.elementsEqual(other.utf8)
    }

    /// Whether this text comes before another in the order of their bytes.
    package func bytesPrecede(_ other: String) -> Bool {
        let counts = (utf8.count, other.utf8.count)
        guard let order = order(to: other, count: min(counts.0, counts.1)) else {
            return utf8.lexicographicallyPrecedes(other.utf8)
        }
        return order == 0 ? counts.0 < counts.1 : order < 0
    }

    /// Compares the first bytes of both by the C library; `nil` where they don't lie in one piece.
    private func order(to other: String, count: Int) -> CInt? {
        utf8.withContiguousStorageIfAvailable { own in
            other.utf8.withContiguousStorageIfAvailable { other in
                guard let start = own.baseAddress, let second = other.baseAddress else { return 0 }
                return memcmp(start, second, count)
            }
        } ?? nil
    }
}
