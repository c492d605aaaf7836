/// Pages in Portico's own look that no template makes: what the sandbox shows apart from portals.
package struct SandboxPages: Sendable {
    /// The style of reviewers' pages, which a workspace's own templates do not change here.
    private let style: [UInt8]

    package init(templates: TemplateLibrary) {
        style = Array(templates.render("reviewer-style", TemplateContext()).utf8)
    }

    /// Returns a page that says one thing.
    ///
    /// - Parameters:
    ///   - title: The heading.
    ///   - text: A sentence or two.
    /// - Returns: The page as HTML.
    package func notice(title: String, text: String) -> [UInt8] {
        let body = """
            <body>
            <main class="wrap">
            <h1>\(HTMLText.escape(title))</h1>
            <p class="lead">\(HTMLText.escape(text))</p>
            </main>
            </body>

            """
        return HTMLShell(start: PageStart(style: style), title: title, description: text, icon: .portico)
            .page(size: body.utf8.count) { $0.append(text: body) }.bytes
    }

    /// The page that shows and changes a sandbox, by asking the sandbox's own address with its script.
    package var control: [UInt8] {
        let body = PackageResources.sandbox_page_html
        let script = BuiltInScripts.sandbox
        let start = PageStart(
            style: style + PackageResources.sandbox_style_css,
            policy: ContentPolicy(script: script, allowsRequests: true)
        )
        return HTMLShell(
            start: start,
            title: "Sandbox – Portico",
            description: "Customers, portals, requests, clock, faults and settings of the sandbox.",
            icon: .portico
        ).page(size: body.count + script.utf8.count) { page in
            // The script comes last, when everything that it looks for is there.
            let end = body.count - Self.closing.count
            page.append(bytes: Array(body[..<end]))
            page.append(text: "<script>\(script)</script>\n")
            page.append(bytes: Array(body[end...]))
        }.bytes
    }

    private static let closing = Array("</body>\n".utf8)
}
