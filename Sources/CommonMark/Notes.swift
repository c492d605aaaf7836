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
        guard !isFit(text) else { return text }
        var scalars = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" || (scalar == "\n" && !isAfterReturn) { scalars.append("\n") }
            if scalar != "\r", scalar != "\n" { scalars.append(scalar) }
            isAfterReturn = scalar == "\r"
        }
        return String(String.UnicodeScalarView(MarkdownEscaping.fit(String(scalars))))
    }

    /// Whether a text has neither carriage returns nor what `MarkdownEscaping.fit` changes, told from its bytes.
    private static func isFit(_ text: String) -> Bool {
        var (before, last): (UInt8, UInt8) = (0, 0)
        return text.utf8.allSatisfy { byte in
            defer { (before, last) = (last, byte) }
            switch byte {
            case 0x09, 0x0A, 0x20..<0x7F: return true
            case ..<0x80: return false
            // U+0080 to U+009F.
            case _ where last == 0xC2: return byte >= 0xA0
            // U+202A to U+202E, and U+2066 to U+2069.
            case 0xAA...0xAE where before == 0xE2 && last == 0x80: return false
            case 0xA6...0xA9 where before == 0xE2 && last == 0x81: return false
            default: return true
            }
        }
    }
}
