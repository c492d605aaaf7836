#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The non-characters U+FDD0 to U+FDEF of Unicode, which no text has that is meant to be read.
enum NonCharacters {
    /// What stands before the last byte of each in UTF-8.
    static let lead: [UInt8] = [0xEF, 0xB7]

    /// Whether a text in UTF-8 holds some of them.
    ///
    /// Every page is searched, and next to none has the first byte: it is looked for by the C library, in vectors.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - lastBytes: The last bytes of those that are looked for.
    /// - Returns: Whether one of them is there.
    static func areIn(_ bytes: UnsafeBufferPointer<UInt8>, lastBytes: ClosedRange<UInt8>) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        var index = 0
        while let found = memchr(start + index, Int32(lead[0]), bytes.count - index) {
            index = UnsafeRawPointer(found) - UnsafeRawPointer(start)
            guard index + 2 < bytes.count else { return false }
            if bytes[index + 1] == lead[1], lastBytes.contains(bytes[index + 2]) { return true }
            index += 1
        }
        return false
    }
}
