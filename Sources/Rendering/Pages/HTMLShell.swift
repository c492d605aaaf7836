/// The outermost part of every page, which no template can change: what pages of its kind begin with, title, icon.
struct HTMLShell {
    let start: PageStart
    let title: String
    /// What the page shows, in a sentence, for those to whom its address is sent.
    let description: String
    let icon: PageIcon
    /// What the page's style has besides that of its kind, behind which it stands.
    var style: [UInt8] = []

    /// Returns the page.
    ///
    /// - Parameters:
    ///   - template: What makes the `body` element.
    ///   - values: What fills it.
    /// - Returns: The page as HTML.
    func page(_ template: PlannedTemplate, _ values: PageValues) -> [UInt8] {
        // What is interpreted is not written twice.
        let interpreted = template.isInterpreted(values) ? template.interpreted(values) : nil
        let (page, body) = page(size: interpreted?.count ?? template.likelySize) { page in
            if let interpreted {
                page.append(bytes: interpreted)
            } else {
                template.append(values, to: &page)
            }
        }
        template.noteSize(body.count)
        return page
    }

    /// Returns the page, and where its body stands.
    ///
    /// - Parameters:
    ///   - size: About how many bytes the body has.
    ///   - body: Writes the `body` element.
    /// - Returns: The page as HTML, and the place of its body.
    func page(size: Int, body: (inout PageWriter) -> Void) -> (bytes: [UInt8], body: Range<Int>) {
        var place = 0..<0
        let page = PageWriter.bytes(start.count + style.count + size + Self.ownSize) { page in
            appendOpening(to: &page)
            let start = page.count
            body(&page)
            place = start..<page.count
            page.append(bytes: Self.closing)
        }
        return (page, place)
    }

    /// About how many bytes stand around a page's start, style and `body` element: a brand's icon is the longest of them.
    private static let ownSize = 2048

    /// What stands before the `body` element.
    var opening: [UInt8] {
        var page: [UInt8] = []
        page.reserveCapacity(start.count + style.count + Self.ownSize)
        appendOpening(to: &page)
        return page
    }

    /// What stands behind the `body` element.
    static let closing = Array("</html>\n".utf8)

    private func appendOpening(to page: inout some PageSink) {
        start.append(to: &page)
        page.append(text: "<meta name=\"description\" content=\"")
        HTMLText.append(description, to: &page)
        page.append(text: "\">\n<title>")
        HTMLText.append(title, to: &page)
        page.append(text: "</title>\n<link rel=\"icon\" href=\"")
        page.append(text: icon.dataURL)
        page.append(text: "\">\n")
        if !style.isEmpty {
            page.append(text: "<style>\n")
            page.append(bytes: style)
            page.append(text: "</style>\n")
        }
        page.append(text: "</head>\n")
    }
}
