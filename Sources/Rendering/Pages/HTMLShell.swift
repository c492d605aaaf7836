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
        // What is interpreted is not written twice.
        let interpreted = template.isInterpreted(values) ? template.interpreted(values) : nil
        let (page, body) = page(style: style, size: interpreted?.count ?? template.likelySize) { page in
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
    ///   - style: The style sheet.
    ///   - size: About how many bytes the body has.
    ///   - body: Writes the `body` element.
    /// - Returns: The page as HTML, and the place of its body.
    func page(style: [UInt8], size: Int, body: (inout PageWriter) -> Void) -> (bytes: [UInt8], body: Range<Int>) {
        var place = 0..<0
        let page = PageWriter.bytes(style.count + size + Self.ownSize) { page in
            appendOpening(style: style, to: &page)
            let start = page.count
            body(&page)
            place = start..<page.count
            page.append(bytes: Self.closing)
        }
        return (page, place)
    }

    /// About how many bytes stand around a page's style sheet and `body` element: a brand's icon is the longest of them.
    private static let ownSize = 2048

    /// Returns what stands before the `body` element.
    ///
    /// - Parameter style: The style sheet.
    /// - Returns: The page up to there.
    func opening(style: [UInt8]) -> [UInt8] {
        var page: [UInt8] = []
        page.reserveCapacity(style.count + Self.ownSize)
        appendOpening(style: style, to: &page)
        return page
    }

    /// What stands behind the `body` element.
    static let closing = Array("</html>\n".utf8)

    private func appendOpening(style: [UInt8], to page: inout some PageSink) {
        page.append(
            text: """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="
                """
        )
        page.append(text: policy.text)
        page.append(
            text: """
                ">
                <meta name="robots" content="noindex">
                <meta name="referrer" content="no-referrer">
                <meta name="description" content="
                """
        )
        HTMLText.append(description, to: &page)
        page.append(text: "\">\n<title>")
        HTMLText.append(title, to: &page)
        page.append(text: "</title>\n<link rel=\"icon\" href=\"")
        page.append(text: icon.dataURL)
        page.append(text: leadsWindow ? "\">\n<base target=\"_top\">\n<style>\n" : "\">\n<style>\n")
        page.append(bytes: style)
        page.append(text: "</style>\n</head>\n")
    }
}
