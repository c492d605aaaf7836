import CCMark

/// A document as cmark parsed it.
///
/// This type holds all that is unsafe about cmark: its nodes never leave it. The tree belongs to one owner and is
/// freed with it.
struct MarkdownTree: ~Copyable {
    let root: OpaquePointer

    /// Parses a text; every text is a CommonMark document, so that this fails only if memory runs out.
    ///
    /// - Parameter markdown: The text, without NUL.
    init?(_ markdown: String) {
        var markdown = markdown
        let parsed = markdown.withUTF8 { buffer in
            buffer.withMemoryRebound(to: CChar.self) { buffer in
                // What a `String` holds is valid UTF-8.
                cmark_parse_document(buffer.baseAddress, buffer.count, CMARK_OPT_DEFAULT)
            }
        }
        guard let parsed else { return nil }
        root = parsed
    }

    deinit {
        cmark_node_free(root)
    }

    /// How deeply blocks and spans nest, from 1.
    var depth: Int {
        guard let iterator = cmark_iter_new(root) else { return 1 }
        defer { cmark_iter_free(iterator) }
        var depth = 0
        var deepest = 0
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return deepest }
            // Leaves have no exit event, so that they do not count for those after them.
            if event == CMARK_EVENT_EXIT {
                depth -= 1
            } else if Self.isLeaf(node) {
                deepest = max(deepest, depth + 1)
            } else {
                depth += 1
                deepest = max(deepest, depth)
            }
        }
    }

    /// The document's blocks.
    ///
    /// - Precondition: The tree does not nest deeply; see `depth`.
    var blocks: [MarkdownBlock] { Self.children(of: root).compactMap(Self.block) }

    private static func block(_ node: OpaquePointer) -> MarkdownBlock? {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_PARAGRAPH: .paragraph(spans(in: node))
        case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(node)), spans(in: node))
        case CMARK_NODE_BLOCK_QUOTE: .quote(children(of: node).compactMap(block))
        case CMARK_NODE_LIST: .list(list(node))
        case CMARK_NODE_CODE_BLOCK: .code(language: text(cmark_node_get_fence_info(node)), literal(of: node))
        case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
        case CMARK_NODE_HTML_BLOCK: .html(literal(of: node))
        default: nil
        }
    }

    private static func list(_ node: OpaquePointer) -> MarkdownList {
        let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
        return MarkdownList(
            start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
            isTight: cmark_node_get_list_tight(node) != 0,
            items: children(of: node).map { children(of: $0).compactMap(block) }
        )
    }

    private static func spans(in node: OpaquePointer) -> [MarkdownSpan] {
        children(of: node).compactMap(span)
    }

    private static func span(_ node: OpaquePointer) -> MarkdownSpan? {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_TEXT: .text(literal(of: node))
        case CMARK_NODE_CODE: .code(literal(of: node))
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .hardBreak
        case CMARK_NODE_EMPH: .emphasis(spans(in: node))
        case CMARK_NODE_STRONG: .strong(spans(in: node))
        case CMARK_NODE_LINK:
            .link(url: text(cmark_node_get_url(node)), title: text(cmark_node_get_title(node)), spans(in: node))
        case CMARK_NODE_IMAGE:
            .image(url: text(cmark_node_get_url(node)), title: text(cmark_node_get_title(node)), spans(in: node))
        case CMARK_NODE_HTML_INLINE: .html(literal(of: node))
        default: nil
        }
    }

    private static func children(of node: OpaquePointer) -> [OpaquePointer] {
        var children: [OpaquePointer] = []
        var next = cmark_node_first_child(node)
        while let child = next {
            children.append(child)
            next = cmark_node_next(child)
        }
        return children
    }

    private static func literal(of node: OpaquePointer) -> String { text(cmark_node_get_literal(node)) }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }

    private static func isLeaf(_ node: OpaquePointer) -> Bool {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_HTML_BLOCK, CMARK_NODE_THEMATIC_BREAK, CMARK_NODE_CODE_BLOCK, CMARK_NODE_TEXT,
            CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE:
            true
        default: false
        }
    }
}
