/// A page that says one thing in Portico's own look.
package struct PlainPage: Sendable {
    private let style: [UInt8]

    package init(templates: TemplateLibrary) {
        style = Array(templates.render("reviewer-style", TemplateContext()).utf8)
    }

    /// Returns the page.
    ///
    /// - Parameters:
    ///   - title: The heading.
    ///   - text: A sentence or two.
    /// - Returns: The page as HTML.
    package func page(title: String, text: String) -> [UInt8] {
        let body = """
            <body>
            <main class="wrap">
            <h1>\(HTMLText.escape(title))</h1>
            <p>\(HTMLText.escape(text))</p>
            </main>
            </body>

            """
        return HTMLShell(title: title, description: text, icon: .portico)
            .page(style: style, size: body.utf8.count) { $0 += body.utf8 }.bytes
    }
}
