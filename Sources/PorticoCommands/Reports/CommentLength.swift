/// How long the text of a comment on GitHub is, and how long it may be.
enum CommentLength {
    /// The most that GitHub takes.
    static let limit = 65_536

    /// Counts a text so that no way of counting finds more: in units of UTF-16, and every line break as the two
    /// characters that a form sends.
    static func count(_ text: String) -> Int {
        text.utf16.count + text.utf8.count { $0 == UInt8(ascii: "\n") }
    }
}

/// A comment that is put together block by block, as long as there is room.
struct Comment {
    /// What is kept free to say that something was left out.
    private static let reserve = 400

    private let limit: Int
    private let tail: [String]
    private var blocks: [String] = []
    private var length: Int

    /// - Parameters:
    ///   - limit: How long it may be.
    ///   - head: The blocks at its beginning.
    ///   - tail: The blocks at its end, for which room is kept.
    init(limit: Int, head: [String], tail: [String]) {
        self.limit = limit
        self.tail = tail
        blocks = head
        length = (head + tail).reduce(0) { $0 + Self.length(of: $1) }
    }

    /// Appends a block before the tail.
    ///
    /// - Returns: Whether there was room for it.
    mutating func append(_ block: String) -> Bool {
        let more = Self.length(of: block)
        guard length + more + Self.reserve <= limit else { return false }
        blocks.append(block)
        length += more
        return true
    }

    /// Appends a last block, shorter than what was kept free for it.
    mutating func append(last block: String) { blocks.append(block) }

    /// The whole comment, with a line break at its end.
    var text: String { (blocks + tail).joined(separator: "\n\n") + "\n" }

    /// The length of a block with the empty line behind it.
    private static func length(of block: String) -> Int { CommentLength.count(block) + 4 }
}
