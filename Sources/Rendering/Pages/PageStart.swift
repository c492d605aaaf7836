/// What all pages of a kind begin with: language, character set, security policy and the style sheet that they share.
///
/// It comes before title and description, so that it is hashed once and not with every page. The style sheets are short
/// enough that programs which show a link's title and read no more than 32 KB of its page (Slack's does) still find it.
struct PageStart: Sendable {
    private let bytes: [UInt8]
    private let hash: ContentHasher

    /// Puts a start together.
    ///
    /// - Parameters:
    ///   - style: The style sheet.
    ///   - policy: What the pages may do.
    ///   - leadsWindow: Whether links without a target of their own lead the whole window, not the frame that a page
    ///     stands in.
    init(style: [UInt8], policy: ContentPolicy = ContentPolicy(), leadsWindow: Bool = false) {
        let head = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="\(policy.text)">
            <meta name="robots" content="noindex">
            <meta name="referrer" content="no-referrer">
            \(leadsWindow ? "<base target=\"_top\">\n" : "")<style>

            """
        bytes = Array(head.utf8) + style + Array("</style>\n".utf8)
        var hash = ContentHasher()
        hash.update(bytes)
        self.hash = hash
    }

    /// How many bytes it has.
    var count: Int { bytes.count }

    /// Writes it.
    func append(to page: inout some PageSink) { page.append(bytes: bytes) }

    /// Returns the hash of a page, which may be one that begins in another way.
    func hash(of page: [UInt8]) -> ContentHash {
        guard page.count >= count, BytePlace.first(of: bytes, in: page, 0..<count) == 0 else {
            return ContentHash(of: page)
        }
        var hash = hash
        hash.update(page[count...])
        return hash.finish()
    }
}
