import CommonMark

/// Docs as a part of somebody's document.
///
/// The comment at their head is left out, and headings move down so that they nest under the heading around them; the
/// sixth level is the lowest.
package enum DocsSection {
    /// Returns the docs of a portal, their title included: it gets the level below the heading around it.
    ///
    /// - Parameters:
    ///   - markdown: The docs, as `PortalDocs` makes them.
    ///   - level: The level of the heading under which they stand, from 0, where there is none, to 6.
    /// - Returns: Markdown without blank lines at its ends.
    package static func portal(_ markdown: String, under level: Int) -> String {
        nested(markdown, by: level, keepsTitle: true)
    }

    /// Returns the tables of all portals, without their title: they stand right under the heading around them.
    ///
    /// - Parameters:
    ///   - markdown: The index, as `DocsIndex` makes it.
    ///   - level: The level of the heading under which they stand, from 0, where there is none, to 6.
    /// - Returns: Markdown without blank lines at its ends.
    package static func matrix(_ markdown: String, under level: Int) -> String {
        nested(markdown, by: max(level - 1, 0), keepsTitle: false)
    }

    private static func nested(_ markdown: String, by levels: Int, keepsTitle: Bool) -> String {
        let bytes = TextLines.withLineFeeds(markdown.utf8)
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        let headings = MarkdownPlaces(String(decoding: bytes, as: UTF8.self)).headings
        for (index, heading) in headings.enumerated() {
            let isMarked = move(heading, by: levels, in: &lines)
            if isMarked, index == 0, !keepsTitle, heading.level == 1, !heading.isNested { lines[heading.line - 1] = [] }
        }
        if DocsComment.begins(bytes) { lines[0] = [] }
        let isBlank: ([UInt8]) -> Bool = { $0.allSatisfy { $0 == UInt8(ascii: " ") } }
        let body = lines.drop(while: isBlank)
        guard let end = body.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(decoding: Array(body.prefix(through: end).joined(separator: "\n".utf8)), as: UTF8.self)
    }

    /// Moves a heading down.
    ///
    /// An underlined one, which only a template of the workspace can make, gets marks in front instead; if it has
    /// several lines or stands in a list, it stays as it is.
    ///
    /// - Returns: Whether it is a line with marks now.
    private static func move(_ heading: MarkdownPlaces.Heading, by levels: Int, in lines: inout [[UInt8]]) -> Bool {
        let level = min(6, heading.level + levels)
        let line = heading.line - 1
        let start = heading.column - 1
        guard lines.indices.contains(line), start < lines[line].count else { return false }
        let mark = UInt8(ascii: "#")
        if !heading.isUnderlined {
            guard lines[line][start] == mark else { return false }
            lines[line].insert(contentsOf: repeatElement(mark, count: level - heading.level), at: start)
            return true
        }
        guard !heading.isNested, lines.indices.contains(line + 1), isUnderline(lines[line + 1]) else { return false }
        lines[line].insert(contentsOf: Array(repeating: mark, count: level) + [UInt8(ascii: " ")], at: start)
        lines[line + 1] = []
        return true
    }

    private static func isUnderline(_ line: [UInt8]) -> Bool {
        line.allSatisfy { "=- \t".utf8.contains($0) }
    }
}
