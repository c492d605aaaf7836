import CCMark

/// What cmark makes of a text, for comparing with what was meant.
struct MarkdownNodes {
    /// A node of the tree.
    struct Node: Equatable {
        let depth: Int
        let kind: String
        /// The text of a leaf, the address of a link.
        let text: String
    }

    let nodes: [Node]

    init(_ markdown: String) {
        let bytes = Array(markdown.utf8)
        let root = bytes.withUnsafeBytes { buffer in
            cmark_parse_document(buffer.bindMemory(to: CChar.self).baseAddress, bytes.count, CMARK_OPT_DEFAULT)
        }
        defer { cmark_node_free(root) }
        var nodes: [Node] = []
        var depth = 0
        let iterator = cmark_iter_new(root)
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { break }
            let isLeaf = cmark_node_first_child(node) == nil && Self.leaves.contains(cmark_node_get_type(node).rawValue)
            if event == CMARK_EVENT_EXIT {
                depth -= 1
                continue
            }
            let kind = cmark_node_get_type_string(node).map { String(cString: $0) } ?? ""
            let literal = cmark_node_get_literal(node).map { String(cString: $0) }
            let url = cmark_node_get_url(node).map { String(cString: $0) }
            nodes.append(Node(depth: depth, kind: kind, text: literal ?? url ?? ""))
            if !isLeaf { depth += 1 }
        }
        self.nodes = nodes
    }

    private static let leaves: Set<UInt32> = Set(
        [
            CMARK_NODE_HTML_BLOCK, CMARK_NODE_THEMATIC_BREAK, CMARK_NODE_CODE_BLOCK, CMARK_NODE_TEXT,
            CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE,
        ].map(\.rawValue)
    )

    /// The kinds of all nodes with their depths, neighbouring texts as one.
    var structure: [String] {
        var lines: [String] = []
        for node in nodes {
            let line = "\(node.depth) \(node.kind)"
            if node.kind == "text", lines.last == line { continue }
            lines.append(line)
        }
        return lines
    }

    /// All texts joined.
    var text: String { nodes.filter { $0.kind == "text" || $0.kind == "code" }.map(\.text).joined() }

    func texts(of kind: String) -> [String] { nodes.filter { $0.kind == kind }.map(\.text) }
}

extension String {
    /// The words alone, as Markdown keeps them: white space of any kind and length is one space.
    var words: [[Unicode.Scalar]] {
        unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map(Array.init)
    }
}
