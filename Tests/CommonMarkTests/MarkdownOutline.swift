import CCMark

/// What cmark finds in a text.
struct MarkdownOutline {
    /// The kinds of all nodes in their order, such as `paragraph`.
    private(set) var kinds: [String] = []
    /// The levels of the headings in their order.
    private(set) var headingLevels: [Int] = []
    /// The addresses of the links in their order.
    private(set) var addresses: [String] = []
    /// The text of all leaves, joined by spaces where blocks or lines end.
    private(set) var text = ""

    init(_ markdown: String) {
        let bytes = Array(markdown.utf8)
        let root = bytes.withUnsafeBytes { buffer in
            cmark_parse_document(buffer.bindMemory(to: CChar.self).baseAddress, bytes.count, CMARK_OPT_DEFAULT)
        }
        defer { cmark_node_free(root) }
        let iterator = cmark_iter_new(root)
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { break }
            if event == CMARK_EVENT_ENTER { add(node) }
        }
    }

    private mutating func add(_ node: OpaquePointer) {
        let kind = Self.string(cmark_node_get_type_string(node))
        kinds.append(kind)
        switch kind {
        case "heading": headingLevels.append(Int(cmark_node_get_heading_level(node)))
        case "link", "image": addresses.append(Self.string(cmark_node_get_url(node)))
        case "softbreak", "linebreak": text += " "
        default: text += Self.string(cmark_node_get_literal(node))
        }
    }

    /// Whether there is a node that a document of ours must not have.
    var isTame: Bool { !kinds.contains { ["html_block", "html_inline", "image"].contains($0) } }

    private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }
}
