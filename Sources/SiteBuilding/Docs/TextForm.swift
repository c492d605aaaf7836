/// How a text file ends its lines, and whether it ends its last one: what git and editors change by themselves.
struct TextForm: Hashable {
    /// Whether most lines end in a carriage return and a line feed.
    let hasReturns: Bool
    /// How many line breaks stand at its end; `nil` for an empty file, which has no form.
    let lastBreaks: Int?

    /// The form of a file.
    init(of bytes: [UInt8]) {
        var feeds = 0
        var returns = 0
        var before: UInt8 = 0
        for byte in bytes {
            if byte == Self.feed {
                feeds += 1
                returns += before == Self.carriage ? 1 : 0
            }
            before = byte
        }
        hasReturns = returns * 2 > feeds
        lastBreaks = bytes.isEmpty ? nil : Self.split(bytes[...]).breaks
    }

    /// Returns the same text in this form.
    ///
    /// - Parameter bytes: A text whose lines end in line feeds.
    /// - Returns: The text.
    func applied(to bytes: [UInt8]) -> [UInt8] {
        let (body, ownBreaks) = Self.split(bytes[...])
        // More than one line break at the end is nobody's habit, so that it is no form.
        let breaks = lastBreaks.map { $0 > 1 ? ownBreaks : $0 } ?? ownBreaks
        let text = body + repeatElement(Self.feed, count: breaks)
        guard hasReturns else { return Array(text) }
        var applied: [UInt8] = []
        applied.reserveCapacity(text.count + text.count / 32)
        for byte in text {
            if byte == Self.feed { applied.append(Self.carriage) }
            applied.append(byte)
        }
        return applied
    }

    /// Whether two texts differ in nothing but the ends of their lines, and the line breaks at their end.
    static func areAlike(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        if left == right { return true }
        var (left, right) = (split(left[...]).body, split(right[...]).body)
        while !left.isEmpty, !right.isEmpty {
            if next(&left) != next(&right) { return false }
        }
        return left.isEmpty && right.isEmpty
    }

    private static let feed = UInt8(ascii: "\n")
    private static let carriage = UInt8(ascii: "\r")

    /// Takes the next byte; a carriage return before a line feed is passed over.
    private static func next(_ bytes: inout ArraySlice<UInt8>) -> UInt8? {
        guard let first = bytes.popFirst() else { return nil }
        return first == carriage && bytes.first == feed ? bytes.popFirst() : first
    }

    /// A text without the line breaks at its end, and how many there are.
    private static func split(_ bytes: ArraySlice<UInt8>) -> (body: ArraySlice<UInt8>, breaks: Int) {
        var body = bytes
        var breaks = 0
        while body.last == feed {
            body.removeLast()
            if body.last == carriage { body.removeLast() }
            breaks += 1
        }
        return (body, breaks)
    }
}
