/// The outermost part of every page, which no template can change: language, character set, security policy, title.
struct HTMLShell {
    let title: String
    /// What the page shows, in a sentence, for those to whom its address is sent.
    let description: String
    let icon: PageIcon
    var policy = ContentPolicy()
    /// Whether links without a target of their own lead the whole window, not the frame that the page stands in.
    var leadsWindow = false

    /// Returns the page.
    ///
    /// - Parameters:
    ///   - style: The style sheet.
    ///   - template: What makes the `body` element.
    ///   - values: What fills it.
    /// - Returns: The page as HTML.
    func page(style: [UInt8], _ template: PlannedTemplate, _ values: PageValues) -> [UInt8] {
        let (page, body) = page(style: style, size: template.likelySize) { template.append(values, to: &$0) }
        template.noteSize(body.count)
        return page
    }

    /// Returns the page, and where its body stands.
    ///
    /// - Parameters:
    ///   - style: The style sheet.
    ///   - size: About how many bytes the body has.
    ///   - body: Writes the `body` element.
    /// - Returns: The page as HTML, and the place of its body.
    func page(style: [UInt8], size: Int, body: (inout [UInt8]) -> Void) -> (bytes: [UInt8], body: Range<Int>) {
        var page = opening(style: style, size: size)
        let start = page.count
        body(&page)
        let end = page.count
        page += Self.closing
        return (page, start..<end)
    }

    /// Returns what stands before the `body` element.
    ///
    /// - Parameters:
    ///   - style: The style sheet.
    ///   - size: How many bytes will follow, as far as that is known.
    /// - Returns: The page up to there.
    func opening(style: [UInt8], size: Int = 0) -> [UInt8] {
        let head = head
        var page: [UInt8] = []
        page.reserveCapacity(head.utf8.count + style.count + size + 64)
        page += head.utf8
        page += style
        page += "</style>\n</head>\n".utf8
        return page
    }

    /// What stands behind the `body` element.
    static let closing = Array("</html>\n".utf8)

    /// The page up to the style sheet.
    private var head: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="\(policy.text)">
        <meta name="robots" content="noindex">
        <meta name="referrer" content="no-referrer">
        <meta name="description" content="\(HTMLText.escape(description))">
        <title>\(HTMLText.escape(title))</title>
        <link rel="icon" href="\(icon.dataURL)">
        \(leadsWindow ? "<base target=\"_top\">\n" : "")<style>

        """
    }
}
