/// A Markdown text whose marked places are filled.
///
/// Every byte outside of them stays. What is filled in ends its lines as the marker before it does; where nothing but
/// that differs, the place stays as it is, too.
package struct DocsInjection: Sendable {
    /// The text; as it was if there is a problem.
    package let text: String
    /// How many places it has.
    package let regionCount: Int
    /// What is wrong, sorted by line.
    package let problems: [DocsMarkerProblem]

    /// Fills a text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - section: Makes what stands in a place: Markdown with line feeds, without blank lines at its ends.
    package init(
        into text: String,
        section: (DocsRegion) throws(DocsMarkerProblem) -> String
    ) {
        let markers = DocsMarkers(text)
        var problems = markers.problems
        if markers.regions.isEmpty, problems.isEmpty {
            let message =
                "there is no marker; put <!-- portico:docs portal=ID --> and <!-- /portico:docs -->, or the same with "
                + "portico:matrix, in two lines where the docs belong"
            problems.append(DocsMarkerProblem(line: 1, message: message))
        }
        var sections: [String] = []
        for region in markers.regions {
            do throws(DocsMarkerProblem) {
                sections.append("\n\(try section(region))\n\n")
            } catch {
                problems.append(error)
            }
        }
        var filled = text
        if problems.isEmpty {
            filled = Self.filled(text, markers.regions, sections)
            problems = Self.doubts(filled, markers.regions, sections)
        }
        self.text = problems.isEmpty ? filled : text
        self.problems = problems.sorted { $0.line < $1.line }
        regionCount = markers.regions.count
    }

    private static func filled(_ text: String, _ regions: [DocsRegion], _ sections: [String]) -> String {
        let lines = TextLines(text)
        var filled: [UInt8] = []
        var position = 0
        for (region, section) in zip(regions, sections) {
            let start = lines.starts[region.firstLine]
            let end = lines.starts[region.lastLine - 1]
            filled += lines.bytes[position..<start]
            position = end
            let old = lines.bytes[start..<end]
            if TextLines.withLineFeeds(old).elementsEqual(section.utf8) {
                filled += old
            } else {
                let lineBreak = lines.lineBreak(ofLine: region.firstLine)
                for byte in section.utf8 {
                    if byte == UInt8(ascii: "\n") { filled += lineBreak } else { filled.append(byte) }
                }
            }
        }
        filled += lines.bytes[position...]
        return String(decoding: filled, as: UTF8.self)
    }

    /// Reads the filled text again: its places have to be the same, and to hold what was put in.
    ///
    /// Only a template of the workspace can make docs that hide the marker behind them, as an unclosed fence of code
    /// would.
    private static func doubts(
        _ filled: String,
        _ regions: [DocsRegion],
        _ sections: [String]
    ) -> [DocsMarkerProblem] {
        let again = DocsMarkers(filled)
        let lines = TextLines(filled)
        let changed = regions.indices.first { index in
            guard index < again.regions.count else { return true }
            let region = again.regions[index]
            return region.content != regions[index].content || region.headingLevel != regions[index].headingLevel
                || !TextLines.withLineFeeds(lines.between(region)).elementsEqual(sections[index].utf8)
        }
        if changed == nil, again.problems.isEmpty, again.regions.count == regions.count { return [] }
        let message =
            "what belongs below would hide the marker that ends it, or be one; look for unclosed code or HTML in your "
            + "templates, or use --no-overrides"
        return [DocsMarkerProblem(line: regions[changed ?? 0].firstLine, message: message)]
    }
}
