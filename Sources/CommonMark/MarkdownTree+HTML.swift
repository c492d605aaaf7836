import CCMark

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writing a document as HTML, and what is changed in it before. With `MarkdownTree` this is all that is unsafe about
/// cmark.
extension MarkdownTree {
    /// The document as cmark writes it, without HTML of its own and without links that could run something.
    func html() -> String {
        removeHTML(of: nodes())
        return htmlOfTamed()
    }

    /// The document as `html` writes it, for one from which HTML is taken out already.
    func htmlOfTamed() -> String {
        guard let text = cmark_render_html(root, CMARK_OPT_DEFAULT) else { return "" }
        defer { free(text) }
        // The document holds no HTML, so that every `<pre>` is one that cmark wrote, and text has no `<`.
        let tag = "<pre"
        var html = ""
        var rest = text
        while let found = strstr(rest, "\(tag)>") {
            html += String(decoding: UnsafeRawBufferPointer(start: rest, count: found - rest), as: UTF8.self)
            html += "\(tag) tabindex=\"0\""
            rest = found + tag.utf8.count
        }
        return html + String(cString: rest)
    }

    /// Takes out what a page of ours shows in no case: HTML, for which cmark would leave a comment, and images, of
    /// which the words stay.
    ///
    /// - Parameter nodes: All nodes, in their order.
    func removeHTML(of nodes: [OpaquePointer]) {
        // From the inside outwards, because an image can hold others.
        for node in nodes.reversed() where Self.isRemoved(cmark_node_get_type(node)) {
            while let child = cmark_node_first_child(node) {
                // Inserting takes the child from where it was.
                guard cmark_node_insert_before(node, child) == 1 else { break }
            }
            cmark_node_unlink(node)
            cmark_node_free(node)
        }
    }

    private static func isRemoved(_ type: cmark_node_type) -> Bool {
        switch type {
        case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE, CMARK_NODE_IMAGE: true
        default: false
        }
    }

    /// Takes out a heading of level 1 with which the document begins.
    ///
    /// - Returns: Where the heading was; there is nothing any more.
    func removeTitle() -> OpaquePointer? {
        guard let first = cmark_node_first_child(root), cmark_node_get_type(first) == CMARK_NODE_HEADING,
            cmark_node_get_heading_level(first) == 1
        else { return nil }
        cmark_node_unlink(first)
        cmark_node_free(first)
        return first
    }

    /// The headings among some nodes.
    func headings(among nodes: [OpaquePointer]) -> [OpaquePointer] {
        nodes.filter { cmark_node_get_type($0) == CMARK_NODE_HEADING }
    }

    /// Gives headings an anchor each: a link to itself, or a mere place where the heading has links of its own.
    ///
    /// - Parameters:
    ///   - nodes: The headings.
    ///   - identifier: Makes an id of letters, digits and hyphens from a heading's text.
    /// - Returns: The headings in their order.
    func addAnchors(to nodes: [OpaquePointer], identifier: (String) -> String) -> [MarkdownHTML.Heading] {
        nodes.compactMap { node in
            let inside = descendants(of: node)
            let text = Self.words(of: inside)
            let id = identifier(text)
            guard let anchor = cmark_node_new(CMARK_NODE_CUSTOM_INLINE) else { return nil }
            let hasLinks = inside.contains { cmark_node_get_type($0) == CMARK_NODE_LINK }
            cmark_node_set_on_enter(anchor, hasLinks ? "<span id=\"\(id)\">" : "<a id=\"\(id)\" href=\"#\(id)\">")
            cmark_node_set_on_exit(anchor, hasLinks ? "</span>" : "</a>")
            while let child = cmark_node_first_child(node) {
                // Appending takes the child from where it was.
                guard cmark_node_append_child(anchor, child) == 1 else { break }
            }
            guard cmark_node_append_child(node, anchor) == 1 else {
                cmark_node_free(anchor)
                return nil
            }
            return MarkdownHTML.Heading(level: Int(cmark_node_get_heading_level(node)), text: text, id: id)
        }
    }

    /// What stands in some nodes, without their markup.
    private static func words(of nodes: [OpaquePointer]) -> String {
        nodes.reduce(into: "") { words, node in
            switch cmark_node_get_type(node) {
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: words += " "
            default: words += cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
            }
        }
    }

    func nodes() -> [OpaquePointer] { descendants(of: root) }

    /// A node and all below it, each before what it holds.
    private func descendants(of node: OpaquePointer) -> [OpaquePointer] {
        guard let iterator = cmark_iter_new(node) else { return [] }
        defer { cmark_iter_free(iterator) }
        var found: [OpaquePointer] = []
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return found }
            if event == CMARK_EVENT_ENTER { found.append(node) }
        }
    }
}
