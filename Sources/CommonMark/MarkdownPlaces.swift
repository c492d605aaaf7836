/// Where the headings and the HTML of a document stand, for whoever changes a few lines of it and nothing else.
public struct MarkdownPlaces: Sendable, Hashable {
    /// A heading.
    public struct Heading: Sendable, Hashable {
        /// The level, from 1 to 6.
        public let level: Int
        /// The line in which it begins, from 1.
        public let line: Int
        /// The byte of that line at which it begins, from 1.
        public let column: Int
        /// Whether it is underlined, instead of marked with `#`.
        public let isUnderlined: Bool
        /// Whether it stands in a list or a quotation.
        public let isNested: Bool
    }

    /// A stretch of HTML.
    public struct HTML: Sendable, Hashable {
        /// How it stands in the document.
        public enum Place: Sendable, Hashable {
            /// In lines of its own.
            case block
            /// In lines of its own, in a list or a quotation.
            case nestedBlock
            /// In a line of text.
            case inline
        }

        /// The characters in which it is written; a block ends in a line break.
        public let text: String
        /// The line in which it begins, from 1.
        public let line: Int
        /// How it stands there.
        public let place: Place
    }

    /// The headings in their order.
    public let headings: [Heading]
    /// The HTML in its order; what stands in code is none.
    public let html: [HTML]

    /// Reads a document.
    ///
    /// Lines end as CommonMark 0.30 says (2.1): with a line feed, a carriage return, or both.
    ///
    /// - Parameter markdown: The document; every text is one.
    public init(_ markdown: String) {
        // There is no tree only where memory ran out.
        guard let tree = MarkdownTree(markdown) else {
            headings = []
            html = []
            return
        }
        (headings, html) = tree.places()
    }
}
