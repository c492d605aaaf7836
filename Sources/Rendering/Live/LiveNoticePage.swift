/// Small pages of the live preview that say one thing, in Portico's own look.
package struct LiveNoticePage: Sendable {
    /// The start with the style of reviewers' pages, which a workspace's own templates do not change here.
    private let start: PageStart

    /// Takes the look.
    ///
    /// - Parameter templates: The built-in templates.
    package init(templates: TemplateLibrary) {
        start = PageStart(style: Array(templates.render("reviewer-style", TemplateContext()).utf8))
    }

    /// Returns a page with a heading and a sentence.
    ///
    /// - Parameters:
    ///   - title: The heading.
    ///   - text: The sentence.
    ///   - link: Where to go from here: the address on this server, and its words; `nil` for nowhere.
    /// - Returns: The page as HTML.
    package func page(title: String, text: String, link: (address: String, words: String)? = nil) -> [UInt8] {
        let way = link.map {
            "<p class=\"lead\"><a href=\"\(HTMLText.escape($0.address))\">\(HTMLText.escape($0.words))</a></p>\n"
        }
        let body = """
            <body>
            <main class="wrap" id="portico-main">
            <h1>\(HTMLText.escape(title))</h1>
            <p class="lead">\(HTMLText.escape(text))</p>
            \(way ?? "")</main>
            </body>

            """
        return HTMLShell(start: start, title: "\(title) – Portico", description: text, icon: .portico)
            .page(size: body.utf8.count) { $0.append(text: body) }.bytes
    }

    /// Returns a page that is left at once for another one of this server, without a trace in the window's history.
    ///
    /// - Parameter address: A path on this server.
    /// - Returns: The page as HTML.
    package static func leading(to address: String) -> [UInt8] {
        let address = HTMLText.escape(address)
        let page = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="refresh" content="0;url=\(address)">
            <title>Portico</title>
            <link rel="icon" href="\(PageIcon.portico.dataURL)">
            </head>
            <body>
            <p><a href="\(address)">Go on to the preview</a></p>
            </body>
            </html>

            """
        return Array(page.utf8)
    }
}
