/// Finds bytes among others.
enum BytePlace {
    /// Where some bytes stand first within a range of others; `nil` if they don't.
    ///
    /// They are compared eight at a time: a preview's screens are nearly all of its page.
    static func first(of part: [UInt8], in whole: [UInt8], _ range: Range<Int>) -> Int? {
        guard range.count >= part.count else { return nil }
        return part.withUnsafeBytes { part in
            whole.withUnsafeBytes { whole in
                (range.lowerBound...range.upperBound - part.count).first { start in
                    isEqual(part, UnsafeRawBufferPointer(rebasing: whole[start..<start + part.count]))
                }
            }
        }
    }

    /// Whether two ranges of the same length hold the same bytes.
    private static func isEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index + 8 <= left.count {
            let (first, second) = (
                left.loadUnaligned(fromByteOffset: index, as: UInt64.self),
                right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            )
            guard first == second else { return false }
            index += 8
        }
        return (index..<left.count).allSatisfy { left[$0] == right[$0] }
    }
}
