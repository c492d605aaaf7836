import Rendering

/// A part of a workspace's portals, so that several machines render a site together: `0/4` is the first of four.
///
/// Which portals it has depends on their ids alone, so that a portal stays in its shard whatever becomes of others.
package struct Shard: Hashable, Sendable, CustomStringConvertible {
    /// Why a text names no shard.
    package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        /// What is wrong, and what would be right.
        package let description: String
    }

    /// How many shards a site has at most.
    package static let countLimit = 10_000

    /// Which of them, from 0.
    package let index: Int
    /// How many there are.
    package let count: Int

    /// Takes a shard; `nil` if there is none such.
    ///
    /// - Parameters:
    ///   - index: Which, from 0.
    ///   - count: How many there are, at most `countLimit`.
    package init?(index: Int, count: Int) {
        guard (1...Self.countLimit).contains(count), (0..<count).contains(index) else { return nil }
        self.index = index
        self.count = count
    }

    /// Reads a shard as it is typed: `0/4`.
    ///
    /// - Parameter text: The text.
    /// - Throws: `Refusal`, which says what is wrong.
    package init(_ text: String) throws(Refusal) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Self.number(parts[0]), let count = Self.number(parts[1]) else {
            throw Refusal(description: "write which shard and how many there are, such as 0/4")
        }
        guard (1...Self.countLimit).contains(count) else {
            throw Refusal(description: "there may be 1 to \(Self.countLimit) shards")
        }
        guard let shard = Shard(index: index, count: count) else {
            let known = count == 1 ? "the one shard is 0/1" : "of \(count) shards the last is \(count - 1)/\(count)"
            throw Refusal(description: "shards count from 0; \(known)")
        }
        self = shard
    }

    /// The shard as it is typed.
    package var description: String { "\(index)/\(count)" }

    /// Whether a portal belongs to the shard.
    ///
    /// The first eight bytes of the SHA-256 of the id, taken as one number, the first byte the highest, leave the
    /// shard's index when they are divided by the count (docs/reference.md, 'Shards').
    ///
    /// - Parameter id: The portal's id, or the text that was to be one.
    /// - Returns: Whether it does; of all shards of a count, one alone has the portal.
    package func contains(_ id: String) -> Bool {
        let number = ContentHash(of: Array(id.utf8)).bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return number % UInt64(count) == UInt64(index)
    }

    /// A number in ASCII digits alone, without a sign; `nil` for anything else, and for one beyond nine digits.
    private static func number(_ text: Substring) -> Int? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy(digits.contains) else { return nil }
        return Int(text)
    }
}
