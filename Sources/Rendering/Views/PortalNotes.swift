import CommonMark
package import Portals

/// The notes of a portal, fit for pages: made once for all of them.
package struct PortalNotes: Sendable {
    /// CommonMark that nests below a heading of the second level; empty if there is nothing to say.
    let markdown: String

    /// No notes.
    init() {
        markdown = ""
    }

    /// Takes the notes of a portal.
    ///
    /// - Parameter portal: The portal.
    package init(_ portal: Portal) {
        markdown = portal.notes.map { Notes.embedded($0, belowHeadingOf: 2) } ?? ""
    }

    var isEmpty: Bool { markdown.isEmpty }

    /// The notes as HTML.
    var html: String { markdown.isEmpty ? "" : MarkdownHTML(markdown).html }
}
