import CommonMark

/// A place in a text that Portico fills.
package struct DocsRegion: Sendable, Hashable {
    /// What stands there.
    package let content: DocsContent
    /// The line of the marker before it, from 1.
    package let firstLine: Int
    /// The line of the marker behind it.
    package let lastLine: Int
    /// The level of the heading under which it stands; 0 where there is none.
    package let headingLevel: Int
}

/// The places of a Markdown text that Portico fills.
///
/// A marker is a comment of HTML that has its line for itself, as CommonMark reads the text: in code, in an element
/// such as `<pre>`, or inside another comment it is none.
struct DocsMarkers {
    private(set) var regions: [DocsRegion] = []
    /// Sorted by line.
    private(set) var problems: [DocsMarkerProblem] = []

    private var open: (content: DocsContent, line: Int)?

    init(_ text: String) {
        let places = MarkdownPlaces(text)
        var found: [(content: DocsContent, lines: ClosedRange<Int>)] = []
        for html in places.html {
            for comment in Self.comments(in: html) {
                guard let marker = DocsMarker(comment.text) else { continue }
                guard let refusal = Self.refusal(of: comment, html.place) else {
                    if let region = take(marker, line: comment.line) { found.append(region) }
                    continue
                }
                report(comment.line, refusal)
            }
        }
        if let open {
            let message = "'\(open.content.name)' has no end; put \(Self.end(open.content)) in a line of its own below"
            report(open.line, message)
        }
        problems.sort { $0.line < $1.line }
        let lines = found.map(\.lines)
        let headings = places.headings.filter { heading in
            !heading.isNested && !Self.contains(lines, heading.line)
        }
        var level = 0
        var next = headings.startIndex
        for region in found {
            while next < headings.endIndex, headings[next].line < region.lines.lowerBound {
                level = headings[next].level
                next += 1
            }
            regions.append(
                DocsRegion(
                    content: region.content,
                    firstLine: region.lines.lowerBound,
                    lastLine: region.lines.upperBound,
                    headingLevel: level
                )
            )
        }
    }

    /// Takes the next marker, and returns the region that it ends.
    private mutating func take(
        _ marker: DocsMarker,
        line: Int
    ) -> (content: DocsContent, lines: ClosedRange<Int>)? {
        switch (marker, open) {
        case (.unknown(let message), _): report(line, message)
        case (.start(let content), nil): open = (content, line)
        case (.start(let content), let open?):
            report(
                line,
                "'\(content.name)' begins inside the '\(open.content.name)' of line \(open.line); put "
                    + "\(Self.end(open.content)) above it"
            )
        case (.end(let name), nil):
            report(line, "'/\(name)' ends nothing; put the marker that begins it above, or remove this one")
        case (.end(let name), let open?):
            self.open = nil
            if name == open.content.name { return (open.content, open.line...line) }
            report(
                line,
                "'/\(name)' stands where the '\(open.content.name)' of line \(open.line) ends; write "
                    + Self.end(open.content)
            )
        }
        return nil
    }

    private mutating func report(_ line: Int, _ message: String) {
        let problem = DocsMarkerProblem(line: line, message: message)
        // Two markers in one line are told once.
        if problem != problems.last { problems.append(problem) }
    }

    private static func end(_ content: DocsContent) -> String { "<!-- /\(content.name) -->" }

    /// Whether a line lies in one of the ranges, which follow each other.
    private static func contains(_ ranges: [ClosedRange<Int>], _ line: Int) -> Bool {
        var low = ranges.startIndex
        var high = ranges.endIndex
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].contains(line) { return true }
            if line < ranges[middle].lowerBound { high = middle } else { low = middle + 1 }
        }
        return false
    }
}

extension DocsMarkers {
    /// A comment of HTML.
    struct Comment: Hashable {
        /// What stands in it.
        let text: String
        /// The line in which it begins.
        let line: Int
        /// Whether it begins and ends in one line and nothing else stands there.
        let isAlone: Bool
    }

    /// Why a marker does not count where it stands; `nil` if it does.
    private static func refusal(of comment: Comment, _ place: MarkdownPlaces.HTML.Place) -> String? {
        switch place {
        case .nestedBlock:
            "a marker inside a list or a quotation does not count; let its line begin at the margin"
        case .block where comment.isAlone: nil
        case .block, .inline: "a marker does not count beside other text; give it a line of its own"
        }
    }

    /// The comments of a stretch of HTML, in their order.
    static func comments(in html: MarkdownPlaces.HTML) -> [Comment] {
        let bytes = Array(html.text.utf8)
        guard !isOpaque(bytes) else { return [] }
        var comments: [Comment] = []
        var line = html.line
        var counted = bytes.startIndex
        var position = bytes.startIndex
        while let start = bytes.firstIndex(of: "<!--", from: position) {
            // `<!-->` is a whole comment (HTML standard, 13.2.5.43).
            let end = bytes.firstIndex(of: "-->", from: start + 2) ?? bytes.endIndex
            line += bytes[counted..<start].count { $0 == UInt8(ascii: "\n") }
            counted = start
            let inner = start + 4 <= end ? bytes[(start + 4)..<end] : []
            comments.append(
                Comment(
                    text: String(decoding: inner, as: UTF8.self),
                    line: line,
                    isAlone: isAlone(start..<end, in: bytes)
                )
            )
            position = min(end + 3, bytes.endIndex)
        }
        return comments
    }

    /// Whether HTML begins with something in which `<!--` begins no comment.
    private static func isOpaque(_ bytes: [UInt8]) -> Bool {
        let start = bytes.drop { $0 == UInt8(ascii: " ") }.prefix(12).map { byte in
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
        }
        if start.starts(with: "<!--".utf8) { return false }
        return ["<pre", "<script", "<style", "<textarea", "<?", "<!"].contains { start.starts(with: $0.utf8) }
    }

    private static func isAlone(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
        let lineBreak = UInt8(ascii: "\n")
        let isText: (UInt8) -> Bool = {
            $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: "\r")
        }
        let before = bytes[..<range.lowerBound].last(where: isText)
        let after = bytes[min(range.upperBound + 3, bytes.endIndex)...].first(where: isText)
        return !bytes[range].contains(lineBreak) && before ?? lineBreak == lineBreak && after ?? lineBreak == lineBreak
    }
}

extension [UInt8] {
    /// Where a text begins, at an index or behind it.
    fileprivate func firstIndex(of text: String, from start: Int) -> Int? {
        let wanted = Array(text.utf8)
        guard count >= wanted.count, start <= count - wanted.count else { return nil }
        return (start...(count - wanted.count)).first { self[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    }
}
