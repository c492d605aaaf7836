package import Diagnostics
import Portals

/// A value of a text with its place.
///
/// Nothing is interpreted yet: a scalar keeps the characters in which it was written. `value` resolves it.
package struct SourceNode: Sendable {
    /// What a node can hold.
    package enum Content: Sendable {
        /// A single text, number, truth value or null.
        case scalar(Scalar)
        /// A list in its order; may be empty.
        case sequence([SourceNode])
        /// A mapping in its order; may be empty.
        case mapping(Mapping)
    }

    /// What stands at the place.
    package let content: Content
    /// From the first character to just after the last; of an alias, the alias' own place.
    package let range: SourceRange
    /// Whether the value was written elsewhere and is only named here (`*name`).
    package let isAlias: Bool
}

extension SourceNode {
    /// A scalar in the characters in which it was written.
    package struct Scalar: Sendable {
        /// How a scalar is written.
        package enum Style: Sendable {
            case plain
            case singleQuoted
            case doubleQuoted
            case literal
            case folded
        }

        /// The characters, after quotes and escapes were resolved.
        package let text: String
        /// How it is written.
        package let style: Style
        /// Whether `!!str` or `!` stands before it.
        package let isTagged: Bool
        /// The comment that follows an empty scalar on its line, from `#` on: `#0044d4` in `primary: #0044d4`.
        package let comment: String?
        /// Where that comment begins.
        package let commentStart: SourcePosition?

        /// Whether the scalar is neither quoted nor tagged, so that it may be something other than text.
        package var isPlain: Bool { style == .plain && !isTagged }

        /// Whether nothing is written but a comment, as in `primary: #0044d4`.
        package var isEmptyBeforeComment: Bool { comment != nil }
    }

    /// A key of a mapping and its value.
    package struct Entry: Sendable {
        /// The key as text, whatever it looks like: `1`, `null` and `~` are texts too.
        package let key: String
        /// The place of the key.
        package let keyRange: SourceRange
        /// How the key is written; `nil` if more than the key stands there: an anchor, a tag, an alias.
        package let keyStyle: Scalar.Style?
        /// The value.
        package let value: SourceNode
    }

    /// The entries of a mapping, in the order in which they were written; each key once, compared by bytes.
    package struct Mapping: Sendable {
        /// The entries in their order; of equal keys the first one.
        package private(set) var entries: [Entry] = []
        /// Where the keys stand in `entries`; empty as long as there are few, which are faster compared one by one.
        private var indexes: [KeyBytes: Int] = [:]
        private static let few = 16

        /// Makes a mapping without entries.
        init() {
            // More than most mappings have; one by one, room would be made again and again.
            entries.reserveCapacity(8)
        }

        /// Returns the entry of a key in constant time; `nil` if it is not there.
        package subscript(key: String) -> Entry? {
            index(of: key).map { entries[$0] }
        }

        /// Returns where the entry of a key stands in `entries`; `nil` if it is not there.
        func index(of key: String) -> Int? {
            entries.count > Self.few
                ? indexes[KeyBytes(key)] : entries.indices.first { entries[$0].key.hasSameBytes(as: key) }
        }

        /// Adds an entry whose key is not there yet; otherwise changes nothing.
        mutating func append(_ entry: consuming Entry) {
            guard index(of: entry.key) == nil else { return }
            entries.append(entry)
            guard entries.count > Self.few else { return }
            for index in indexes.count..<entries.count { indexes[KeyBytes(entries[index].key)] = index }
        }
    }
}
