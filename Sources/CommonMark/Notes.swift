/// Somebody's notes, made fit to stand inside another Markdown document.
public enum Notes {
    /// How deeply notes may nest; deeper ones are shown as they are written.
    static let deepest = 24

    /// Returns notes as CommonMark that cannot disturb the document around it.
    ///
    /// Headings are shifted, HTML becomes text, images become links, and links that lead to anything but
    /// `https`, `http` or `mailto` become their words (product.md, 'The workspace'). Notes that nest more deeply
    /// than anybody writes become a block of code.
    ///
    /// - Parameters:
    ///   - markdown: The notes as written, in CommonMark.
    ///   - levels: How many levels headings move down, from 0 to 5.
    /// - Returns: CommonMark that ends in a line break; empty if there is nothing but white space.
    public static func embedded(_ markdown: String, shiftingHeadingsBy levels: Int) -> String {
        // NUL ends a C string, and cmark itself would replace it.
        let text = markdown.replacing("\0", with: "\u{FFFD}")
        guard !text.allSatisfy(\.isWhitespace) else { return "" }
        guard let tree = MarkdownTree(text), tree.depth <= deepest else { return code(text) }
        tree.shiftHeadings(by: Int32(min(max(levels, 0), 5)))
        tree.replaceHTMLByText()
        tree.tameLinks()
        return tree.markdown
    }

    private static func code(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { "    \($0)\n" }.joined()
    }
}
