#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A CommonMark document as HTML, written by cmark.
///
/// cmark escapes text and attributes and leaves out links that could run something; HTML inside the document is left
/// out, too. Blocks of code can take the focus, so that they scroll by keyboard.
public struct MarkdownHTML: Sendable, Hashable {
    /// A heading of the document.
    public struct Heading: Sendable, Hashable {
        /// The level, from 1 to 6.
        public let level: Int
        /// What the heading says, without markup.
        public let text: String
        /// Its id in the HTML; unique among the document's headings.
        public let id: String
    }

    /// The HTML: blocks, without a frame around them.
    public let html: String
    /// The headings in their order; empty if they have no ids.
    public let headings: [Heading]

    /// Takes what was put together from parts.
    init(html: String, headings: [Heading]) {
        self.html = html
        self.headings = headings
    }

    /// Writes a document whose headings are plain.
    ///
    /// - Parameter markdown: The document.
    public init(_ markdown: String) {
        html = MarkdownTree(Self.fit(markdown))?.html() ?? ""
        headings = []
    }

    /// Writes a document whose headings can be linked to, each of them by itself.
    ///
    /// - Parameters:
    ///   - markdown: The document. A heading of level 1 at its start is left out: the page has one of its own.
    ///   - reservedPrefix: How no id begins, so that the ids around the document stay apart from its own.
    public init(withAnchors markdown: String, reservedPrefix: String) {
        guard let tree = MarkdownTree(Self.fit(markdown)) else {
            html = ""
            headings = []
            return
        }
        var identifiers = HeadingIdentifiers(reservedPrefix: reservedPrefix)
        let nodes = tree.nodes()
        // What is taken out for HTML or an image holds none.
        let written = tree.headings(among: nodes)
        tree.removeHTML(of: nodes)
        let title = tree.removeTitle()
        headings = tree.addAnchors(to: written.filter { $0 != title }) { identifiers.next(for: $0) }
        html = tree.htmlOfTamed()
    }

    private static func fit(_ markdown: String) -> String {
        // A C string ends at the first NUL; Markdown reads it as U+FFFD.
        var text = markdown
        let holdsNUL = text.withUTF8 { bytes in bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false }
        guard holdsNUL else { return markdown }
        return String(String.UnicodeScalarView(markdown.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
    }
}

/// Makes ids from what headings say: `What customers can do` becomes `what-customers-can-do`.
struct HeadingIdentifiers {
    /// How many characters of a heading go into its id.
    static let longest = 60

    let reservedPrefix: String
    private var taken: Set<String> = []

    init(reservedPrefix: String) {
        self.reservedPrefix = reservedPrefix
    }

    /// Whether a scalar is a letter or a number.
    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        // Of ASCII, which most headings are of, this is quicker told than by properties.
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        case "\0"..."\u{7F}": false
        default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }

    mutating func next(for text: String) -> String {
        let hyphen = UInt8(ascii: "-")
        var words: [UInt8] = []
        for scalar in text.lowercased().unicodeScalars.prefix(Self.longest) {
            if Self.isWord(scalar) {
                words += UTF8.encode(scalar) ?? .init()
            } else if !words.isEmpty, words.last != hyphen {
                words.append(hyphen)
            }
        }
        if words.last == hyphen { words.removeLast() }
        let name = words.isEmpty ? "section" : String(decoding: words, as: UTF8.self)
        let base = name.hasPrefix(reservedPrefix) ? "section-\(name)" : name
        var id = base
        var count = 1
        while !taken.insert(id).inserted {
            count += 1
            id = "\(base)-\(count)"
        }
        return id
    }
}
