/// A text by its lines, as CommonMark counts them.
struct TextLines {
    let bytes: [UInt8]
    /// Where each line begins.
    let starts: [Int]

    init(_ text: String) {
        bytes = Array(text.utf8)
        var starts = [0]
        for (index, byte) in bytes.enumerated() {
            let isReturn = byte == UInt8(ascii: "\r")
            let isFollowed = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
            if byte == UInt8(ascii: "\n") || isReturn && !isFollowed { starts.append(index + 1) }
        }
        self.starts = starts
    }

    /// What ends a line, counted from 1, that is not the last one.
    func lineBreak(ofLine line: Int) -> [UInt8] {
        let end = starts[line]
        let isBoth = end > 1 && bytes[end - 1] == UInt8(ascii: "\n") && bytes[end - 2] == UInt8(ascii: "\r")
        return isBoth ? [UInt8(ascii: "\r"), UInt8(ascii: "\n")] : [bytes[end - 1]]
    }

    /// What stands between the markers of a region.
    func between(_ region: DocsRegion) -> ArraySlice<UInt8> {
        bytes[starts[region.firstLine]..<starts[region.lastLine - 1]]
    }

    /// Bytes with a line feed at the end of every line.
    static func withLineFeeds(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var isAfterReturn = false
        for byte in bytes {
            let isReturn = byte == UInt8(ascii: "\r")
            if isReturn {
                plain.append(UInt8(ascii: "\n"))
            } else if byte != UInt8(ascii: "\n") || !isAfterReturn {
                plain.append(byte)
            }
            isAfterReturn = isReturn
        }
        return plain
    }
}
