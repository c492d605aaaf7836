import CCMark

/// A parsed CommonMark document.
///
/// This file holds all that is unsafe about cmark: its nodes never leave it. The tree belongs to one owner and is
/// freed with it.
struct MarkdownTree: ~Copyable {
    private let root: OpaquePointer

    /// Parses a text; every text is a CommonMark document, so that this fails only if memory runs out.
    ///
    /// - Parameter markdown: The text.
    init?(_ markdown: String) {
        let parsed = markdown.utf8.withContiguousStorageIfAvailable { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8)
            }
        }
        guard let root = parsed ?? nil else { return nil }
        self.root = root
    }

    deinit {
        cmark_node_free(root)
    }

    /// How deeply blocks and spans nest, from 1.
    var depth: Int {
        var depth = 0
        var deepest = 0
        walk { event, _ in
            if event == CMARK_EVENT_ENTER {
                depth += 1
                deepest = max(deepest, depth)
            } else {
                depth -= 1
            }
        }
        return deepest
    }

    /// The document as CommonMark in cmark's own spelling, lines unwrapped.
    var markdown: String {
        guard let text = cmark_render_commonmark(root, CMARK_OPT_DEFAULT, 0) else { return "" }
        defer { cmark_get_default_mem_allocator().pointee.free(text) }
        return String(cString: text)
    }

    /// Moves every heading down, to at most level 6.
    func shiftHeadings(by levels: Int32) {
        for node in nodes(of: [CMARK_NODE_HEADING]) {
            cmark_node_set_heading_level(node, min(6, cmark_node_get_heading_level(node) + levels))
        }
    }

    /// Turns HTML into the text that it is written in.
    func replaceHTMLByText() {
        for node in nodes(of: [CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE]) {
            let isBlock = cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK
            guard let literal = cmark_node_get_literal(node) else { continue }
            let lines = String(cString: literal).split(whereSeparator: \.isNewline)
            guard let paragraph = isBlock ? cmark_node_new(CMARK_NODE_PARAGRAPH) : node else { continue }
            for (index, line) in lines.enumerated() {
                if index > 0 { add(cmark_node_new(CMARK_NODE_SOFTBREAK), to: paragraph, inside: isBlock) }
                let text = cmark_node_new(CMARK_NODE_TEXT)
                cmark_node_set_literal(text, String(line))
                add(text, to: paragraph, inside: isBlock)
            }
            if isBlock { cmark_node_insert_before(node, paragraph) }
            cmark_node_unlink(node)
            cmark_node_free(node)
        }
    }

    /// Turns images into links to the same address, or into their words where a link is around them already, and
    /// links that lead to anything but the web or a mailbox into their words.
    func tameLinks() {
        for node in nodes(of: [CMARK_NODE_IMAGE, CMARK_NODE_LINK]) {
            let address = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
            let isImage = cmark_node_get_type(node) == CMARK_NODE_IMAGE
            let staysLink = Self.isHarmless(address) && !(isImage && isInsideLink(node))
            if staysLink, !isImage { continue }
            if staysLink, let link = cmark_node_new(CMARK_NODE_LINK) {
                cmark_node_set_url(link, address)
                cmark_node_insert_before(node, link)
                moveChildren(of: node) { cmark_node_append_child(link, $0) }
                if cmark_node_first_child(link) == nil, let text = cmark_node_new(CMARK_NODE_TEXT) {
                    cmark_node_set_literal(text, address)
                    cmark_node_append_child(link, text)
                }
            } else {
                moveChildren(of: node) { cmark_node_insert_before(node, $0) }
            }
            cmark_node_unlink(node)
            cmark_node_free(node)
        }
    }

    private static func isHarmless(_ address: String) -> Bool {
        let lowercased = address.lowercased()
        return ["https://", "http://", "mailto:"].contains { lowercased.hasPrefix($0) }
    }

    private func isInsideLink(_ node: OpaquePointer) -> Bool {
        var parent = cmark_node_parent(node)
        while let current = parent {
            if cmark_node_get_type(current) == CMARK_NODE_LINK { return true }
            parent = cmark_node_parent(current)
        }
        return false
    }

    private func add(_ child: OpaquePointer?, to node: OpaquePointer, inside: Bool) {
        _ = inside ? cmark_node_append_child(node, child) : cmark_node_insert_before(node, child)
    }

    private func moveChildren(of node: OpaquePointer, to place: (OpaquePointer) -> Int32) {
        while let child = cmark_node_first_child(node) {
            cmark_node_unlink(child)
            _ = place(child)
        }
    }

    /// The nodes of some types, collected before anything changes, because a changed tree ends an iteration.
    private func nodes(of types: [cmark_node_type]) -> [OpaquePointer] {
        var found: [OpaquePointer] = []
        walk { event, node in
            if event == CMARK_EVENT_ENTER, types.contains(cmark_node_get_type(node)) { found.append(node) }
        }
        return found
    }

    private func walk(_ visit: (cmark_event_type, OpaquePointer) -> Void) {
        guard let iterator = cmark_iter_new(root) else { return }
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
            // Leaves have no exit event; give them one, so that a visitor can count depth.
            visit(event, node)
            if event == CMARK_EVENT_ENTER, Self.isLeaf(node) { visit(CMARK_EVENT_EXIT, node) }
        }
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
