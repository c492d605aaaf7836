/// The editor of the review board: its elements, which are the same for every portal, their style and their script.
package enum EditorPanel {
    /// What a board gets for its editor.
    ///
    /// - Parameter isReadOnly: Whether nothing can be changed, because others can reach the server.
    /// - Returns: The parts for `LiveShell`.
    package static func addition(isReadOnly: Bool) -> LiveShell.Addition {
        let panel = String(decoding: PackageResources.editor_panel_html, as: UTF8.self)
        let mark = " id=\"editor-parts\""
        return LiveShell.Addition(
            html: isReadOnly ? panel.replacing(mark, with: mark + " data-read-only") : panel,
            style: String(decoding: PackageResources.editor_style_css, as: UTF8.self),
            script: BuiltInScripts.editor
        )
    }
}
