import CCMark

/// Reading where nodes stand.
extension MarkdownTree {
    /// The headings and the HTML of the document, in their order.
    func places() -> (headings: [MarkdownPlaces.Heading], html: [MarkdownPlaces.HTML]) {
        var headings: [MarkdownPlaces.Heading] = []
        var html: [MarkdownPlaces.HTML] = []
        for node in nodes() {
            switch cmark_node_get_type(node) {
            case CMARK_NODE_HEADING:
                headings.append(
                    MarkdownPlaces.Heading(
                        level: Int(cmark_node_get_heading_level(node)),
                        line: Int(cmark_node_get_start_line(node)),
                        column: Int(cmark_node_get_start_column(node)),
                        // The end that cmark gives is at times a line too late, and below the start for these alone.
                        isUnderlined: cmark_node_get_end_line(node) > cmark_node_get_start_line(node),
                        isNested: isNested(node)
                    )
                )
            case CMARK_NODE_HTML_BLOCK: html.append(stretch(node, isNested(node) ? .nestedBlock : .block))
            case CMARK_NODE_HTML_INLINE: html.append(stretch(node, .inline))
            default: continue
            }
        }
        return (headings, html)
    }

    private func stretch(_ node: OpaquePointer, _ place: MarkdownPlaces.HTML.Place) -> MarkdownPlaces.HTML {
        // The end that cmark gives for a block of HTML is at times a line too early; the text has all lines.
        let text = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
        return MarkdownPlaces.HTML(text: text, line: Int(cmark_node_get_start_line(node)), place: place)
    }

    private func isNested(_ node: OpaquePointer) -> Bool {
        cmark_node_parent(node) != root
    }
}
