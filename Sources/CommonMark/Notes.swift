/// Somebody's notes, made fit to stand inside another Markdown document.
public enum Notes {
    /// How deeply notes may nest; deeper ones are shown as they are written.
    static let deepest = 24

    /// Returns notes as CommonMark that cannot disturb the document around it.
    ///
    /// Headings nest below the one above the notes, no level left out and none empty. HTML becomes text, images
    /// become links, and links that lead to anything but `https`, `http` or `mailto` become their words (product.md,
    /// 'The workspace'). Control characters become U+FFFD. Notes that nest more deeply than anybody writes become a
    /// block of code. What comes out goes in again unchanged, headings aside.
    ///
    /// - Parameters:
    ///   - markdown: The notes as written, in CommonMark.
    ///   - level: The level of the heading above, from 0 (none) to 5.
    /// - Returns: CommonMark that ends in a line break; empty if there is nothing but white space.
    public static func embedded(_ markdown: String, belowHeadingOf level: Int) -> String {
        let text = fit(markdown)
        guard !text.unicodeScalars.allSatisfy(\.properties.isWhitespace) else { return "" }
        guard var written = rewritten(text, headingParent: min(max(level, 0), 5)) else { return code(text) }
        // Markdown has trees that no text spells. Text that reads back as itself is the proof that it holds what
        // was meant: HTML or an image in it would have been written as something else.
        for _ in 0..<4 {
            guard let again = rewritten(written, headingParent: nil) else { break }
            if again.utf8.elementsEqual(written.utf8) { return written }
            written = again
        }
        return code(text)
    }

    private static func rewritten(_ text: String, headingParent: Int?) -> String? {
        guard let tree = MarkdownTree(text), tree.depth <= deepest else { return nil }
        var taming = MarkdownTaming(headingParent: headingParent)
        return MarkdownWriter().text(of: taming.tamed(tree.blocks))
    }

    private static func code(_ text: String) -> String {
        MarkdownWriter().text(of: [.code(language: "", text)])
    }

    /// The text with line feeds at the ends of its lines and without characters that no note needs.
    private static func fit(_ text: String) -> String {
        guard !text.utf8.allSatisfy(isPlain) else { return text }
        var scalars = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" || (scalar == "\n" && !isAfterReturn) { scalars.append("\n") }
            if scalar != "\r", scalar != "\n" { scalars.append(scalar) }
            isAfterReturn = scalar == "\r"
        }
        return String(String.UnicodeScalarView(MarkdownEscaping.fit(String(scalars))))
    }

    /// Whether a byte stands for a character of ASCII that every note may have.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20..<0x7F).contains(byte) || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
    }
}
