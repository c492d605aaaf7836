import Diagnostics

/// The comment at the head of a docs file, which says what made it from which file.
package enum DocsComment {
    private static let start = "<!-- Made by Portico from "
    private static let end = "-->"

    /// Whether the first line of a file is such a comment, so that Portico made the file.
    ///
    /// - Parameter bytes: The file, or as much of it as holds its first line.
    /// - Returns: Whether it is.
    package static func begins(_ bytes: some Collection<UInt8>) -> Bool {
        guard bytes.starts(with: start.utf8) else { return false }
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        return line.count >= start.utf8.count + end.utf8.count && line.suffix(end.utf8.count).elementsEqual(end.utf8)
    }

    /// Keeps a text from ending the comment.
    static func escape(_ text: String) -> String {
        let text = text.displayText
        // As most paths are: without an angle bracket and two hyphens in a row.
        var last: UInt8 = 0
        let isPlain = text.utf8.allSatisfy { byte in
            defer { last = byte }
            return byte != UInt8(ascii: ">") && !(byte == UInt8(ascii: "-") && last == byte)
        }
        if isPlain { return text }
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "-", escaped.last == "-" { escaped.append(" ") }
            escaped.append(scalar == ">" ? "›" : scalar)
        }
        return String(escaped)
    }
}
