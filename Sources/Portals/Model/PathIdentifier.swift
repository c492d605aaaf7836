/// The ASCII characters that the service takes in identifiers of a path (rebilly.md, 2.1).
enum PathCharacters {
    static func contains(_ scalar: Unicode.Scalar) -> Bool {
        UInt8(exactly: scalar.value)?.isPathCharacter ?? false
    }

    static func spell(_ text: String) -> Bool {
        !text.utf8.isEmpty && text.utf8.allSatisfy(\.isPathCharacter)
    }
}

/// A portal's identifier: the `{id}` of the upsert, and the name of the portal's folder in the site.
public struct PortalID: Sendable, Hashable, CustomStringConvertible {
    /// The identifier as it is sent.
    public let description: String

    /// Why a text is no portal id.
    public enum Refusal: Error, Hashable, Sendable {
        /// It is empty, or has characters other than letters, digits and `@ ~ . _ -`.
        case characters
        /// It has more than 50 characters.
        case length
        /// It is `.` or `..`, which no folder can be called.
        case folder
        /// It is the name of a page of the site, or of a folder with a meaning of its own.
        case reserved
    }

    /// Checks an identifier.
    ///
    /// The characters and the length are the service's (rebilly.md, 2.1 and 3.1); the rest protects the site's
    /// folders (product.md, 'The workspace').
    ///
    /// - Parameter text: The identifier as written.
    /// - Throws: `Refusal`, which says what is wrong.
    public init(_ text: String) throws(Refusal) {
        guard PathCharacters.spell(text) else { throw .characters }
        // All of it is ASCII.
        guard text.utf8.count <= Self.lengthLimit else { throw .length }
        guard text != ".", text != ".." else { throw .folder }
        guard !Self.isReserved(text) else { throw .reserved }
        description = text
    }

    /// The identifier in lower case: two ids that share it would share a folder on some file systems.
    public var folded: String { description.lowercased() }

    /// How many characters an id has at most (rebilly.md, 3.1).
    static let lengthLimit = 50
    /// The names of the site's pages, letter case aside; pages of the gallery are called `page-2.html` and so on.
    static let reserved = [
        "index.html", "docs.html", "docs.md", "portico-manifest.json", "portico-portals.jsonl", "portico-shard.jsonl",
        ".portico.cache", ".git",
    ]
    /// What Portico's temporary files begin with.
    static let reservedPrefix = ".portico-"

    private static func isReserved(_ text: String) -> Bool {
        let folded = text.lowercased()
        if reserved.contains(folded) || folded.hasPrefix(reservedPrefix) { return true }
        guard folded.hasPrefix("page-"), folded.hasSuffix(".html") else { return false }
        let number = folded.dropFirst("page-".count).dropLast(".html".count)
        return !number.isEmpty && number.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

extension PortalID: Comparable {
    /// Orders ids by their bytes.
    ///
    /// - Parameters:
    ///   - left: One id.
    ///   - right: Another id.
    /// - Returns: Whether `left` comes first.
    public static func < (left: PortalID, right: PortalID) -> Bool {
        left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }
}

/// The last part of a portal's public address.
public struct Slug: Sendable, Hashable, CustomStringConvertible {
    /// The slug as it is sent.
    public let description: String

    /// How many characters a slug has (rebilly.md, 3.1).
    public static let lengths = 5...100

    /// Checks a slug: 5 to 100 of the letters, digits and `@ ~ . _ -` (rebilly.md, 3.1 and R2).
    ///
    /// - Parameter text: The slug as written.
    public init?(_ text: String) {
        guard PathCharacters.spell(text), Self.lengths.contains(text.utf8.count) else { return nil }
        description = text
    }
}
